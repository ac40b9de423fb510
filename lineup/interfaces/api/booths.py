"""Exhibitors: their booths, whom they scanned, and what visitors let them know."""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person
from lineup.domains.events import attendees, events
from lineup.domains.events.models import Event
from lineup.domains.onsite import booths, sharing, visits
from lineup.domains.onsite.models import Booth
from lineup.interfaces.api import briefs, files, keys, paging
from lineup.interfaces.api.pools import PoolShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["exhibitors"])

OWN = "/events/{slug}/booth"
SCAN = f"{OWN}/scans/{{scan}}"
OF_EVENT = "/events/{slug}/exhibitors/{person}"
FieldName = Literal["name", "email", "phone"]


class BoothShown(Shown):
    """A booth, and how often it was visited: in all, and today on the clock of the event."""

    exposant: briefs.PersonBrief
    name: str
    plan_file: str | None = Field(description="The name of the floor plan; null where there is none.")
    total_visits: int
    today_visits: int
    visitors: int

    @classmethod
    def of(cls, booth: Booth) -> Self:
        numbers = visits.numbers(booth, at=clock.now())
        return cls.made(
            exposant=briefs.person(booth.exhibitor),
            name=booth.name,
            plan_file=booth.plan_name or None,
            total_visits=numbers.total,
            today_visits=numbers.today,
            visitors=numbers.people,
        )


class StandShown(Shown):
    """A booth as who takes part in the event knows it."""

    id: UUID
    name: str
    plan_file: str | None = Field(description="The name of the floor plan; null where there is none.")

    @classmethod
    def of(cls, row: Booth) -> Self:
        return cls.made(id=row.pk, name=row.name, plan_file=row.plan_name or None)


class ExhibitorShown(Shown):
    """Who exhibits, with what, and how many visits there were."""

    exposant: briefs.PersonBrief
    name: str
    plan_file: str | None
    total_visits: int

    @classmethod
    def of(cls, booth: Booth, counted: dict[Any, int]) -> Self:
        return cls.made(
            exposant=briefs.person(booth.exhibitor),
            name=booth.name,
            plan_file=booth.plan_name or None,
            total_visits=counted.get(booth.pk, 0),
        )


class BoothChanged(Sent):
    name: str = Field(max_length=booths.LONGEST_NAME, examples=["Kettles & Sons"])


class ExhibitorPlaces(Sent):
    capacity: int | None = Field(None, ge=1, le=1_000_000, examples=[20])


class Code(Sent):
    code: str = Field(max_length=300, description="What the badge says, or the id below its code.", examples=["LU…"])


class Notes(Sent):
    notes: str = Field("", max_length=visits.LONGEST_NOTES, examples=["Wants two."])


class ScannedParticipant(Shown):
    """What the visitor shares with this exhibitor now; null for the rest."""

    name: str | None
    email: str | None
    phone: str | None


class VisitShown(Shown):
    """A badge scanned at the booth, once a day."""

    id: UUID
    scanned_participant: ScannedParticipant
    day: date
    scanned_at: datetime
    notes: str

    @classmethod
    def of(cls, visit: Any) -> Self:
        known = {field: value or None for field, value in visits.known(visit).items()}
        shown = ScannedParticipant.made(**known)
        return cls.made(
            id=visit.pk,
            scanned_participant=shown,
            day=visit.day,
            scanned_at=visit.scanned_at,
            notes=visit.notes if any(known.values()) else "",
        )


class Shares(Sent):
    """What may be known; what is left out may not."""

    fields: list[FieldName] = Field(max_length=len(sharing.FIELDS), examples=[["name", "email"]])


class SharesShown(Shown):
    """What every exhibitor may know who scans one's badge and was told nothing else."""

    fields: list[FieldName]

    @classmethod
    def of(cls, fields: Any) -> Self:
        return cls.made(fields=[field for field in sharing.FIELDS if field in fields])


class ScannerShown(Shown):
    """A booth that scanned one's badge, when last, and what it may know now."""

    booth: UUID
    name: str
    scanned_at: datetime
    fields: list[FieldName]

    @classmethod
    def of(cls, row: sharing.Scanner) -> Self:
        fields = [field for field in sharing.FIELDS if field in row.fields]
        return cls.made(booth=row.booth.pk, name=str(row.booth), scanned_at=row.scanned_at, fields=fields)


# --- the exhibitor's own --------------------------------------------------------------------------


