import random
from datetime import UTC, datetime, timedelta

import pytest

from lineup.interfaces.command import race_driven
from lineup.interfaces.command.race_driven import DRIFT_SECONDS, Starter

pytestmark = pytest.mark.req("C12")
GREEN = datetime(2026, 11, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def driven(number, lap_ms, seed=1):
    starter = Starter(number, lap_ms, [(GREEN, "Ann"), (GREEN + HOUR, "Ben"), (GREEN + 2 * HOUR, "Ann")])
    return race_driven.drive(starter, begins_at=GREEN, ends_at=GREEN + 3 * HOUR, chance=random.Random(seed))


def test_a_car_stops_as_planned_give_or_take_its_lap_and_the_same_each_time():
    one = driven("1", 120_000)
    assert one == driven("1", 120_000)
    most = timedelta(seconds=DRIFT_SECONDS + 70)
    late = [
        abs(at - planned) <= most
        for (at, _who), planned in zip(one.stops, (GREEN + HOUR, GREEN + 2 * HOUR), strict=True)
    ]
    assert (late, [who for _at, who in one.stops]) == ([True, True], ["Ben", "Ann"])
    came_in = one.stops[0][0]
    assert [one.is_in_pit(came_in + timedelta(seconds=s)) for s in (-1, 0, 69, 70)] == [False, True, True, False]
    assert [one.driver_at(came_in + timedelta(seconds=s)) for s in (0, 70)] == ["Ann", "Ben"]


def test_the_order_is_that_of_the_laps_and_gaps_grow():
    cars = [driven("slow", 132_000), driven("near", 120_050, 1), driven("fast", 120_000, 1)]
    told = race_driven.order(cars, at=GREEN + 2 * HOUR)
    assert [(row["position"], row["number"]) for row in told] == [(1, "fast"), (2, "near"), (3, "slow")]
    assert (told[0]["gap_ms"], told[2]["gap_ms"], told[2]["gap_laps"] > 1) == (0, None, True)
    assert 0 < told[1]["gap_ms"] < 10_000
    assert [row["laps_done"] for row in race_driven.order(cars, at=GREEN)] == [0, 0, 0]
