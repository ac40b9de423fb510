"""When exactly a stint can begin, as far as windows and nights tell the moments apart.

Where drivers differ in pace, the time at which a stint begins depends on who drove before. Between two moments at which
some window or night begins or ends nothing changes, so that these stretches are all a model needs to tell apart.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from lineup.domains.racing.stints.problem import Driver, Problem
from lineup.domains.racing.stints.timing import Clock
from lineup.domains.racing.stints.windows import NEUTRAL, Window, joined


@dataclass(frozen=True)
class Span:
    """A window in milliseconds of the race."""

    begins: int
    ends: int
    preference: int = NEUTRAL


def spans(problem: Problem, windows: Iterable[Window]) -> tuple[Span, ...]:
    race = problem.race
    return tuple(Span(race.ms(one.starts_at), race.ms(one.ends_at), one.preference) for one in windows)


@dataclass(frozen=True)
class Hours:
    """What the hours say of one driver: `free` without preferences, joined; `wished` as they were painted."""

    free: tuple[Span, ...]
    wished: tuple[Span, ...]

    def can(self, begins: int, ends: int) -> bool:
        return any(one.begins <= begins and ends <= one.ends for one in self.free)

    def unwished(self, begins: int) -> int:
        """Return how unwelcome a stint is that begins then: 0 for the highest preference, 4 for the lowest."""
        return 5 - max((one.preference for one in self.wished if one.begins <= begins < one.ends), default=NEUTRAL)


def hours(problem: Problem, driver: Driver) -> Hours:
    return Hours(spans(problem, joined(driver.drives)), spans(problem, driver.drives))


def is_dark(nights: Iterable[Span], begins: int) -> bool:
    return any(one.begins <= begins < one.ends for one in nights)


def stretches(problem: Problem, clock: Clock) -> list[list[tuple[int, int]]]:
    """Return, for the beginning of each stint and the end of the race, the stretches of ms in which it can fall."""
    windows = [one for driver in problem.drivers for one in (*driver.drives, *joined(driver.drives))]
    every = spans(problem, (*windows, *joined(problem.race.nights)))
    cuts = sorted({cut for one in every for cut in (one.begins, one.ends, one.ends + 1)})
    return [_between(cuts, low, high) for low, high in zip(clock.earliest, clock.latest, strict=True)]


def _between(cuts: list[int], low: int, high: int) -> list[tuple[int, int]]:
    """Cut what lies from `low` to `high`, both included."""
    begins = [low, *cuts[bisect_left(cuts, low + 1) : bisect_left(cuts, high + 1)]]
    ends = [*(begin - 1 for begin in begins[1:]), high]
    return list(zip(begins, ends, strict=True))
