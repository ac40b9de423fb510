"""The doors of an event: badges scanned, what was scanned, who is where, and how doors are kept."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.people.models import Participant
from lineup.domains.events.models import Event
from lineup.domains.onsite.door import controllers, doors, finding, log, scans, telling
from lineup.domains.onsite.door.finding import Found
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.door.telling import Told
from lineup.domains.onsite.models import Door, Room, Scan
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Search, Sent, Slug

router = Router(tags=["doors"])

WayName = Literal["in", "out"]
Reason = Field(description="A code that stays; /door/rule.json of the source has them all.", examples=["welcome"])


class BadgeScanned(Sent):
    """What was shown: the text of a QR code, the id printed below it, or a person who was looked up by name."""

    client_id: UUID = Field(description="Made by the scanner, one for each tap: the same again is answered as before.")
    code: str = Field("", max_length=scans.LONGEST_CODE, examples=["LU…"])
    person: UUID | None = None
    room: UUID | None = Field(None, description="Null at the entrance.")
    way: WayName = "in"


class ScanAnswer(Shown):
    """What is told at the door: whether they come in, why, and what to do, in the caller's language."""

    id: UUID
    granted: bool
    reason: str = Reason
    colour: Literal["green", "amber", "red", "blue"]
    word: str = Field(examples=["Welcome"])
    sentence: str
    remedy: str
    name: str = Field(description="Whose badge it is; empty where that is not known.")
    before: datetime | None = Field(description="When they came in before, if that is why they are stopped.")
    session: str = Field(description="The title of what they come in for.")
    expected_in: str = Field(description="The room where they have a place at this time.")

    @classmethod
    def of(cls, scan: Scan, told: Told) -> Self:
        as_is = shapes.read(told, ("granted", "reason", "colour", "name", "before", "session", "expected_in"))
        words = {"word": str(told.word), "sentence": str(told.sentence), "remedy": str(told.remedy)}
        return cls.made(id=scan.pk, **as_is, **words)


class RoomBrief(Shown):
    id: UUID
    name: str

    @classmethod
    def of(cls, row: Room) -> Self:
        return cls.made(id=row.pk, name=row.name)


class PersonAtTheDoor(Shown):
    id: UUID
    name: str

    @classmethod
    def of(cls, row: Participant) -> Self:
        return cls.made(id=row.pk, name=row.display_name)


class ScanShown(Shown):
    """A scan. `room` is null at the entrance, `person` where nobody was known by what was shown."""

    id: UUID
    at: datetime
    room: RoomBrief | None
    way: WayName
    person: PersonAtTheDoor | None
    granted: bool
    reason: str = Reason
    house_reason: str = Field(description="What the house would have said, where a device without network differed.")
    offline: bool
    controller: briefs.PersonBrief | None

    @classmethod
    def of(cls, row: Scan) -> Self:
        return cls.made(
            **shapes.read(row, ("id", "at", "way", "granted", "reason", "house_reason", "offline")),
            room=RoomBrief.of(row.room) if row.room else None,
            person=PersonAtTheDoor.of(row.person.participant) if row.person else None,
            controller=briefs.person(row.controller),
        )


class ScanFigures(Shown):
    """How often was scanned and refused, and how many different people were let in."""

    scans: int
    refused: int
    people: int


class RoomCount(Shown):
    id: UUID
    name: str
    inside: int
    capacity: int | None

    @classmethod
    def of(cls, row: Room) -> Self:
        return cls.made(**shapes.read(row, ("id", "name", "inside", "capacity")))


class CountsShown(Shown):
    """How many are at the event, of how many who hold a place, and how many are in each room."""

    here: int
    expected: int
    rooms: list[RoomCount]


class CandidateShown(Shown):
    """Somebody without a badge at hand; `comes_with` tells who answers for them, where it is not themselves."""

    id: UUID
    name: str
    comes_with: str

    @classmethod
    def of(cls, row: Found) -> Self:
        return cls.made(id=row.person_id, name=row.name, comes_with=row.comes_with)


class DoorShown(Shown):
    """How doors are kept. `no_show_minutes` after its start a workshop's free places are given on; null: by hand."""

    check_in_first: bool = Field(description="Rooms ask for the check-in at the entrance.")
    no_show_minutes: int | None

    @classmethod
    def of(cls, row: Door) -> Self:
        return cls.made(check_in_first=row.check_in_first, no_show_minutes=row.no_show_minutes)


