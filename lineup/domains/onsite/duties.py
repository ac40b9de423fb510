"""Who looks after which room, or its door, from when to when: one room at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, moments
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.notices import notices
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import organising
from lineup.domains.events.models import Event
from lineup.domains.onsite import team
from lineup.domains.onsite.models import Room, RoomDuty
from lineup.domains.onsite.roles import Staff

LONGEST = timedelta(days=14)
MOST = 5000
TOLD = "onsite.duty"


class DutyEndsBeforeItStarts(Invalid):
    code = "duty_ends_before_it_starts"
    sentence = _("A duty ends after it starts; change one of the two.")
    field = "ends_at"


class DutyTooLong(Invalid):
    code = "duty_too_long"
    sentence = _("A duty lasts at most two weeks; make several of it.")
    field = "ends_at"


class DutyTimesNeeded(Invalid):
    code = "duty_times_needed"
    sentence = _("Say from when and until when.")
    field = "starts_at"


class NotARoomHere(Invalid):
    code = "not_a_room_here"
    sentence = _("Choose a room of this event.")
    field = "room"


class TooManyDuties(Invalid):
    code = "too_many_duties"
    sentence = _("An event has at most %(most)s duties; remove one first.")


class OnDutyElsewhere(Refusal):
    code = "on_duty_elsewhere"
    sentence = _("%(person)s is in %(room)s on %(when)s: one room at a time. Choose another time, or end that first.")
    field = "starts_at"


class OnDutyAtAnotherEvent(Refusal):
    code = "on_duty_elsewhere"
    sentence = _("%(person)s is on duty at another event at that time; choose another time, or somebody else.")
    field = "starts_at"


class DutyOver(Refusal):
    code = "duty_over"
    sentence = _("This duty is over; it stays as it was.")


# --- read -------------------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[RoomDuty]":
    """Return the duties of the event with their people and rooms, by time."""
    rows = RoomDuty.objects.filter(offering=event.pk).select_related("person", "room")
    return rows.order_by("starts_at", "room__position", "id")


def of_person(person: Person, *, at: datetime) -> "QuerySet[RoomDuty]":
    """Return what the person has now or ahead, in all events in use, by time, with event and room."""
    rows = RoomDuty.objects.filter(person=person, ends_at__gt=at, offering__binned_at=None)
    return rows.select_related("offering__event", "room").order_by("starts_at", "id")


def find(event: Event, pk: Any) -> RoomDuty:
    """Return the event's duty with this id. Raises Missing."""
    try:
        found = of(event).get(pk=pk)
    except (RoomDuty.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.offering = event.offering
    return found


def on_duty(
    offering: Offering, person: Person | None, role: str, room: Room | None = None, *, at: datetime
) -> RoomDuty | None:
    """Return the slot in which this person has the role at this instant (in this room), with its room, or None."""
    rows = _held(offering, person, role).filter(starts_at__lte=at, ends_at__gt=at)
    return (rows.filter(room=room) if room else rows).first()


def next_slot(
    offering: Offering, person: Person | None, role: str, room: Room | None = None, *, at: datetime
) -> RoomDuty | None:
    """Return the person's next slot in the role that starts after this instant (in this room), with its room."""
    rows = _held(offering, person, role).filter(starts_at__gt=at)
    return (rows.filter(room=room) if room else rows).first()


@dataclass(frozen=True)
class Standing:
    """What somebody is at an event now: their staff roles, the slot that is running, the one that comes next."""

    roles: frozenset[str]
    now: RoomDuty | None
    next: RoomDuty | None


def standing(offering: Offering, person: Person | None, *, at: datetime) -> Standing:
    """Return where the person stands among the staff at this instant. Two queries."""
    rows = list(_held(offering, person).filter(ends_at__gt=at)[:2])
    now = next((row for row in rows if row.starts_at <= at), None)
    ahead = next((row for row in rows if row.starts_at > at), None)
    return Standing(team.roles_of(offering, person), now, ahead)


def rooms_of(
    offering: Offering, person: Person | None, role: str, *, still_at: datetime | None = None
) -> frozenset[Any]:
    """Return the ids of rooms in which the person has the role: in any slot, or in one that is not over then."""
    rows = _held(offering, person, role)
    rows = rows.filter(ends_at__gt=still_at) if still_at else rows
    return frozenset(rows.values_list("room", flat=True))


def _held(offering: Offering, person: Person | None, role: str = "") -> "QuerySet[RoomDuty]":
    rows = RoomDuty.objects.filter(offering=offering, person=person) if person else RoomDuty.objects.none()
    rows = rows.filter(role=role) if role else rows
    return rows.select_related("room").order_by("starts_at", "id")


# --- given, moved, ended ----------------------------------------------------------------------------


@transaction.atomic
def assign(
    event: Event,
    person: Person,
    *,
    role: str,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    at: datetime,
) -> RoomDuty:
    """Put the person on duty in the room and tell them; who has not the role yet gets it.

    Raises NotLeading, UnknownChoice, NotARoomHere, DutyTimesNeeded, DutyEndsBeforeItStarts, DutyTooLong,
    DateOutOfRange, TooManyDuties, and OnDutyElsewhere, which names the room and the time, or OnDutyAtAnotherEvent.
    """
    organising.check_leads(event, by)
    inputs.choice(role, Staff.values, field="role")
    if RoomDuty.objects.filter(offering=event.pk).count() >= MOST:
        raise TooManyDuties(most=MOST)
    held = team.give(event, person, role=role, by=by, at=at)
    duty = RoomDuty(offering=event.offering, person=person, role=role, given_by=by.person)
    duty.entered_name = held.entered_name
    _place(event, duty, room, starts_at, ends_at, by, at)
    _record(duty, "duty.assign", event, by, at)
    _tell(duty, by, at)
    return duty


@transaction.atomic
def move(
    event: Event, duty: RoomDuty, *, room: Room, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime
) -> RoomDuty:
    """Give the duty another room or time, and tell its person. Raises what `assign` raises, DutyOver."""
    organising.check_leads(event, by)
    if duty.ends_at <= at:
        raise DutyOver
    if (duty.room_id, duty.starts_at, duty.ends_at) == (room.pk, starts_at, ends_at):
        return duty
    _place(event, duty, room, starts_at, ends_at, by, at)
    _record(duty, "duty.move", event, by, at)
    _tell(duty, by, at)
    return duty


@transaction.atomic
def end(event: Event, duty: RoomDuty, *, by: Actor, at: datetime) -> None:
    """End a running duty now, or take away one that has not begun; its person is told. Raises NotLeading, DutyOver."""
    organising.check_leads(event, by)
    if duty.ends_at <= at:
        raise DutyOver
    _record(duty, "duty.end", event, by, at)
    _tell(duty, by, at)
    if duty.starts_at < at:
        duty.ends_at = duty.updated_at = at
        duty.save(update_fields=["ends_at", "updated_at"])
    else:
        RoomDuty.objects.filter(pk=duty.pk).delete()


def _place(
    event: Event, duty: RoomDuty, room: Room, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime
) -> None:
    _check_times(starts_at, ends_at)
    if room.event_id != event.pk or room.binned_at:
        raise NotARoomHere
    duty.room, duty.starts_at, duty.ends_at, duty.updated_at = room, starts_at, ends_at, at
    _clear_what_is_off(duty, by, at)
    _check_free(event, duty, by)
    try:
        with transaction.atomic():
            duty.save()
    except IntegrityError:
        # somebody else put them on duty in this moment: the database lets nobody be in two rooms
        _check_free(event, duty, by)
        raise


def _check_times(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if starts_at is None or ends_at is None:
        raise DutyTimesNeeded(field="ends_at" if starts_at else "starts_at")
    inputs.moment(starts_at, field="starts_at")
    inputs.moment(ends_at, field="ends_at")
    if ends_at <= starts_at:
        raise DutyEndsBeforeItStarts
    if ends_at - starts_at > LONGEST:
        raise DutyTooLong


def _at_once(duty: RoomDuty) -> "QuerySet[RoomDuty]":
    rows = RoomDuty.objects.filter(person=duty.person, starts_at__lt=duty.ends_at, ends_at__gt=duty.starts_at)
    return rows.exclude(pk=duty.pk).select_related("room", "offering__event").order_by("starts_at")


def _clear_what_is_off(duty: RoomDuty, by: Actor, at: datetime) -> None:
    """Take away what lies there of events that are cancelled or in the bin: nobody is in a room of theirs."""
    off = ~Q(offering__binned_at=None) | Q(offering__state=Offering.State.CANCELLED)
    for other in _at_once(duty).filter(off):
        _record(other, "duty.end", other.offering.event, by, at)
        other.delete()


def _check_free(event: Event, duty: RoomDuty, by: Actor) -> None:
    other = _at_once(duty).first()
    if other is None:
        return
    if other.offering_id != event.pk and not offerings.may_manage(other.offering, by.person):
        raise OnDutyAtAnotherEvent(person=duty.shown_name)
    when = moments.span(other.starts_at, other.ends_at, event.time_zone)
    raise OnDutyElsewhere(person=duty.shown_name, room=other.room.name, when=when)


def _tell(duty: RoomDuty, by: Actor, at: datetime) -> None:
    if by.channel == "import" or (by.person and by.person.pk == duty.person_id):
        return
    facts = {"duty": str(duty.pk), "offering": str(duty.offering_id), "room": str(duty.room_id), "role": duty.role}
    notices.tell(duty.person, TOLD, key=f"duty:{duty.pk}:{at.timestamp():.3f}", facts=facts, at=at)


def _record(duty: RoomDuty, action: str, event: Event, by: Actor, at: datetime) -> None:
    metadata: dict[str, object] = {
        "role": duty.role,
        "person": str(duty.person_id),
        "room": str(duty.room_id),
        "starts_at": duty.starts_at.isoformat(),
        "ends_at": duty.ends_at.isoformat(),
    }
    entries.record(by=by, at=at, action=action, on=duty, club_id=event.offering.club_id, metadata=metadata)


def between(event: Event, starts_at: datetime, ends_at: datetime) -> Sequence[RoomDuty]:
    """Return the event's duties that touch this span, by time, with people and rooms. One query."""
    return list(of(event).filter(starts_at__lt=ends_at, ends_at__gt=starts_at))
