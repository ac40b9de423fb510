"""All turns that could stand in a plan: a driver, the first stint, and how many in a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineup.domains.racing.stints.problem import MINUTE, Driver, Kind, Problem
from lineup.domains.racing.stints.timing import Clock


@dataclass(frozen=True)
class Turn:
    """Stints `first` to `end` - 1 (from 0) by driver number `driver`; nobody's (-1) where an hour is let off."""

    driver: int
    first: int
    end: int

    def covers(self, stint: int) -> bool:
        return self.first <= stint < self.end

    @property
    def stints(self) -> range:
        return range(self.first, self.end)


def limit_ms(problem: Problem, driver: Driver) -> int | None:
    """Return how long the driver may be at the wheel in a row, or None for any time."""
    limits = [one for one in (problem.rules.turn_minutes, driver.turn_minutes) if one is not None]
    return driver.most("turn", min(limits)) * MINUTE if limits and problem.holds(Kind.TURN, driver.id) else None


def most_in_a_row(problem: Problem, driver: Driver) -> int | None:
    """Return how many stints the driver may drive in a row, or None for any number."""
    limits = [one for one in (problem.rules.turn_stints, driver.turn_stints) if one]
    return driver.most("in_a_row", min(limits)) if limits and problem.holds(Kind.TURN, driver.id) else None


def known_ms(clock: Clock, turn: Turn) -> int:
    """Return how long the turn takes without the last stint of the race, whose length depends on the others."""
    return sum(_stint_ms(clock, turn, stint) for stint in turn.stints if stint < clock.count - 1)


def _stint_ms(clock: Clock, turn: Turn, stint: int) -> int:
    if stint < clock.fixed:
        return clock.earliest[stint + 1] - clock.earliest[stint]
    return clock.whole_ms(turn.driver, stint, first=stint == turn.first)


def last_ms(clock: Clock) -> tuple[int, int]:
    """Return the shortest and the longest time that the last stint can take."""
    return clock.earliest[-1] - clock.latest[-2], clock.latest[-1] - clock.earliest[-2]


def possible(problem: Problem, clock: Clock) -> Iterator[Turn]:
    """Yield the turns that agree with what was driven and that the rules for a turn allow."""
    ids = [driver.id for driver in problem.drivers]
    past = [ids.index(one.driver) for one in problem.driven]
    for number, driver in enumerate(problem.drivers):
        in_a_row = most_in_a_row(problem, driver) or clock.count
        for first in range(clock.count):
            yield from _from(problem, clock, past, Turn(number, first, first), in_a_row)


def _from(problem: Problem, clock: Clock, past: list[int], begin: Turn, in_a_row: int) -> Iterator[Turn]:
    limit = limit_ms(problem, problem.drivers[begin.driver])
    for end in range(begin.first + 1, clock.count + 1):
        turn = Turn(begin.driver, begin.first, end)
        if not _agrees(turn, past):
            if end <= len(past) and past[end - 1] != turn.driver:
                return
            continue
        if end > len(past) and (end - begin.first > in_a_row or not _fits(clock, turn, limit)):
            return
        yield turn


def _agrees(turn: Turn, past: list[int]) -> bool:
    """Whether it is a turn that was driven, goes on with one, or lies ahead."""
    if turn.first >= len(past):
        # who drove last goes on with that turn, and begins no other
        return not (past and turn.first == len(past) and past[-1] == turn.driver)
    if any(past[stint] != turn.driver for stint in turn.stints if stint < len(past)):
        return False
    if turn.first and past[turn.first - 1] == turn.driver:
        return False
    return turn.end >= len(past) or past[turn.end] != turn.driver


def _fits(clock: Clock, turn: Turn, limit: int | None) -> bool:
    if limit is None:
        return True
    shortest = last_ms(clock)[0] if turn.end == clock.count else 0
    return known_ms(clock, turn) + shortest <= limit
