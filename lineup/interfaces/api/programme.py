"""The programme of an event: its sessions, who speaks there, and what somebody wants to see."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import calendar, favourites, floor, rooms, schedule, sessions, speakers, statuses
from lineup.domains.onsite.floor import Watcher
from lineup.domains.onsite.models import Session, Speaker
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.pools import PoolShown
from lineup.interfaces.api.rooms import RoomShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import (
    Amount,
    Currency,
    Description,
    Instructions,
    Moment,
    Name,
    Number,
    Sent,
    Slug,
    Title,
    WebAddress,
)

router = Router(tags=["programme"])

SESSION = "/events/{slug}/sessions/{session}"
# of what only they may do who manage the event
MANAGING = Watcher(manages=True)
StatusSaid = Literal["pas_encore", "en_cours", "termine"]
OWN = ("title", "description", "starts_at", "ends_at", "revision", "updated_at")
CALENDAR: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The programme as iCalendar.",
            "content": {"text/calendar": {"schema": {"type": "string"}}},
        }
    }
}
XML: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The programme in frab's schedule format.",
            "content": {"application/xml": {"schema": {"type": "string"}}},
        }
    }
}


class SpeakerShown(Shown):
    """Who speaks."""

    id: UUID
    name: str
    about: str

    @classmethod
    def of(cls, row: Speaker) -> Self:
        return cls.made(id=row.pk, name=row.name, about=row.about)


class SpeakerChanged(Sent):
    name: Name
    about: str = Field("", max_length=speakers.LONGEST_ABOUT, examples=["Wrote the first programme."])


class SessionShown(Shown):
    """A session. `session_type` and `status` have the values of the documents; `pool` is that of an atelier.

    `price` is null where it costs nothing. `youtube_live_url` of what costs something is told to who has access, speaks
    or organises.
    """

    id: UUID
    session_type: str
    status: str
    is_paid: bool
    price: str | None = Field(examples=["15.00"])
    currency: str
    title: str
    description: str
    room: RoomShown | None
    starts_at: datetime | None
    ends_at: datetime | None
    speakers: list[SpeakerShown]
    youtube_live_url: str
    pool: PoolShown | None
    revision: int
    updated_at: datetime

    @classmethod
    def of(cls, row: Session, watcher: Watcher) -> Self:
        pool = row.pool
        places = PoolShown.of(pool) if pool else None
        return cls.made(
            id=row.pk,
            session_type=str(row.kind),
            status=str(statuses.of(row, at=clock.now()).value),
            is_paid=bool(places and places.price),
            price=places.price if places else None,
            currency=places.currency if places else "",
            room=RoomShown.of(row.room) if row.room else None,
            speakers=[SpeakerShown.of(one) for one in row.speakers.all()],
            pool=places,
            youtube_live_url=watcher.link(row),
            **shapes.read(row, OWN),
        )


class SessionChanged(Sent):
    """What to change; what is left out stays. Places and price are of ateliers alone."""

    title: Title = ""
    description: Description = ""
    room: UUID | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    speakers: list[Name] = Field([], max_length=speakers.MOST_AT_ONCE, examples=[["Ada Lovelace"]])
    youtube_live_url: WebAddress = ""
    capacity: Number | None = Field(None, ge=1, le=1_000_000, examples=[20])
    admission: Literal["open", "approval", "invitation"] = "open"
    waitlist: Literal["none", "automatic", "offer"] = "automatic"
    price: Amount | None = None
    currency: Currency = ""
    how_to_pay: Instructions = ""
    despite_clashes: bool = Field(default=False, description="Save it although a room, a speaker or people clash.")


class NewSession(SessionChanged):
    title: Title
    session_type: Literal["conference", "atelier"] = "conference"


class Mark(Sent):
    """Where it stands; null leaves it to the clock."""

    status: StatusSaid | None


class SessionsWanted(Sent):
    session_type: Literal["conference", "atelier"] | None = None
    room: UUID | None = None
    bin: bool = Field(default=False, description="Those in the bin instead; for organisers.")


@router.get("/events/{slug}/sessions", response=paging.Page[SessionShown], auth=keys.ANYBODY, summary="List sessions")
def find(request: HttpRequest, slug: Slug, wanted: Query[SessionsWanted], window: Query[paging.Window]) -> Any:
    """By the time they were planned; each with room, speakers and places."""
    person = keys.person(request)
    event = events.find_managed(person, slug=slug) if wanted.bin else events.find_visible(person, slug=slug)
    rows = sessions.kept_by(event, person, binned=True) if wanted.bin else sessions.of(event)
    rows = rows.prefetch_related("speakers")
    if wanted.session_type:
        rows = rows.filter(kind=wanted.session_type)
    if wanted.room:
        rows = rows.filter(room=wanted.room)
    watcher = floor.watcher(event, person)
    page = paging.found(rows, order=("id",), window=window)
    return paging.shown(page, SessionShown, lambda row: SessionShown.of(row, watcher))


@router.post("/events/{slug}/sessions", response={201: SessionShown}, summary="Plan a session")
def create(request: HttpRequest, slug: Slug, body: NewSession) -> Any:
    """An atelier gets a pool of places, joined like any other. A clash is refused by name (session_clash)."""
    event, values = _managed(request, slug), body.model_dump(exclude_unset=True)
    kind = values.pop("session_type", "conference")
    made = sessions.create(event, kind=kind, by=keys.actor(request), at=clock.now(), **_with_room(event, values))
    return Status(201, SessionShown.of(made, MANAGING))


@router.get(SESSION, response=SessionShown, auth=keys.ANYBODY, summary="Show a session")
def show(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """Of an event that one sees."""
    event = _visible(request, slug)
    return SessionShown.of(sessions.find(event, session), floor.watcher(event, keys.person(request)))


@router.patch(SESSION, response=SessionShown, summary="Change a session")
def change(request: HttpRequest, slug: Slug, session: UUID, body: SessionChanged) -> Any:
    """Another time or room raises `revision`. A clash is refused by name (session_clash)."""
    event, values = _managed(request, slug), body.model_dump(exclude_unset=True)
    row = sessions.find(event, session)
    changed = sessions.change(row, by=keys.actor(request), at=clock.now(), **_with_room(event, values))
    return SessionShown.of(changed, MANAGING)


@router.post(f"{SESSION}/status", response=SessionShown, summary="Say where a session stands")
def mark(request: HttpRequest, slug: Slug, session: UUID, body: Mark) -> Any:
    """By hand, until the next of its times comes."""
    row = sessions.find(_managed(request, slug), session)
    return SessionShown.of(sessions.mark(row, body.status, by=keys.actor(request), at=clock.now()), MANAGING)


@router.post(f"{SESSION}/discard", response=SessionShown, summary="Put a session into the bin")
def discard(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """Refused while people hold or await places in an atelier."""
    row = sessions.find(_managed(request, slug), session)
    return SessionShown.of(sessions.discard(row, by=keys.actor(request), at=clock.now()), MANAGING)


@router.post(f"{SESSION}/restoration", response=SessionShown, summary="Take a session out of the bin")
def restore(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """As it was, where it was."""
    row = sessions.find(_managed(request, slug), session, binned=True)
    return SessionShown.of(sessions.restore(row, by=keys.actor(request), at=clock.now()), MANAGING)


@router.put(f"{SESSION}/star", response={204: None}, summary="Star a session")
def star(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """It stands in one's own programme; once is enough."""
    favourites.star(sessions.find(_visible(request, slug), session), _person(request), at=clock.now())
    return Status(204, None)


