"""What those who run an event announce to a part of its people."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcements, rooms, sessions
from lineup.domains.onsite.models import Announcement
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.briefs import PersonBrief
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug, Title

router = Router(tags=["announcements"])

ONE = "/events/{slug}/announcements/{announcement}"
OWN = ("title", "description", "target", "created_at", "updated_at")
ORDER = ("-created_at", "-id")
Target = Literal["all", "participants", "exposants", "controlleurs", "gestionnaires", "room", "session"]


class AnnouncementShown(Shown):
    """An announcement; `target` has the values of the documents, and room or session where it is for one."""

    id: UUID
    title: str
    description: str
    target: str
    room: UUID | None
    session: UUID | None
    author: PersonBrief | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Announcement) -> Self:
        where = {"room": row.room_id, "session": row.session_id}
        return cls.made(id=row.pk, author=briefs.person(row.author), **where, **shapes.read(row, OWN))


class AnnouncementChanged(Sent):
    """What to change; what is left out stays."""

    title: Title = Field("", examples=["Lunch is late"])
    description: str = Field(
        "", max_length=announcements.LONGEST_DESCRIPTION, examples=["By half an hour, in the same place."]
    )
    target: Target = "all"
    room: UUID | None = None
    session: UUID | None = None


class NewAnnouncement(AnnouncementChanged):
    title: Title = Field(examples=["Lunch is late"])
    description: str = Field(
        max_length=announcements.LONGEST_DESCRIPTION, examples=["By half an hour, in the same place."]
    )


class AnnouncementsWanted(Sent):
    every: bool = Field(default=False, description="All of the event, also those for others; for organisers.")
    bin: bool = Field(default=False, description="One's own in the bin instead; for organisers.")


@router.get("/events/{slug}/announcements", response=paging.Page[AnnouncementShown], summary="List announcements")
def find(request: HttpRequest, slug: Slug, wanted: Query[AnnouncementsWanted], window: Query[paging.Window]) -> Any:
    """Those that are for who asks, the latest first."""
    person = keys.person(request)
    if wanted.bin:
        rows = announcements.binned(_managed(request, slug), person)
    elif wanted.every:
        rows = announcements.of(_managed(request, slug))
    else:
        rows = announcements.shown_to(events.find_visible(person, slug=slug), person)
    return paging.page(rows, AnnouncementShown, order=ORDER, window=window)


@router.post("/events/{slug}/announcements", response={201: AnnouncementShown}, summary="Announce something")
def make(request: HttpRequest, slug: Slug, body: NewAnnouncement) -> Any:
    """Whom it is for reads it in the event's page, and is told by the channels they chose."""
    event = _managed(request, slug)
    values = _with_rows(event, body.model_dump())
    return Status(201, AnnouncementShown.of(announcements.make(event, by=_by(request), at=clock.now(), **values)))


@router.patch(ONE, response=AnnouncementShown, summary="Change an announcement")
def change(request: HttpRequest, slug: Slug, announcement: UUID, body: AnnouncementChanged) -> Any:
    """By its author alone (not_its_author); nobody is told again."""
    event = _managed(request, slug)
    row = announcements.find(event, keys.person(request), announcement)
    values = _with_rows(event, body.model_dump(exclude_unset=True))
    return AnnouncementShown.of(announcements.change(event, row, by=_by(request), at=clock.now(), **values))


@router.post(f"{ONE}/discard", response=AnnouncementShown, summary="Put an announcement into the bin")
def discard(request: HttpRequest, slug: Slug, announcement: UUID) -> Any:
    """By its author alone (not_its_author)."""
    row = announcements.find(_managed(request, slug), keys.person(request), announcement)
    return AnnouncementShown.of(announcements.discard(row, by=_by(request), at=clock.now()))


@router.post(f"{ONE}/restoration", response=AnnouncementShown, summary="Take an announcement out of the bin")
def restore(request: HttpRequest, slug: Slug, announcement: UUID) -> Any:
    """By its author; another's bin is not found."""
    row = announcements.find_binned(_managed(request, slug), keys.person(request), announcement)
    return AnnouncementShown.of(announcements.restore(row, by=_by(request), at=clock.now()))


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)


def _by(request: HttpRequest) -> Any:
    return keys.actor(request)


def _with_rows(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    """The values with rows in place of ids. Raises Missing for what is not the event's."""
    if values.get("room"):
        values["room"] = rooms.find(event, values["room"])
    if values.get("session"):
        values["session"] = sessions.find(event, values["session"])
    return values