@router.get(OWN, response=BoothShown, summary="Show my booth")
def own(request: HttpRequest, slug: Slug) -> Any:
    """For who exhibits at the event; to others there is none."""
    return BoothShown.of(_own(request, slug))


@router.patch(OWN, response=BoothShown, summary="Rename my booth")
def rename(request: HttpRequest, slug: Slug, body: BoothChanged) -> Any:
    """Visitors find it by this name among those who scanned their badge."""
    return _shown(booths.rename(_own(request, slug), body.name, by=keys.actor(request), at=clock.now()))


@router.post(f"{OWN}/plan", response=BoothShown, summary="Keep my floor plan")
def set_plan(request: HttpRequest, slug: Slug, file: File[UploadedFile]) -> Any:
    """A PDF of up to 10 MB, judged by its bytes, in place of the one before."""
    booth = booths.set_plan(_own(request, slug), file, by=keys.actor(request), at=clock.now())
    return _shown(booth)


@router.delete(f"{OWN}/plan", response=BoothShown, summary="Take my floor plan away")
def remove_plan(request: HttpRequest, slug: Slug) -> Any:
    """Where there is none, nothing changes."""
    return _shown(booths.remove_plan(_own(request, slug), by=keys.actor(request), at=clock.now()))


@router.get(f"{OWN}/plan", summary="Download my floor plan", openapi_extra=files.AS_DOWNLOAD)
def plan(request: HttpRequest, slug: Slug) -> Any:
    """Always as a download."""
    return _plan(_own(request, slug))


@router.post(f"{OWN}/scans", response={200: VisitShown, 201: VisitShown}, summary="Scan a badge at my booth")
def scan(request: HttpRequest, slug: Slug, body: Code) -> Any:
    """201 for the first visit of a day, 200 for the same visit again. Of the visitor comes what they share."""
    scanned = visits.scan(_own(request, slug), body.code, at=clock.now())
    return Status(201 if scanned.is_fresh else 200, VisitShown.of(scanned.visit))


