"""A stint plan, and what can be measured of it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lineup.domains.racing.stints import segments
from lineup.domains.racing.stints.problem import MINUTE, Problem
from lineup.domains.racing.stints.timing import Clock


@dataclass(frozen=True)
class Stint:
    """`number` from 1; from when the car comes in until it comes in again. `litres` are what it needs."""

    number: int
    driver: str
    starts_at: datetime
    ends_at: datetime
    laps: int
    litres: float
    new_tyres: bool
    dark: bool
    done: bool = False
    spotter: str | None = None


@dataclass(frozen=True)
class Measures:
    """Of each driver stints, minutes and laps; the difference between most and least among those who must drive.

    `unwished`: steps that stints ahead lie below the highest preference of their hour. `unspotted`: stints ahead.
    """

    stints: Mapping[str, int]
    minutes: Mapping[str, int]
    laps: Mapping[str, int]
    spread: int
    changes: int
    night_spread: int
    unwished: int
    unspotted: int


@dataclass(frozen=True)
class Claim:
    """What the solver says of an aim: its value, and what no plan can go below that is as good in the aims before."""

    aim: str
    value: int
    bound: int

    @property
    def is_proved(self) -> bool:
        return self.value == self.bound


@dataclass(frozen=True)
class Plan:
    """`claims`: one for each aim, in the order of the problem; `seconds` is how long it took."""

    stints: tuple[Stint, ...]
    measures: Measures
    claims: tuple[Claim, ...] = ()
    seconds: float = 0.0

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better, by the order of the aims."""
        return bool(self.claims) and all(one.is_proved for one in self.claims)


def made(problem: Problem, clock: Clock, drivers: Sequence[int]) -> tuple[Stint, ...]:
    """Return the stints when these drive, with times that follow from their pace."""
    race, begins = problem.race, 0
    found = [_driven(problem, stint) for stint in range(clock.fixed)]
    if found:
        begins = race.ms(found[-1].ends_at)
    for stint in range(clock.fixed, clock.count):
        number = drivers[stint]
        first = not stint or drivers[stint - 1] != number
        stop = clock.stop_changed[stint] if first else clock.stop_kept[stint]
        ends = begins + clock.whole_ms(number, stint, first=first)
        laps = clock.laps[number]
        if stint == clock.count - 1:
            ends = race.length_ms
            laps = max(1, math.ceil((ends - begins - stop) / problem.drivers[number].lap_ms))
        found.append(_stint(problem, clock, stint, (begins, ends), number, laps))
        begins = ends
    return tuple(found)


def _stint(problem: Problem, clock: Clock, stint: int, span: tuple[int, int], driver: int, laps: int) -> Stint:
    race = problem.race
    dark = segments.is_dark(segments.spans(problem, race.nights), span[0])
    litres = round(laps * race.stops.litres_per_lap, 3)
    begins, ends = race.instant(span[0]), race.instant(span[1])
    return Stint(stint + 1, problem.drivers[driver].id, begins, ends, laps, litres, clock.tyres[stint], dark)


def _driven(problem: Problem, stint: int) -> Stint:
    past, race = problem.driven[stint], problem.race
    dark = segments.is_dark(segments.spans(problem, race.nights), race.ms(past.starts_at))
    litres = round(past.laps * race.stops.litres_per_lap, 3)
    return Stint(
        stint + 1, past.driver, past.starts_at, past.ends_at, past.laps, litres, past.new_tyres, dark, done=True
    )


def measured(problem: Problem, stints: Sequence[Stint]) -> Measures:
    """Return what can be said of a plan in numbers."""
    by_driver = {driver.id: [one for one in stints if one.driver == driver.id] for driver in problem.drivers}
    expected = [driver.id for driver in problem.drivers if not driver.excused]
    return Measures(
        stints={driver: len(own) for driver, own in by_driver.items()},
        minutes={driver: _ms(problem, own) // MINUTE for driver, own in by_driver.items()},
        laps={driver: sum(one.laps for one in own) for driver, own in by_driver.items()},
        spread=_spread(len(by_driver[one]) for one in expected),
        changes=sum(one.driver != after.driver for one, after in pairwise(stints)),
        night_spread=_spread(sum(stint.dark for stint in by_driver[one]) for one in expected),
        unwished=sum(_unwished(problem, one) for one in stints if not one.done),
        unspotted=sum(one.spotter is None for one in stints if not one.done),
    )


def _ms(problem: Problem, stints: Iterable[Stint]) -> int:
    return sum(problem.race.ms(one.ends_at) - problem.race.ms(one.starts_at) for one in stints)


def _spread(counts: Iterable[int]) -> int:
    found = list(counts)
    return max(found, default=0) - min(found, default=0)


def _unwished(problem: Problem, stint: Stint) -> int:
    hours = segments.hours(problem, problem.driver(stint.driver))
    return hours.unwished(problem.race.ms(stint.starts_at))
