"""Who may scan: organisers everywhere, a badge controller in the room and the slot of their duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Forbidden, Missing
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms
from lineup.domains.onsite.door import rule, slots, times
from lineup.domains.onsite.door.rule import Controller
from lineup.domains.onsite.models import Room, RoomDuty

ORGANISER: Controller = {"organiser": True, "slots": ()}


class NotOnDuty(Forbidden):
    code = "not_on_duty"
    sentence = _("You have no duty at this door now; ask an organiser to put you on the plan.")


class NextOnDuty(Forbidden):
    code = "not_on_duty"
    sentence = _("You are not on duty here now. Your next slot: %(room)s, %(when)s.")


@dataclass(frozen=True)
class Standing:
    """What somebody may do at the doors of an event now: everywhere, or in the room of the slot that runs."""

    organises: bool
    slot: RoomDuty | None

    @property
    def facts(self) -> Controller:
        return (
            ORGANISER if self.organises else {"organiser": False, "slots": slot_facts([self.slot] if self.slot else [])}
        )

    def may_scan(self, room_id: UUID | None) -> bool:
        """Whether they may scan in this room, or at the entrance (None)."""
        return self.organises or bool(self.slot and room_id in (None, self.slot.room_id))


def slot_facts(held: Sequence[RoomDuty]) -> "list[rule.Slot]":
    """Return the slots as the rule looks at them."""
    return [
        {"room": str(one.room_id), "begins": times.seconds(one.starts_at), "ends": times.seconds(one.ends_at)}
        for one in held
    ]


def standing(offering: Offering, person: Person | None, *, at: datetime) -> Standing:
    """Return what the person may do at the doors now. At most two queries; one for a controller on duty."""
    if person is None:
        return Standing(organises=False, slot=None)
    if offering.organiser_id == person.pk:
        return Standing(organises=True, slot=None)
    slot = slots.running(offering, person.pk, at=at)
    return Standing(organises=slot is None and offerings.may_manage(offering, person), slot=slot)


def check(event: Event, person: Person | None, room: Room | None = None, *, at: datetime) -> Standing:
    """Return the person's standing if they may scan in the room (at the entrance: None) now.

    Raises NextOnDuty, which tells the next slot, or NotOnDuty.
    """
    found = standing(event.offering, person, at=at)
    if not found.may_scan(room.pk if room else None):
        raise refusal(event, person, at=at)
    return found


def refusal(event: Event, person: Person | None, *, at: datetime) -> Forbidden:
    """Return why the person may not scan now: it tells their next slot, if they have one."""
    following = slots.following(event.offering, person.pk, at=at) if person else None
    if following is None:
        return NotOnDuty()
    when = moments.span(following.starts_at, following.ends_at, event.time_zone)
    return NextOnDuty(room=following.room.name, when=when)


def find_event(person: Person | None, *, slug: str, at: datetime) -> tuple[Event, Standing]:
    """Return the event whose doors the person may open now, and what they may do there.

    Raises Missing, NotManager for who merely sees the event, NextOnDuty or NotOnDuty for its controllers.
    """
    event = events.find_visible(person, slug=slug)
    found = standing(event.offering, person, at=at)
    if found.organises or found.slot:
        return event, found
    if person and slots.is_controller(event.pk, person.pk):
        raise refusal(event, person, at=at)
    raise offerings.NotManager


def readable_room(event: Event, standing: Standing, wanted: Any) -> Room | None:
    """Return the room whose scans are asked for, None for those of the whole event.

    A controller reads the room of the slot that runs alone, asked for or not. Raises Missing.
    """
    if standing.slot:
        if wanted and str(wanted) != str(standing.slot.room_id):
            raise Missing
        return standing.slot.room
    return rooms.find(event, wanted) if wanted else None


def check_scans(event: Event, person: Person | None, *, at: datetime) -> None:
    """Raise NotManager unless the person scans at this event, now or in some slot."""
    if person is None or not (offerings.may_manage(event.offering, person) or slots.is_controller(event.pk, person.pk)):
        raise offerings.NotManager


def belongs(event_id: UUID, person_id: UUID) -> bool:
    """Whether the person works at the event: its organiser, its president, or with a role there. One or two queries."""
    if slots.works_at(event_id, person_id):
        return True
    leads = Q(president=person_id) | Q(offering__organiser=person_id)
    return Event.objects.filter(leads, pk=event_id).exists()


def team(event: Event) -> frozenset[Any]:
    """Return the ids of all who work at the event, as `belongs` has it. One query."""
    return frozenset(pk for pk in [*slots.workers(event), event.offering.organiser_id, event.president_id] if pk)