@router.get(f"{OWN}/scans", response=paging.Page[VisitShown], summary="List who came to my booth")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those who share something, the last first; `total_visits` of the booth counts all."""
    return paging.page(visits.of(_own(request, slug)), VisitShown, order=("-scanned_at", "-id"), window=window)


@router.patch(SCAN, response=VisitShown, summary="Note something on a visit")
def note(request: HttpRequest, slug: Slug, scan: UUID, body: Notes) -> Any:
    """Refused (nothing_shared) of somebody who shares nothing."""
    visit = visits.find(_own(request, slug), scan)
    visits.note(visit, body.notes)
    return VisitShown.of(visit)


@router.delete(SCAN, response={204: None}, summary="Take a scan back")
def remove(request: HttpRequest, slug: Slug, scan: UUID) -> Any:
    """One made by mistake."""
    visits.remove(visits.find(_own(request, slug), scan))
    return Status(204, None)


# --- the organisers' ------------------------------------------------------------------------------


@router.post("/events/{slug}/exhibitor-places", response={201: PoolShown}, summary="Open places for exhibitors")
def open_places(request: HttpRequest, slug: Slug, body: ExhibitorPlaces) -> Any:
    """A pool of role `exposant`, once in an event; people are added or invited to it."""
    event = events.find_managed(keys.person(request), slug=slug)
    pool = booths.open_places(event, capacity=body.capacity, by=keys.actor(request), at=clock.now())
    return Status(201, PoolShown.of(pool))


@router.get("/events/{slug}/exhibitors", response=paging.Page[ExhibitorShown], summary="List who exhibits")
def exhibitors(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """By name, with the number of visits; whom they scanned is theirs alone."""
    event = events.find_managed(keys.person(request), slug=slug)
    found = paging.found(booths.exhibitors(event), order=booths.PEOPLE, window=window)
    kept = {booth.exhibitor_id: booth for booth in booths.of_people(event, found.items, at=clock.now())}
    counted = visits.counted(kept.values())
    return paging.shown(found, ExhibitorShown, lambda one: ExhibitorShown.of(kept[one.pk], counted))


@router.patch(OF_EVENT, response=BoothShown, summary="Rename a booth")
def rename_of(request: HttpRequest, slug: Slug, person: UUID, body: BoothChanged) -> Any:
    """As its exhibitor may."""
    return _shown(booths.rename(_managed(request, slug, person), body.name, by=keys.actor(request), at=clock.now()))


@router.post(f"{OF_EVENT}/plan", response=BoothShown, summary="Keep the floor plan of a booth")
def set_plan_of(request: HttpRequest, slug: Slug, person: UUID, file: File[UploadedFile]) -> Any:
    """As its exhibitor may."""
    booth = booths.set_plan(_managed(request, slug, person), file, by=keys.actor(request), at=clock.now())
    return _shown(booth)


@router.get(f"{OF_EVENT}/plan", summary="Download the floor plan of a booth", openapi_extra=files.AS_DOWNLOAD)
def plan_of(request: HttpRequest, slug: Slug, person: UUID) -> Any:
    """Always as a download."""
    return _plan(_managed(request, slug, person))


# --- the visitor's --------------------------------------------------------------------------------


@router.get("/events/{slug}/booths", response=paging.Page[StandShown], summary="List booths")
def stands(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """By name; those that have one, for who takes part in the event."""
    person = keys.person(request)
    rows = booths.shown_to(person, events.find_visible(person, slug=slug))
    return paging.page(rows, StandShown, order=booths.ORDER, window=window)


@router.get("/events/{slug}/booths/{booth}/plan", summary="Download a floor plan", openapi_extra=files.AS_DOWNLOAD)
def stand_plan(request: HttpRequest, slug: Slug, booth: UUID) -> Any:
    """Always as a download."""
    person = keys.person(request)
    return _plan(booths.find_shown(person, events.find_visible(person, slug=slug), booth))


@router.get("/events/{slug}/sharing", response=SharesShown, summary="Show what exhibitors may know of me")
def shares(request: HttpRequest, slug: Slug) -> Any:
    """Each who scans my badge, unless I told them something else."""
    person, event = _visitor(request, slug)
    return SharesShown.of(sharing.to_all(person, event))


@router.put("/events/{slug}/sharing", response=SharesShown, summary="Say what exhibitors may know of me")
def share(request: HttpRequest, slug: Slug, body: Shares) -> Any:
    """From now on, and no more than this; an empty list is nothing."""
    person, event = _visitor(request, slug)
    sharing.say(person, event, body.fields, by=keys.actor(request), at=clock.now())
    return SharesShown.of(sharing.to_all(person, event))


@router.get("/events/{slug}/sharing/booths", response=paging.Page[ScannerShown], summary="List who scanned my badge")
def scanners(request: HttpRequest, slug: Slug) -> Any:
    """The last first."""
    person, event = _visitor(request, slug)
    return paging.whole(sharing.scanners(person, event), ScannerShown)


@router.put("/events/{slug}/sharing/booths/{booth}", response=ScannerShown, summary="Say what one booth may know of me")
def share_with(request: HttpRequest, slug: Slug, booth: UUID, body: Shares) -> Any:
    """One that scanned my badge. With nothing, what it noted about me is deleted."""
    person, event = _visitor(request, slug)
    row = _scanner(person, event, booth)
    sharing.say(person, event, body.fields, booth=row.booth, by=keys.actor(request), at=clock.now())
    return ScannerShown.of(_scanner(person, event, booth))


@router.post("/events/{slug}/sharing/withdrawal", response=SharesShown, summary="Share nothing with anybody")
def withdraw(request: HttpRequest, slug: Slug) -> Any:
    """With no booth of the event, those included that were told something before."""
    person, event = _visitor(request, slug)
    sharing.withdraw(person, event, by=keys.actor(request), at=clock.now())
    return SharesShown.of(())


# --- small ----------------------------------------------------------------------------------------


def _own(request: HttpRequest, slug: str) -> Booth:
    person = keys.person(request)
    return booths.own(events.find_visible(person, slug=slug), person, at=clock.now())


def _managed(request: HttpRequest, slug: str, person: UUID) -> Booth:
    event = events.find_managed(keys.person(request), slug=slug)
    return booths.of_exhibitor(event, person, at=clock.now())


def _visitor(request: HttpRequest, slug: str) -> tuple[Person, Event]:
    person: Any = keys.person(request)
    event = events.find_visible(person, slug=slug)
    if not (attendees.comes(person, event) or booths.exhibits(event, person)):
        raise Missing
    return person, event


def _scanner(person: Person, event: Event, booth: UUID) -> sharing.Scanner:
    found = next((one for one in sharing.scanners(person, event) if one.booth.pk == booth), None)
    if found is None:
        raise Missing
    return found


def _shown(booth: Booth) -> BoothShown:
    return BoothShown.of(booth)


def _plan(booth: Booth) -> FileResponse:
    if not booth.plan_file:
        raise Missing
    return files.download_of(booth.plan_file, booth.plan_name)
