"""Races and drivers for the tests of stint plans."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from lineup.domains.racing.stints.problem import Driver, Problem, Race, Rules, Stops
from lineup.domains.racing.stints.windows import Window

GREEN = datetime(2027, 6, 12, 14, tzinfo=UTC)
STOPS = Stops(tank_litres=60, litres_per_lap=3, litres_per_second=2, lane_ms=25_000, tyres_ms=20_000)


def hours(*spans, preference=3):
    """Windows from so many to so many hours after the green flag."""
    return tuple(Window(GREEN + timedelta(hours=a), GREEN + timedelta(hours=b), preference) for a, b in spans)


def driver(name, *spans, lap_ms=120_000, **more):
    return Driver(name.lower(), name, lap_ms, hours(*(spans or [(-1, 200)])), **more)


def race(minutes=360, **more):
    return Race(GREEN, minutes, STOPS, **more)


def problem(*drivers, minutes=360, rules=None, race_more=None, **more):
    return Problem(race(minutes, **(race_more or {})), drivers, rules or Rules(), **more)


@st.composite
def problems(draw):
    """Small races with drivers of different pace, hours that may not suffice, and any rules."""
    minutes = draw(st.integers(60, 480))
    drivers = [_driver(draw, name, minutes / 60) for name in "ABCD"[: draw(st.integers(1, 4))]]
    some = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    rules = Rules(
        stint_minutes=some(None, None, 39),
        turn_minutes=some(None, None, 100),
        turn_stints=some(None, 1, 2, 3),
        rest_minutes=some(0, 0, 30, 80),
        long_rest_minutes=some(0, 0, 120),
        least_drivers=some(1, 1, 2) if len(drivers) > 1 else 1,
        fair_share_percent=some(0, 25),
        least_minutes=some(0, 0, 20),
        most_minutes=some(None, None, 240),
        least_stops=some(0, 0, 5),
        starter=some(None, None, drivers[0].id),
        **some({}, {}, {"window_minutes": 180, "most_in_window": 120}),
    )
    stops = Stops(
        tank_litres=some(40, 60, 61.5),
        litres_per_lap=some(2, 3, 2.9),
        litres_per_second=2,
        lane_ms=draw(st.integers(0, 60_000)),
        tyre_laps=some(None, 25, 40),
        tyres_ms=some(0, 21_000),
        driver_change_ms=some(0, 60_000),
        at_once=some(True, False),
    )
    night = hours((draw(st.integers(0, 4)), 5))
    locks = some({}, {}, {1: drivers[-1].id})
    order = some(("spread", "changes", "unwished"), ("unwished", "night_spread"), ("changes",))
    found = Race(GREEN, minutes, stops, night, some(None, 12))
    return Problem(found, tuple(drivers), rules, locks=locks, order=order)


def _driver(draw, name, length):
    steps = st.integers(0, 2 * int(length) + 2)
    spans = [sorted((draw(steps) / 2, draw(steps) / 2)) for _ in range(draw(st.integers(1, 2)))]
    windows = hours(*((a, b) for a, b in spans if a < b), preference=draw(st.integers(1, 5)))
    always = hours((-1, length + 1))
    return Driver(
        name.lower(),
        name,
        draw(st.sampled_from([110_000, 118_500, 120_000])),
        windows if windows and draw(st.booleans()) else always,
        spots=draw(st.sampled_from([(), always, windows])),
        turn_minutes=draw(st.sampled_from([None, None, 130])),
        turn_stints=draw(st.sampled_from([None, None, 1])),
        rest_minutes=draw(st.sampled_from([0, 0, 45])),
        least_stints=draw(st.sampled_from([0, 0, 1])),
        most_stints=draw(st.sampled_from([None, None, 4])),
        most_night_stints=draw(st.sampled_from([None, None, 1])),
    )
