"""Rooms of an event: made, changed, put into the bin and taken out."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, ordering
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Room

FIELDS = ("name", "description", "capacity", "location", "when_full", "position")
MOST = 200
MOST_PEOPLE = 1_000_000
LONGEST = {"name": 120, "description": 2000, "location": 200}


class RoomNameNeeded(Invalid):
    code = "room_name_needed"
    sentence = _("Give the room a name, so that people find it.")
    field = "name"


class RoomNameTaken(Invalid):
    code = "room_name_taken"
    sentence = _("Another room of this event has this name; choose another.")
    field = "name"


class TooManyRooms(Invalid):
    code = "too_many_rooms"
    sentence = _("An event has at most %(most)s rooms; remove one first.")


class RoomHasDuties(Refusal):
    code = "room_has_duties"
    sentence = _("People are on duty there; move them to another room or end their duties first.")


class RoomInUse(Refusal):
    code = "room_in_use"
    sentence = _("Sessions take place there; move them to another room first.")


def of(event: Event, *, binned: bool = False) -> "QuerySet[Room]":
    """Return the rooms of the event in their order; those in the bin instead."""
    return Room.objects.filter(event=event, binned_at__isnull=not binned).order_by("position", "id")


def find(event: Event, pk: Any, *, binned: bool = False) -> Room:
    """Return the room of the event with this id. Raises Missing."""
    try:
        room = of(event, binned=binned).get(pk=pk)
    except (Room.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    room.event = event
    return room


@transaction.atomic
def create(event: Event, *, name: str, by: Actor, at: datetime, **values: object) -> Room:
    """Return a new room of the event, after those it has or at the `position` given, with the given FIELDS.

    Raises RoomNameNeeded, RoomNameTaken, TooManyRooms, TooLong, OutOfRange.
    """
    there = of(event).count()
    if there >= MOST:
        raise TooManyRooms(most=MOST)
    last = of(event).aggregate(last=Max("position"))["last"]
    room = Room(event=event, position=0 if last is None else last + 1)
    _fill(room, {"name": name, **values})
    room.save(force_insert=True)
    if "position" in values:
        _place(room, values["position"])
    _record(room, "room.create", by, at)
    return room


@transaction.atomic
def change(room: Room, *, by: Actor, at: datetime, **values: object) -> Room:
    """Set the given FIELDS; `position` is where it stands among the rooms, from 0. Raises what `create` raises."""
    before = {field: getattr(room, field) for field in values}
    _fill(room, values)
    if "position" in values:
        _place(room, values["position"])
    changed = [field for field in values if getattr(room, field) != before[field]]
    if changed:
        room.save(update_fields=changed)
        _record(room, "room.change", by, at, fields=sorted(changed))
    return room


@transaction.atomic
def discard(room: Room, *, by: Actor, at: datetime) -> Room:
    """Put the room into the bin. Raises RoomInUse while a session takes place there, RoomHasDuties for people."""
    # held, so that no session moves in meanwhile
    Room.objects.select_for_update().get(pk=room.pk)
    if room.sessions.filter(binned_at=None).exists():
        raise RoomInUse
    if room.duties.filter(ends_at__gt=at).exists():
        raise RoomHasDuties
    return _set_binned(room, at, "room.discard", by, at)


@transaction.atomic
def restore(room: Room, *, by: Actor, at: datetime) -> Room:
    """Take the room out of the bin, as it was. Raises RoomNameTaken, TooManyRooms."""
    if of(room.event).count() >= MOST:
        raise TooManyRooms(most=MOST)
    _check_name(room)
    return _set_binned(room, None, "room.restore", by, at)


def _set_binned(room: Room, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Room:
    room.binned_at = binned_at
    room.save(update_fields=["binned_at"])
    _record(room, action, by, at)
    return room


def _fill(room: Room, values: dict[str, object]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a room: {sorted(unknown)}")
    for field, value in values.items():
        if field != "position":
            setattr(room, field, _checked(field, value))
    if "name" in values:
        _check_name(room)


def _checked(field: str, value: object) -> object:
    if field == "description":
        return inputs.prose(str(value), field=field, most=LONGEST[field])
    if field in LONGEST:
        return inputs.line(str(value), field=field, most=LONGEST[field])
    if field == "when_full":
        return inputs.choice(str(value), Room.WhenFull.values, field=field)
    if field == "capacity" and value is not None:
        return inputs.number(int(value), field=field, least=1, most=MOST_PEOPLE)  # type: ignore[call-overload]
    return value


def _place(room: Room, position: object) -> None:
    index = inputs.number(int(position), field="position", most=MOST)  # type: ignore[call-overload]
    ordering.place(room, list(of(room.event).select_for_update()), index=index)


def _check_name(room: Room) -> None:
    if not room.name:
        raise RoomNameNeeded
    if of(room.event).filter(name__iexact=room.name).exclude(pk=room.pk).exists():
        raise RoomNameTaken


def _record(room: Room, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=room, club_id=room.event.offering.club_id, metadata=metadata)
