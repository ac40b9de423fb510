"""Events for the journeys, in thirty days, made by the house's own operations."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from tests.support import factories


def at_seven(zone: str) -> datetime:
    """Return seven in the evening in thirty days, on the clock of the zone."""
    day = clock.now().astimezone(ZoneInfo(zone)) + timedelta(days=30)
    return day.replace(hour=19, minute=0, second=0, microsecond=0)


def published(title: str, organiser: Person, *, zone: str = "Europe/Paris", **values: Any) -> Event:
    """Return an event that people can join."""
    by, at = factories.actor(organiser), clock.now()
    starts_at = at_seven(zone)
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3), "time_zone": zone, **values}
    event = events.create(title=title, by=by, at=at, **values)
    factories.published(event.offering, by=by, at=at)
    return event
