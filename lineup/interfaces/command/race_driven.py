"""A race as it might be driven: laps, stops, who is at the wheel; the same each time for the same chance."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

STOP = timedelta(seconds=70)
# how much earlier or later than planned a crew is ready for its stop
DRIFT_SECONDS = 40
# from lap to lap; and what a mistake costs, with how often one is made
USUAL_MS, MISTAKE_MS, MISTAKES = 900, 7_000, 0.03
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Starter:
    """A car with its number, its pace, and its turns: from when who is at the wheel. A turn is at least there."""

    number: str
    lap_ms: int
    turns: Sequence[tuple[datetime, str]]


@dataclass(frozen=True)
class Driven:
    """The race of a car: when it began and passed the line, and its stops, with who drives on after each."""

    number: str
    first: str
    passages: Sequence[datetime]
    stops: Sequence[tuple[datetime, str]]

    def laps_by(self, at: datetime) -> int:
        return max(0, bisect_right(self.passages, at) - 1)

    def times_by(self, at: datetime) -> list[int]:
        """The laps done by this instant, in ms."""
        passed = self.passages[: self.laps_by(at) + 1]
        return [round((after - before) / MILLISECOND) for before, after in pairwise(passed)]

    def driver_at(self, at: datetime) -> str:
        return next((who for begins, who in reversed(self.stops) if begins + STOP <= at), self.first)

    def is_in_pit(self, at: datetime) -> bool:
        return any(begins <= at < begins + STOP for begins, _who in self.stops)


def drive(starter: Starter, *, begins_at: datetime, ends_at: datetime, chance: random.Random) -> Driven:
    """Return the race of a car that stops where the lap ends that is nearest to its next turn, give or take DRIFT."""
    due = [(at + timedelta(seconds=chance.uniform(-DRIFT_SECONDS, DRIFT_SECONDS)), who) for at, who in starter.turns]
    passages, stops = [begins_at], list[tuple[datetime, str]]()
    while passages[-1] < ends_at:
        lap = _lap(starter.lap_ms, chance)
        if len(stops) + 1 < len(due) and due[len(stops) + 1][0] <= passages[-1] + lap / 2:
            stops.append((passages[-1], due[len(stops) + 1][1]))
            lap += STOP
        passages.append(passages[-1] + lap)
    return Driven(starter.number, due[0][1], passages, stops)


def _lap(usual_ms: int, chance: random.Random) -> timedelta:
    lost = chance.randrange(MISTAKE_MS) if chance.random() < MISTAKES else 0
    return timedelta(milliseconds=usual_ms + chance.randrange(USUAL_MS) + lost)


def order(cars: Sequence[Driven], *, at: datetime) -> list[dict[str, Any]]:
    """Return what a timing tool would tell of the cars at this instant, the first first."""
    ranked = sorted(cars, key=lambda car: (-car.laps_by(at), car.passages[car.laps_by(at)]))
    return [_told(place, car, ranked[0], at) for place, car in enumerate(ranked, 1)]


def _told(place: int, car: Driven, leader: Driven, at: datetime) -> dict[str, Any]:
    times, laps = car.times_by(at), car.laps_by(at)
    lapped = leader.laps_by(at) - laps
    gap_ms = round((car.passages[laps] - leader.passages[laps]) / MILLISECOND)
    # who is a lap behind only since the leader passed the line was not lapped
    is_lapped = lapped > 1 or (lapped == 1 and leader.passages[laps + 1] < car.passages[laps])
    return {
        "number": car.number,
        "position": place,
        "laps_done": laps,
        "last_lap_ms": times[-1] if times else None,
        "best_lap_ms": min(times, default=None),
        "gap_ms": None if is_lapped else max(0, gap_ms),
        "gap_laps": max(1, lapped - 1) if is_lapped else None,
        "is_in_pit": car.is_in_pit(at),
        "driver": car.driver_at(at),
    }
