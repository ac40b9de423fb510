"""Events: found, made, changed, and their way from draft to finished, cancelled or the bin."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Pool
from lineup.domains.events import attendees, calendar, copying, events, listing
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.event_shapes import (
    EventCard,
    EventChanged,
    EventShown,
    EventsWanted,
    ManagedWanted,
    NewEvent,
)
from lineup.interfaces.api.event_values import values_of
from lineup.interfaces.api.files import AS_CALENDAR
from lineup.interfaces.api.guests import ReasonSent
from lineup.interfaces.api.places import Companion
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["events"])

LISTS = {"upcoming": listing.upcoming, "running": listing.running, "past": listing.past}


class Finishing(Sent):
    although_ahead: bool = Field(
        default=False, description="Finish what has not begun; nobody is told, as they are when it is cancelled."
    )


class Copying(Sent):
    """Nothing to say; the copy is a draft to be changed."""


@router.get("/events", response=paging.Page[EventCard], auth=keys.ANYBODY, summary="Find events")
def find(request: HttpRequest, wanted: Query[EventsWanted], window: Query[paging.Window]) -> Any:
    """Public ones and those of one's clubs: upcoming ones the next first, past ones the last first."""
    narrowed = listing.Wanted(**wanted.narrowing())
    rows = LISTS[wanted.when](keys.person(request), at=clock.now(), wanted=narrowed)
    order = narrowed.order(last_first=wanted.when == "past")
    return paging.page(rows, EventCard, order=order, window=window)


@router.get("/managed-events", response=paging.Page[EventCard], summary="List events that I manage")
def managed(request: HttpRequest, wanted: Query[ManagedWanted], window: Query[paging.Window]) -> Any:
    """One's own and those of one's clubs, drafts too, the newest first."""
    rows = (in_use.in_bin() if wanted.bin else in_use.rows()).filter(offerings.managed_by(keys.person(request)))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    pool = Prefetch("pools", Pool.objects.filter(role=ATTENDEE), to_attr="attendee_pools")
    rows = events.with_all(rows).prefetch_related(pool)
    return paging.page(rows, EventCard, order=("-created_at", "-id"), window=window)


@router.post("/events", response={201: EventShown}, summary="Create an event")
def create(request: HttpRequest, body: NewEvent) -> Any:
    """A draft, that nobody else sees until it is published."""
    person = keys.person(request)
    club = permissions.find(person, permissions.MANAGE_EVENTS, slug=body.club) if body.club else None
    values = values_of(body, club, person)
    event = events.create(club=club, by=keys.actor(request), at=clock.now(), **values)
    return Status(201, EventShown.for_person(event, person))


@router.get("/events/{slug}", response=EventShown, auth=keys.ANYBODY, summary="Show an event")
def show(request: HttpRequest, slug: Slug) -> Any:
    """As its page does, for who may see it."""
    person = keys.person(request)
    return EventShown.for_person(events.find_visible(person, slug=slug), person)


@router.patch("/events/{slug}", response=EventShown, summary="Change an event")
def change(request: HttpRequest, slug: Slug, body: EventChanged) -> Any:
    """Another time or place is told to everybody who takes part; room that this makes goes to the queue."""
    person, event = keys.person(request), _managed(request, slug)
    values = values_of(body, event.offering.club, person, event)
    events.change(event, by=keys.actor(request), at=clock.now(), **values)
    return EventShown.for_person(event, person)


@router.post("/events/{slug}/publication", response=EventShown, summary="Publish an event")
def publish(request: HttpRequest, slug: Slug) -> Any:
    """From now on it is seen by whom its visibility says."""
    return _moved(request, slug, offerings.publish)


@router.post("/events/{slug}/cancellation", response=EventShown, summary="Cancel an event")
def cancel(request: HttpRequest, slug: Slug, body: ReasonSent | None = None) -> Any:
    """Everybody who holds a place, waits or asked is told, with the reason."""
    return _moved(request, slug, offerings.cancel, reason=body.reason if body else "")


@router.post("/events/{slug}/completion", response=EventShown, summary="Finish an event")
def finish(request: HttpRequest, slug: Slug, body: Finishing | None = None) -> Any:
    """Close what has taken place. What has not begun is refused, unless it is said that it is ahead."""
    return _moved(request, slug, offerings.finish, although_ahead=body.although_ahead if body else False)


@router.post("/events/{slug}/copy", response={201: EventShown}, summary="Copy an event")
def copy(request: HttpRequest, slug: Slug, body: Copying | None = None) -> Any:
    """A draft like it, moved by whole weeks into the future; without places and files."""
    made = copying.duplicate(_managed(request, slug), by=keys.actor(request), at=clock.now())
    return Status(201, EventShown.for_person(made, keys.person(request)))


@router.post("/events/{slug}/discard", response=EventShown, summary="Put an event into the bin")
def discard(request: HttpRequest, slug: Slug) -> Any:
    """A published one must be cancelled first, so that people are told."""
    return _moved(request, slug, offerings.discard)


@router.post("/events/{slug}/restoration", response=EventShown, summary="Take an event out of the bin")
def restore(request: HttpRequest, slug: Slug) -> Any:
    """As it was."""
    return _moved(request, slug, offerings.restore, binned=True)


@router.get("/events/{slug}/attendees", response=paging.Page[Companion], auth=keys.ANYBODY, summary="List who comes")
def who_comes(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Names only, for who manages the event, and where it says so for who comes as well; else nobody."""
    person = keys.person(request)
    event = events.find_visible(person, slug=slug)
    rows = attendees.shown_to(person, event, events.pool_of(event))
    return paging.page(rows, Companion, order=("name", "id"), window=window)


@router.get(
    "/events/{slug}/calendar",
    auth=keys.ANYBODY,
    summary="An event as a calendar file",
    openapi_extra=AS_CALENDAR,
)
def calendar_file(request: HttpRequest, slug: Slug) -> Any:
    """iCalendar with a stable UID; a cancelled event takes itself off the calendars."""
    event = events.find_visible(keys.person(request), slug=slug)
    return HttpResponse(calendar.of_one(event, base_url=settings.BASE_URL), content_type=calendar.CONTENT_TYPE)


def _managed(request: HttpRequest, slug: str, *, binned: bool = False) -> Event:
    return events.find_managed(keys.person(request), binned=binned, slug=slug)


def _moved(request: HttpRequest, slug: str, verb: Any, *, binned: bool = False, **extra: object) -> EventShown:
    event = _managed(request, slug, binned=binned)
    verb(event.offering, by=keys.actor(request), at=clock.now(), **extra)
    return EventShown.for_person(event, keys.person(request))
