"""A race copied with its event."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lineup.core.participation import pools, questions
from lineup.core.people.actors import Actor
from lineup.domains.events import copying as events_copying
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.racing import car_restrictions, race_classes, races, slots
from lineup.domains.racing.models import Race

LASTS = ("kind", "minutes", "laps")
TIMES = ("starts_at", "ends_at", "opens_at")


@transaction.atomic
def copy(event: Event, made: Event, *, days: int, by: Actor, at: datetime) -> None:
    """Make `made` the race that `event` is, its slots and sign-up `days` days later; nothing for what is no race.

    No forecast, which is of one day, and no ids of the simulator: each is held anew.
    """
    race = races.of(event)
    if race is None:
        return
    values = {field: getattr(race, field) for field in races.FIELDS}
    copied = races.create(made, simulator=race.simulator, by=by, at=at, **values)
    _sign_up(race, copied, days, by, at)
    sessions = [{name: getattr(one, name) for name in LASTS} for one in race.sessions.order_by("position")]
    races.set_sessions(copied, sessions, by=by, at=at)
    for one in race_classes.of(race):
        race_classes.add(copied, one.car_class, most_entries=one.pool.capacity, by=by, at=at)
    for row in car_restrictions.of(race):
        held_back = {name: getattr(row, name) for name in car_restrictions.FIELDS}
        car_restrictions.put(copied, row.car, by=by, at=at, **held_back)
    for slot in slots.of(race):
        times: dict[str, Any] = {name: _later(event, getattr(slot, name), days) for name in TIMES}
        slots.add(copied, by=by, at=at, **times)


def _sign_up(race: Race, copied: Race, days: int, by: Actor, at: datetime) -> None:
    settings: dict[str, Any] = {field: getattr(race.pool, field) for field in events.POOL}
    for field in events_copying.SIGN_UP_TIMES:
        settings[field] = _later(race.event, settings[field], days)
    pools.change(copied.pool, by=by, at=at, **settings)
    questions.copy(race.pool, copied.pool, at=at)


def _later(event: Event, instant: datetime | None, days: int) -> datetime | None:
    return events_copying.later(instant, event.time_zone, days)
