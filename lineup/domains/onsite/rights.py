"""In which rooms somebody acts: those who lead the event everywhere, a room manager where they have duty."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Forbidden
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import organising
from lineup.domains.events.models import Event
from lineup.domains.onsite import duties
from lineup.domains.onsite.models import Room
from lineup.domains.onsite.roles import Staff


class RoomNotYours(Forbidden):
    code = "room_not_yours"
    sentence = _("You look after %(rooms)s; for sessions elsewhere ask the organiser or the president.")
    field = "room"


class NoRoomYours(Forbidden):
    code = "room_not_yours"
    sentence = _("You have no duty in a room from now on; ask the organiser or the president for one.")
    field = "room"


def rooms_seen(event: Event, person: Person | None) -> Collection[Any] | None:
    """Return the ids of the rooms whose sessions this person keeps: of any slot of theirs; None for all."""
    if person is None or organising.leads(event, person):
        return None
    return duties.rooms_of(event.offering, person, Staff.MANAGER)


def rooms_kept(event: Event, person: Person | None, *, at: datetime) -> Collection[Any] | None:
    """Return the ids of the rooms in which this person acts: of a slot that is not over; None for all."""
    if person is None or organising.leads(event, person):
        return None
    return duties.rooms_of(event.offering, person, Staff.MANAGER, still_at=at)


def keeps(event: Event, room: Room | None, person: Person | None, *, at: datetime) -> bool:
    """Whether this person, who manages the event, acts in sessions in the room at this instant."""
    kept = rooms_kept(event, person, at=at)
    return kept is None or (room is not None and room.pk in kept)


def seen(event: Event, person: Person | None) -> Q:
    """Return the condition for sessions that this person keeps; the house and who leads the event: all."""
    rooms = rooms_seen(event, person)
    return Q() if rooms is None else Q(room__in=list(rooms))


def check_sees(event: Event, room: Room | None, person: Person | None) -> None:
    """Raise RoomNotYours or NoRoomYours for a room in which the person has no slot at all."""
    _check(event, room, rooms_seen(event, person))


def check_keeps(event: Event, *rooms: Room | None, by: Actor, at: datetime) -> None:
    """Raise RoomNotYours or NoRoomYours unless the actor has a slot, running or ahead, in each of these rooms.

    No room at all (None) is kept by those alone who lead the event.
    """
    kept = rooms_kept(event, by.person, at=at)
    for room in rooms:
        _check(event, room, kept)


def _check(event: Event, room: Room | None, allowed: Collection[Any] | None) -> None:
    if allowed is None or (room is not None and room.pk in allowed):
        return
    if not allowed:
        raise NoRoomYours
    names = Room.objects.filter(pk__in=list(allowed)).order_by("position", "id").values_list("name", flat=True)
    raise RoomNotYours(rooms=", ".join(names))
