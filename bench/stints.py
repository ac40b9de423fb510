"""Stint plans, proved; planned again; and why there is none: `python -m bench.stints`."""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench import tables
from lineup.domains.racing.stints import checker, conflicts, solving, whatif
from lineup.domains.racing.stints.answers import Limits, Progress
from lineup.domains.racing.stints.plan import Plan
from lineup.domains.racing.stints.problem import Driver, Problem, Race, Rules, Stops
from lineup.domains.racing.stints.windows import Window

GREEN = datetime(2027, 6, 12, 14, tzinfo=UTC)
HEAD = [
    "race",
    "stints",
    "proved",
    "spread",
    "changes",
    "unwished",
    "rules broken",
    "first CPU s",
    "best CPU s",
    "wall s",
    "CPU s",
]
LAP_MS = 210_000


def race(drivers: int, laps: int, *, apart_ms: int = 0, seed: int = 1) -> Problem:
    """Return a day of racing with so many laps a stint; each driver is away for three hours and needs eight of rest."""
    drawn = random.Random(seed)
    stops = Stops(float(3 * laps), 3.0, 2.5, 20_000)
    people = tuple(_driver(drawn, number, apart_ms) for number in range(drivers))
    rules = Rules(long_rest_minutes=480, fair_share_percent=25)
    return Problem(Race(GREEN, 24 * 60, stops), people, rules)


def _driver(drawn: random.Random, number: int, apart_ms: int) -> Driver:
    away = drawn.randrange(1, 20)
    spans = ((-1, away, 3), (away + 3, 26, drawn.randint(2, 5)))
    windows = tuple(Window(GREEN + timedelta(hours=a), GREEN + timedelta(hours=b), p) for a, b, p in spans)
    pace = LAP_MS + drawn.randint(-apart_ms, apart_ms)
    return Driver(f"d{number}", f"Driver {number}", pace, windows, spots=windows)


def _timed(work: Callable[[], Plan | None]) -> tuple[Plan | None, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


def _row(name: str, asked: Problem, seconds: float) -> tuple[list[object], Plan]:
    began, heard = time.process_time(), []

    def watch(_progress: Progress) -> bool:
        heard.append(time.process_time() - began)
        return True

    found, wall, cpu = _timed(lambda: solving.solve(asked, Limits(seconds), watch))
    assert found
    proved = "yes" if found.is_proved else ", ".join(one.aim for one in found.claims if one.is_proved) or "no"
    measures = found.measures
    broken = len(checker.check(asked, found.stints))
    figures = [measures.spread, measures.changes, measures.unwished, broken]
    return [name, len(found.stints), proved, *figures, heard[0], heard[-1], wall, cpu], found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    rows, why = [], []
    for name, drivers, laps, apart in (
        ("24 h, 5 drivers", 5, 14, 0),
        ("24 h, 5 drivers, paces 3 s apart", 5, 14, 3_000),
        ("24 h, 10 drivers", 10, 7, 0),
        ("24 h, 10 drivers, paces 1 s apart", 10, 7, 1_000),
    ):
        asked = race(drivers, laps, apart_ms=apart)
        row, found = _row(name, asked, chosen.seconds)
        rows.append(row)
        at = GREEN + timedelta(hours=9)
        left = whatif.without(whatif.from_now(asked, found.stints, at), "d1", at)
        left = replace(left, rules=replace(left.rules, long_rest_minutes=240))
        rows.append(_row("  again after 9 h, without one", left, chosen.seconds)[0])
    for name, asked in _impossible():
        wall, cpu = time.perf_counter(), time.process_time()
        told = conflicts.explain(asked, seconds=chosen.seconds)
        assert told
        spent = [time.perf_counter() - wall, time.process_time() - cpu]
        sizes = [len(told.rules), len(told.remedies), len(told.remedies[0]) if told.remedies else "–"]
        why.append([name, *sizes, "yes" if told.is_complete else "no", *spent])
    tables.show("Stint plans", HEAD, rows)
    tables.show("Why there is none", ["case", "rules", "remedies", "of rules", "complete", "wall s", "CPU s"], why)


def _impossible() -> list[tuple[str, Problem]]:
    asked = race(5, 14)
    hole = tuple(replace(one, drives=_without(one.drives, 6, 8)) for one in asked.drivers)
    alone = replace(asked.drivers[0], drives=(Window(GREEN, GREEN + timedelta(hours=25)),), turn_minutes=100)
    few = replace(asked.drivers[0], least_stints=20)
    return [
        ("two hours without anybody", replace(asked, drivers=hole)),
        ("one alone for two hours, 100 minutes in a row at most", replace(asked, drivers=(alone, *hole[1:]))),
        ("one who should drive 20 stints", replace(asked, drivers=(few, *asked.drivers[1:]))),
    ]


def _without(windows: tuple[Window, ...], begin: int, end: int) -> tuple[Window, ...]:
    first, last = GREEN + timedelta(hours=begin), GREEN + timedelta(hours=end)
    parts = [(one.starts_at, min(one.ends_at, first)) for one in windows]
    parts += [(max(one.starts_at, last), one.ends_at) for one in windows]
    return tuple(Window(a, b) for a, b in parts if a < b)


if __name__ == "__main__":
    main()
