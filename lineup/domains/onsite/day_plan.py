"""A day's duties as a table: rooms side by side, one row for each time at which a duty begins or ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from lineup.core.foundation import zones
from lineup.domains.events.models import Event
from lineup.domains.onsite import duties, timetable
from lineup.domains.onsite.models import Room, RoomDuty

MOST_DAYS = 60


@dataclass(frozen=True)
class Slot:
    """The part of a duty that lies on the day."""

    duty: RoomDuty
    starts_at: datetime
    ends_at: datetime

    @property
    def pk(self) -> Any:
        return self.duty.pk

    @property
    def room_id(self) -> Any:
        return self.duty.room_id


def bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return when the day begins and ends on a clock of the zone."""
    return zones.on_clock(day, time(), zone), zones.on_clock(day + timedelta(days=1), time(), zone)


def of_day(event: Event, rooms: Sequence[Room], day: date) -> timetable.Day:
    """Return the table of the day, with every room of the event. One query."""
    begins, ends = bounds(day, event.time_zone)
    slots = [
        Slot(duty, max(duty.starts_at, begins), min(duty.ends_at, ends)) for duty in duties.between(event, begins, ends)
    ]
    marks = [slot.ends_at for slot in slots if slot.ends_at < ends]
    return timetable.of_day(slots, rooms, day, event.time_zone, marks=marks, every_room=True)


def days(event: Event, sessions: Iterable[datetime | None]) -> list[date]:
    """Return the days to plan: of the event from its start to its end, and those of duties and sessions. One query."""
    offering, zone = event.offering, event.time_zone
    found = set(timetable.days([*sessions, *duties.of(event).values_list("starts_at", flat=True)], zone))
    if offering.starts_at:
        first = zones.local(offering.starts_at, zone).date()
        last = zones.local(offering.ends_at or offering.starts_at, zone).date()
        found |= {first + timedelta(days=number) for number in range(min((last - first).days + 1, MOST_DAYS))}
    return sorted(found)
