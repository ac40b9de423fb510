"""The duties of badge controllers, as the door asks for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation.models import Offering
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.domains.onsite.roles import Staff

_RUNNING = Planned(
    lambda: RoomDuty.objects.filter(
        offering=Given("offering", RoomDuty._meta.get_field("offering")),
        person=Given("person", RoomDuty._meta.get_field("person")),
        role=Staff.CONTROLLER,
        starts_at__lte=Given("at", RoomDuty._meta.get_field("starts_at")),
        ends_at__gt=Given("at", RoomDuty._meta.get_field("ends_at")),
    ).select_related("room")[:1]
)


def running(offering: Offering, person_id: UUID, *, at: datetime) -> RoomDuty | None:
    """Return the slot, with its room, in which the person is on duty at this instant. One query."""
    return _RUNNING.first(offering=offering.pk, person=person_id, at=at)


def following(offering: Offering, person_id: UUID, *, at: datetime) -> RoomDuty | None:
    """Return the person's next slot after this instant, with its room. One query."""
    rows = _of(offering.pk, person_id).filter(starts_at__gt=at)
    return rows.select_related("room").first()


def all_of(event_id: UUID, person_id: UUID) -> Sequence[RoomDuty]:
    """Return all slots of this person at the event, by time. One query."""
    return list(_of(event_id, person_id))


def _of(event_id: Any, person_id: UUID) -> Any:
    rows = RoomDuty.objects.filter(offering=event_id, person=person_id, role=Staff.CONTROLLER)
    return rows.order_by("starts_at", "id")


def is_controller(event_id: UUID, person_id: UUID) -> bool:
    """Whether the person has the role of a badge controller at the event, in whatever slot."""
    return StaffRole.objects.filter(offering=event_id, person=person_id, role=Staff.CONTROLLER).exists()


def works_at(event_id: UUID, person_id: UUID) -> bool:
    """Whether the person has a role among those who work at the event."""
    return StaffRole.objects.filter(offering=event_id, person=person_id).exists()


def workers(event: Event) -> Sequence[UUID]:
    """Return the ids of all who have a role among those who work at the event. One query."""
    return list(StaffRole.objects.filter(offering=event.pk).values_list("person", flat=True).distinct())
