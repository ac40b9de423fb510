"""How long stints and stops take, and when each can begin at the earliest and at the latest."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lineup.domains.racing.stints.problem import MINUTE, Driver, Problem, Race, Rules

# 60 litres at 3 a lap are 20 laps, although 0.1 × 3 is not 0.3 for a machine
GRAIN = 1e-9


def tank_laps(race: Race) -> int:
    """Return how many laps a full tank and a set of tyres last."""
    laps = math.floor(race.stops.tank_litres / race.stops.litres_per_lap + GRAIN)
    return laps if race.stops.tyre_laps is None else min(laps, race.stops.tyre_laps)


def stop_ms(race: Race, *, tyres: bool, change: bool) -> int:
    """Return what a stop takes, from coming in until the car is back on its pace."""
    stops = race.stops
    fuel = math.ceil(stops.tank_litres / stops.litres_per_second * 1000 - GRAIN)
    rubber, swap = stops.tyres_ms * tyres, stops.driver_change_ms * change
    return stops.lane_ms + max(swap, max(fuel, rubber) if stops.at_once else fuel + rubber)


def driver_laps(race: Race, rules: Rules, driver: Driver, common: int) -> int:
    """Return the laps of a whole stint of this driver, who may be too slow for as many as the others."""
    if rules.stint_minutes is None:
        return common
    return min(common, rules.stint_minutes * MINUTE // driver.lap_ms)


def common_laps(race: Race, rules: Rules, drivers: Iterable[Driver]) -> int:
    """Return the laps of a whole stint: what tank, tyres and wish allow, less where the rules want more stops."""
    most = min(tank_laps(race), race.stint_laps or tank_laps(race))
    if not rules.least_stops:
        return most
    slowest = max(driver.lap_ms for driver in drivers)
    stop = stop_ms(race, tyres=True, change=True)
    # the last stop at the latest a lap before the end, whoever drives
    longest = (race.length_ms - slowest) // rules.least_stops - stop
    return max(0, min(most, longest // slowest))


@dataclass(frozen=True)
class Clock:
    """The stints of a plan with `count` of them; `fixed` of these have been driven.

    `laps[d]`: of a whole stint of driver d. `earliest[k]`, `latest[k]`: when stint k can begin, in ms; entry `count` is
    the end of the race. `tyres[k]`: whether stint k begins with new ones.
    """

    count: int
    fixed: int
    laps: tuple[int, ...]
    drive_ms: tuple[int, ...]
    stop_kept: tuple[int, ...]
    stop_changed: tuple[int, ...]
    tyres: tuple[bool, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]

    def whole_ms(self, driver: int, stint: int, *, first: bool) -> int:
        """Return how long a whole stint takes with the stop before it; `first` of a turn: with a driver's change."""
        return self.drive_ms[driver] + (self.stop_changed[stint] if first else self.stop_kept[stint])

    def shortest(self, begin: int, end: int) -> int:
        """Return how little time can lie between the beginnings of two stints."""
        if begin >= end:
            return 0
        least = sum(self._bounds_of(stint)[0] for stint in range(begin, min(end, self.count - 1)))
        return max(least, self.earliest[end] - self.latest[begin])

    def longest(self, begin: int, end: int) -> int:
        if begin >= end:
            return 0
        if end == self.count or begin < self.fixed:
            return self.latest[end] - self.earliest[begin]
        most = sum(self._bounds_of(stint)[1] for stint in range(begin, end))
        return min(most, self.latest[end] - self.earliest[begin])

    def _bounds_of(self, stint: int) -> tuple[int, int]:
        if stint < self.fixed:
            return (self.earliest[stint + 1] - self.earliest[stint],) * 2
        stops = self.stop_kept[stint], self.stop_changed[stint]
        return min(self.drive_ms) + min(stops), max(self.drive_ms) + max(stops)


