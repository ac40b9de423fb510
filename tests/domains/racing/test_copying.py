"""A race is copied with its event."""

from datetime import timedelta

import pytest

from lineup.core.participation import pools
from lineup.domains.events import copying
from lineup.domains.racing import race_classes, races, slots

pytestmark = [pytest.mark.req("B07", "A13")]


@pytest.fixture
def race(make_race, make_row, make_car, simulator, by, at):
    race = make_race(stops_least=2, tank_litres="60.00", requirement="Headset")
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=[make_car()])
    race_classes.add(race, gt3, most_entries=3, by=by, at=at)
    slots.add(race, starts_at=at + timedelta(days=30), external_id="7", by=by, at=at)
    races.set_sessions(race, [{"kind": "qualifying", "minutes": 15}, {"kind": "race", "minutes": 120}], by=by, at=at)
    races.set_weather(race, [{"minute": 0, "air_celsius": 20}], by=by, at=at)
    pools.change(race.pool, admission="approval", opens_at=at + timedelta(days=1), by=by, at=at)
    return races.find(race.event)


def test_what_was_decided_comes_along_and_what_is_of_one_day_does_not(race, by, at):
    made = copying.duplicate(race.event, by=by, at=race.event.offering.starts_at + timedelta(days=1))
    copied = races.find(made)
    assert {name: getattr(copied, name) for name in races.FIELDS} == {
        name: getattr(race, name) for name in races.FIELDS
    }
    days = made.offering.starts_at - race.event.offering.starts_at
    assert (copied.pool.admission, copied.pool.opens_at - race.pool.opens_at) == ("approval", days)
    assert [(one.car_class.name, one.pool.capacity) for one in race_classes.of(copied)] == [("GT3", 3)]
    assert [(one.kind, one.minutes) for one in copied.sessions.order_by("position")] == [
        ("qualifying", 15),
        ("race", 120),
    ]
    [slot], [before] = slots.of(copied), slots.of(race)
    assert (slot.starts_at - before.starts_at, slot.external_id, copied.weather.count()) == (days, "", 0)


def test_an_event_that_is_no_race_is_copied_as_it_is(event, by, at):
    assert races.of(copying.duplicate(event, by=by, at=at)) is None
