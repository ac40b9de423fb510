"""A door of an event opened to who may scan there now: the entrance, or a room with what takes place in it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, FilteredRelation, Q

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite.door import controllers, times
from lineup.domains.onsite.door.controllers import Standing
from lineup.domains.onsite.door.rule import EventFacts, RoomFacts, SessionFacts
from lineup.domains.onsite.models import Door, Room, Session

# within which times of now a session may be at the door, also one that somebody said goes on
AROUND = timedelta(hours=12)
MOST_MINUTES = 240
NEAR = ("id", "kind", "starts_at", "ends_at", "marked", "marked_at")


@dataclass(frozen=True)
class Opened:
    """A door with all that the rule wants to know of it; `room` is None at the entrance."""

    event: Event
    room: Room | None
    standing: Standing
    sessions: Sequence[SessionFacts]
    titles: dict[str, str]

    @property
    def event_facts(self) -> EventFacts:
        return facts_of(self.event)

    @property
    def room_facts(self) -> RoomFacts | None:
        return room_facts(self.room) if self.room else None


def facts_of(event: Event) -> EventFacts:
    """Return the event as the rule looks at it; read with its offering and its `door`."""
    door = getattr(event, "door", None)
    is_on = event.offering.state in (Offering.State.PUBLISHED, Offering.State.FINISHED)
    return times.event_facts(event, is_on=is_on, check_in_first=bool(door and door.check_in_first))


def room_facts(room: Room) -> RoomFacts:
    """Return the room as the rule looks at it."""
    return {"id": str(room.pk), "capacity": room.capacity, "inside": room.inside, "when_full": room.when_full}


def open_to(person: Person | None, *, slug: str, room_id: Any = None, at: datetime) -> Opened:
    """Return the door of the event (a room, or the entrance) if the person may scan there now. Two or three queries.

    Raises Missing, NotManager, NextOnDuty, NotOnDuty.
    """
    event, room, sessions, titles = _entrance(slug) if room_id is None else _room(slug, room_id, at)
    if event is not None:
        standing = controllers.standing(event.offering, person, at=at)
        if standing.may_scan(room.pk if room else None):
            return Opened(event, room, standing, sessions, titles)
    # why not: told to who may know that there is such an event
    found, standing = controllers.find_event(person, slug=slug, at=at)
    if event is None or standing.organises:
        raise Missing
    raise controllers.refusal(found, person, at=at)


def known(event: Event, room_id: UUID | None, *, at: datetime) -> Opened:
    """Return a door of the event at an instant to nobody in particular, also of a room that lies in the bin.

    Of a room that was deleted since there is none: its `room` is None, as at the entrance.
    """
    nobody = Standing(organises=False, slot=None)
    if room_id is not None:
        _event, room, sessions, titles = _room(event.offering.slug, room_id, at, in_use_alone=False)
        if room is not None:
            return Opened(event, room, nobody, sessions, titles)
    return Opened(event, None, nobody, [], {})


def _entrance(slug: str) -> "tuple[Event | None, Room | None, list[SessionFacts], dict[str, str]]":
    with suppress(ValueError, ValidationError):
        return _plan_of_entrance().first(slug=slug), None, [], {}
    return None, None, [], {}


def _room(
    slug: str, room_id: Any, at: datetime, *, in_use_alone: bool = True
) -> "tuple[Event | None, Room | None, list[SessionFacts], dict[str, str]]":
    rows: list[Any] = []
    with suppress(ValueError, ValidationError):
        rows = _plan_of_room(in_use_alone).rows(slug=slug, room=room_id, since=at - AROUND, until=at + AROUND)
    if not rows:
        return None, None, [], {}
    told = [_session(row) for row in rows if row.near_id]
    sessions = [found for one in told if (found := times.session_facts(one))]
    titles = {str(row.near_id): row.near_title for row in rows if row.near_id}
    return rows[0].event, rows[0], sessions, titles


def _session(row: Any) -> Session:
    return Session(room_id=row.pk, **{column: getattr(row, f"near_{column}") for column in NEAR})


@cache
def _plan_of_entrance() -> "Planned[Event]":
    rows = Event.objects.select_related("offering__club", "door").filter(offering__in=in_use.rows())
    return Planned(lambda: rows.filter(offering__slug=Given("slug", Offering._meta.get_field("slug")))[:1])


@cache
def _plan_of_room(in_use_alone: bool) -> "Planned[Any]":  # noqa: FBT001 - a cache key
    near = Q(
        sessions__binned_at=None,
        sessions__starts_at__lt=Given("until", Session._meta.get_field("starts_at")),
        sessions__ends_at__gt=Given("since", Session._meta.get_field("ends_at")),
    )
    rows = Room.objects.select_related("event__offering__club", "event__door").filter(
        pk=Given("room", Room._meta.pk),
        **({"binned_at": None} if in_use_alone else {}),
        event__offering__slug=Given("slug", Offering._meta.get_field("slug")),
        event__offering__in=in_use.rows(),
    )
    shown = {f"near_{column}": F(f"near__{column}") for column in (*NEAR, "title")}
    return Planned(lambda: rows.annotate(near=FilteredRelation("sessions", condition=near), **shown))


# --- how the doors are kept ---------------------------------------------------------------------


def of(event: Event) -> Door:
    """Return how the event's doors are kept; as nobody said otherwise, where nobody did."""
    return Door.objects.filter(event=event.pk).first() or Door(event=event)


@transaction.atomic
def keep(event: Event, *, check_in_first: bool, no_show_minutes: int | None, by: Actor, at: datetime) -> Door:
    """Say whether rooms ask for the check-in at the entrance, and when places of who did not come are released.

    Raises NotManager, OutOfRange.
    """
    if not offerings.may_manage(event.offering, by.person):
        raise offerings.NotManager
    if no_show_minutes is not None:
        inputs.number(no_show_minutes, field="no_show_minutes", least=1, most=MOST_MINUTES)
    values = {"check_in_first": check_in_first, "no_show_minutes": no_show_minutes}
    door, _made = Door.objects.update_or_create(event=event, defaults=values)
    club = event.offering.club_id
    entries.record(by=by, at=at, action="door.keep", on=event.offering, club_id=club, metadata=values)
    return door


def find_event(person: Person | None, *, slug: str) -> Event:
    """Return the event to who manages it. Raises Missing, NotManager."""
    return events.find_managed(person, slug=slug)