class DoorKept(Sent):
    check_in_first: bool
    no_show_minutes: int | None = Field(ge=1, le=doors.MOST_MINUTES)


class RoomWanted(Sent):
    room: UUID | None = Field(None, description="One room alone; a controller on duty is told of theirs in any case.")


@router.post("/events/{slug}/scans", response={200: ScanAnswer, 201: ScanAnswer}, summary="Scan a badge at a door")
def scan(request: HttpRequest, slug: Slug, body: BadgeScanned) -> Any:
    """For organisers, and for a controller at the entrance or the room of the slot that runs.

    201 for a scan, also one that says no; 200 for the same `client_id` again, with nothing done twice.
    """
    at, by = clock.now(), keys.actor(request)
    opened = doors.open_to(by.person, slug=slug, room_id=body.room, at=at)
    answer = scans.scan(opened, Wanted(body.client_id, body.code, body.person, body.way), by=by, at=at)
    return Status(200 if answer.again else 201, ScanAnswer.of(answer.scan, telling.told(answer, opened)))


@router.get("/events/{slug}/scans", response=paging.Page[ScanShown], summary="List what was scanned")
def find(request: HttpRequest, slug: Slug, wanted: Query[RoomWanted], window: Query[paging.Window]) -> Any:
    """The latest first. A controller on duty sees their room alone, outside their slot nothing."""
    event, room = _read(request, slug, wanted)
    return paging.page(log.of(event, room.pk if room else None), ScanShown, order=log.ORDER, window=window)


@router.get("/events/{slug}/scan-figures", response=ScanFigures, summary="Count what was scanned")
def figures(request: HttpRequest, slug: Slug, wanted: Query[RoomWanted]) -> Any:
    """As the list of scans, for whom it is."""
    event, room = _read(request, slug, wanted)
    found = log.figures(event, room.pk if room else None)
    return ScanFigures.made(scans=found.scans, refused=found.refused, people=found.people)


@router.get("/events/{slug}/scan-conflicts", response=paging.Page[ScanShown], summary="List conflicts of devices")
def conflicts(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Whom a device without network let in and the house would not have, and who was let in twice; for organisers."""
    return paging.page(log.conflicts(_managed(request, slug)), ScanShown, order=log.ORDER, window=window)


@router.get("/events/{slug}/occupancy", response=CountsShown, summary="Count who is where")
def occupancy(request: HttpRequest, slug: Slug) -> Any:
    """As it is now; for organisers."""
    counted = log.counts(_managed(request, slug))
    rooms = [RoomCount.of(one) for one in counted.rooms]
    return CountsShown.made(here=counted.here, expected=counted.expected, rooms=rooms)


@router.get("/events/{slug}/door/people", response=paging.Page[CandidateShown], summary="Look somebody up at the door")
def people(request: HttpRequest, slug: Slug, q: Search = "") -> Any:
    """A few whose name has every word of this, nobody for less than two letters; for who scans now."""
    event, _standing = controllers.find_event(keys.person(request), slug=slug, at=clock.now())
    return paging.whole(finding.by_name(event, q), CandidateShown)


@router.get("/events/{slug}/door", response=DoorShown, summary="Show how doors are kept")
def show(request: HttpRequest, slug: Slug) -> Any:
    """For organisers."""
    return DoorShown.of(doors.of(_managed(request, slug)))


@router.put("/events/{slug}/door", response=DoorShown, summary="Say how doors are kept")
def keep(request: HttpRequest, slug: Slug, body: DoorKept) -> Any:
    """From now on."""
    event, by = _managed(request, slug), keys.actor(request)
    return DoorShown.of(doors.keep(event, **body.model_dump(), by=by, at=clock.now()))


def _managed(request: HttpRequest, slug: str) -> Event:
    return doors.find_event(keys.person(request), slug=slug)


def _read(request: HttpRequest, slug: str, wanted: RoomWanted) -> tuple[Event, Room | None]:
    event, standing = controllers.find_event(keys.person(request), slug=slug, at=clock.now())
    return event, controllers.readable_room(event, standing, wanted.room)