def clock(problem: Problem, count: int) -> Clock | None:
    """Return the clock of a race in so many stints, or None where these are too few or too many whoever drives."""
    race = problem.race
    common = common_laps(race, problem.rules, problem.drivers)
    laps = tuple(driver_laps(race, problem.rules, driver, common) for driver in problem.drivers)
    drive = tuple(laps[index] * driver.lap_ms for index, driver in enumerate(problem.drivers))
    tyres = _tyres(problem, count, max(laps))
    kept = tuple(_stop(race, tyres, stint, change=False) for stint in range(count))
    changed = tuple(_stop(race, tyres, stint, change=True) for stint in range(count))
    least = [min(drive) + stop for stop in kept]
    most = [max(drive) + stop for stop in changed]
    begins = _driven_begins(problem)
    bounds = _bounds(begins, least, most, race.length_ms, count)
    if bounds is None:
        return None
    return Clock(count, len(problem.driven), laps, drive, kept, changed, tyres, *bounds)


def _stop(race: Race, tyres: tuple[bool, ...], stint: int, *, change: bool) -> int:
    return stop_ms(race, tyres=tyres[stint], change=change) if stint else 0


def _tyres(problem: Problem, count: int, laps: int) -> tuple[bool, ...]:
    """Which stints begin with new tyres: when the old ones would not last another whole stint."""
    lasts, worn, found = problem.race.stops.tyre_laps, 0, []
    for stint in range(count):
        past = problem.driven[stint] if stint < len(problem.driven) else None
        fresh = past.new_tyres if past else stint > 0 and lasts is not None and worn + laps > lasts
        worn = (0 if fresh else worn) + (past.laps if past else laps)
        found.append(fresh)
    return tuple(found)


def _driven_begins(problem: Problem) -> list[int]:
    begins = [problem.race.ms(one.starts_at) for one in problem.driven]
    return [*begins, problem.race.ms(problem.driven[-1].ends_at)] if begins else [0]


def _bounds(
    begins: list[int], least: list[int], most: list[int], end: int, count: int
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    earliest, latest = list(begins), list(begins)
    for stint in range(len(begins) - 1, count - 1):
        earliest.append(earliest[-1] + least[stint])
        latest.append(latest[-1] + most[stint])
    # the last stint takes what is left: it begins before time is up, and is no longer than a whole one
    latest[-1] = min(latest[-1], end - 1)
    earliest[-1] = max(earliest[-1], end - most[count - 1])
    for stint in range(count - 2, len(begins) - 1, -1):
        latest[stint] = min(latest[stint], latest[stint + 1] - least[stint])
        earliest[stint] = max(earliest[stint], earliest[stint + 1] - most[stint])
    if any(low > high for low, high in zip(earliest, latest, strict=True)):
        return None
    return (*earliest, end), (*latest, end)


def counts(problem: Problem) -> list[int]:
    """Return with how many stints the race can be driven, the most likely number first."""
    clocks = {count: clock(problem, count) for count in _numbers(problem)}
    possible = {count: one for count, one in clocks.items() if one}
    left = {count: _distance(one) for count, one in possible.items()}
    return sorted(possible, key=lambda count: (left[count], count))


def _numbers(problem: Problem) -> range:
    race, done = problem.race, len(problem.driven)
    common = common_laps(race, problem.rules, problem.drivers)
    drives = [driver_laps(race, problem.rules, one, common) * one.lap_ms for one in problem.drivers]
    left = race.length_ms - _driven_begins(problem)[-1]
    quickest = min(drives) + min(stop_ms(race, tyres=False, change=False), stop_ms(race, tyres=True, change=False))
    slowest = max(drives) + stop_ms(race, tyres=True, change=True)
    return range(max(done + 1, done + left // slowest), done + left // quickest + 3)


def _distance(clock: Clock) -> int:
    """How far the last stint is from an ordinary one, where all drive about as much; 0 where it is none too long."""
    mean = sum(clock.drive_ms) // len(clock.drive_ms)
    begins = clock.latest[clock.fixed] + sum(mean + stop for stop in clock.stop_changed[clock.fixed : clock.count - 1])
    left = clock.latest[-1] - begins
    return max(0, left - mean - clock.stop_changed[-1], 1 - left)