@router.delete(f"{SESSION}/star", response={204: None}, summary="Take a star away")
def unstar(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """What has none stays without."""
    favourites.unstar(sessions.find(_visible(request, slug), session), _person(request))
    return Status(204, None)


@router.get("/events/{slug}/stars", response=list[UUID], summary="List one's starred sessions")
def stars(request: HttpRequest, slug: Slug) -> Any:
    """Their ids."""
    return sorted(favourites.of(_person(request), _visible(request, slug)))


@router.get("/events/{slug}/speakers", response=paging.Page[SpeakerShown], auth=keys.ANYBODY, summary="List speakers")
def who_speaks(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """By name."""
    return paging.page(speakers.of(_visible(request, slug)), SpeakerShown, order=("name", "id"), window=window)


@router.patch("/events/{slug}/speakers/{speaker}", response=SpeakerShown, summary="Change a speaker")
def change_speaker(request: HttpRequest, slug: Slug, speaker: UUID, body: SpeakerChanged) -> Any:
    """Their name, and what is said about them."""
    row = speakers.find(_managed(request, slug), speaker)
    return SpeakerShown.of(speakers.change(row, by=keys.actor(request), at=clock.now(), **body.model_dump()))


@router.delete("/events/{slug}/speakers/{speaker}", response={204: None}, summary="Remove a speaker")
def remove_speaker(request: HttpRequest, slug: Slug, speaker: UUID) -> Any:
    """Refused while they speak in a session; take them off it first."""
    speakers.remove(speakers.find(_managed(request, slug), speaker), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/events/{slug}/programme.ics", auth=keys.ANYBODY, summary="A programme as a calendar", openapi_extra=CALENDAR
)
def as_calendar(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Sessions with times."""
    event = _visible(request, slug)
    content = calendar.of(event, _timed(event), base_url=settings.BASE_URL)
    return HttpResponse(content, content_type=calendar.CONTENT_TYPE)


@router.get("/events/{slug}/programme.json", response=dict[str, Any], auth=keys.ANYBODY, summary="A programme as JSON")
def as_json(request: HttpRequest, slug: Slug) -> Any:
    """In frab's format, for conference apps."""
    return schedule.as_json(_programme(_visible(request, slug)))


@router.get("/events/{slug}/programme.xml", auth=keys.ANYBODY, summary="A programme as XML", openapi_extra=XML)
def as_xml(request: HttpRequest, slug: Slug) -> HttpResponse:
    """In frab's format (pentabarf), for conference apps."""
    content = schedule.as_xml(_programme(_visible(request, slug)))
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


def _programme(event: Event) -> schedule.Programme:
    return schedule.Programme(event, list(rooms.of(event)), _timed(event), settings.BASE_URL)


def _timed(event: Event) -> list[Session]:
    return list(sessions.of(event).filter(starts_at__isnull=False).prefetch_related("speakers"))


def _visible(request: HttpRequest, slug: str) -> Event:
    return events.find_visible(keys.person(request), slug=slug)


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)


def _person(request: HttpRequest) -> Any:
    return keys.person(request)


def _with_room(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    if values.get("room"):
        values["room"] = rooms.find(event, values["room"])
    return values
