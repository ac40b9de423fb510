"""Why no plan obeys the rules: the fewest rules and hours that can't hold together, and what would put it right."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from lineup.domains.racing.stints import solving, timing, windows
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.problem import Driver, Kind, Problem, Rule
from lineup.domains.racing.stints.windows import Window

MOST_REMEDIES = 6
LARGEST_REMEDY = 4
T = TypeVar("T")


def explain(problem: Problem, *, seconds: float = 20.0) -> Conflict | None:
    """Return why there is no plan, or None if there is one."""
    search = _Search(problem, time.monotonic() + seconds)
    if search.is_possible(search.rules, search.stints):
        return None
    if hours := _empty_hours(problem):
        rules = tuple(one for one in search.rules if one.kind == Kind.AVAILABILITY)
        return Conflict(rules, hours, search.remedies(rules), search.is_sure)
    rules = search.smallest_rules(search.rules)
    stints = smallest(search.stints, lambda kept: not search.is_possible(rules, kept))
    return Conflict(tuple(sorted(rules)), _hours(problem, stints), search.remedies(rules), search.is_sure)


def in_force(problem: Problem) -> tuple[Rule, ...]:
    """Return the rules that say anything to a plan, those of each driver and those of the car."""
    found = [Rule(kind, driver.id) for driver in problem.drivers for kind in _of_driver(problem, driver)]
    found += [Rule(Kind.LOCK, driver, stint) for stint, driver in sorted(problem.locks.items())]
    if problem.rules.starter is not None:
        found.append(Rule(Kind.STARTER, problem.rules.starter))
    if problem.rules.least_drivers > 1:
        found.append(Rule(Kind.LEAST_DRIVERS))
    # by kind: halves of the list are then mostly of one kind, and go at once where it has nothing to do with it
    return tuple(sorted(one for one in found if one not in problem.waived))


def _of_driver(problem: Problem, driver: Driver) -> Iterable[Kind]:
    rules, race = problem.rules, problem.race
    least = driver.least_stints or rules.fair_share_percent or rules.least_minutes
    asked = {
        Kind.AVAILABILITY: not windows.covers(driver.drives, race.green_flag_at, race.ends_at),
        Kind.TURN: any((rules.turn_stints, rules.turn_minutes, driver.turn_stints, driver.turn_minutes)),
        Kind.REST: rules.rest_minutes or driver.rest_minutes,
        Kind.LONG_REST: rules.long_rest_minutes,
        Kind.LEAST: least and not driver.excused,
        Kind.MOST: driver.most_stints is not None or rules.most_minutes is not None,
        Kind.WINDOW: rules.window_minutes is not None and rules.most_in_window is not None,
        Kind.NIGHT: driver.most_night_stints is not None and race.nights,
    }
    return (kind for kind, is_asked in asked.items() if is_asked)


def smallest(items: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """Return as few of the items as keep `holds` true, none of which can be left out (QuickXplain, Junker 2004).

    `holds` must be true of all but not of none, and stay true when items are added.
    """
    return tuple(_needed((), list(items), holds, fresh=False)) if items else ()


def _needed(kept: Sequence[T], items: list[T], holds: Callable[[Sequence[T]], bool], *, fresh: bool) -> list[T]:
    if fresh and holds(kept):
        return []
    if len(items) == 1:
        return items
    left, right = items[: len(items) // 2], items[len(items) // 2 :]
    of_right = _needed([*kept, *left], right, holds, fresh=True)
    of_left = _needed([*kept, *of_right], left, holds, fresh=bool(of_right))
    return [*of_left, *of_right]


class _Search:
    """Asks for what is possible with some of the rules and some of the hours, until time is up."""

    def __init__(self, problem: Problem, until: float):
        self.problem, self.until, self.is_sure = problem, until, True
        self.rules = in_force(problem)
        self.stints = tuple(range(len(problem.driven), max(timing.counts(problem), default=0)))

    def is_possible(self, rules: Iterable[Rule], stints: Iterable[int]) -> bool:
        """Whether some plan obeys these rules in these stints; what is not found out in time counts as possible."""
        waived = self.problem.waived | (set(self.rules) - set(rules))
        left = self.until - time.monotonic()
        if left <= 0:
            self.is_sure = False
            return True
        unmanned = frozenset(self.stints) - frozenset(stints)
        found = solving.is_possible(replace(self.problem, waived=frozenset(waived)), unmanned, seconds=min(left, 5.0))
        self.is_sure = self.is_sure and found is not None
        return found is not False

    def smallest_rules(self, among: Sequence[Rule]) -> tuple[Rule, ...]:
        return smallest(among, lambda kept: not self.is_possible(kept, self.stints))

    def remedies(self, rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], ...]:
        """Return the smallest sets of rules to waive: each has one rule out of every contradiction that was met."""
        met, size = [frozenset(rules)], 1
        while rules and size <= LARGEST_REMEDY and time.monotonic() < self.until:
            found, conflict = self._of_size(size, met)
            if found:
                return tuple(found[:MOST_REMEDIES])
            if conflict:
                met.append(conflict)
            else:
                size += 1
        self.is_sure = False
        return ()

    def _of_size(
        self, size: int, met: Sequence[frozenset[Rule]]
    ) -> tuple[list[tuple[Rule, ...]], frozenset[Rule] | None]:
        """Return what helps of the sets that touch all conflicts met; or where none does, a conflict not met yet."""
        found: list[tuple[Rule, ...]] = []
        among, failed = sorted(frozenset[Rule]().union(*met)), None
        for waived in combinations(among, size):
            if len(found) == MOST_REMEDIES or any(one.isdisjoint(waived) for one in met):
                continue
            if self.is_possible([one for one in self.rules if one not in waived], self.stints):
                found.append(waived)
            elif not found:
                failed = waived
        if found or failed is None:
            return ([] if not self.is_sure else found), None
        return [], self._kinds([one for one in self.rules if one not in failed])

    def _kinds(self, rules: Sequence[Rule]) -> frozenset[Rule]:
        """Return the rules of as few kinds as still contradict each other: quicker to find than the fewest rules."""

        def contradict(kinds: Sequence[Kind]) -> bool:
            return not self.is_possible([one for one in rules if one.kind in kinds], self.stints)

        kept = smallest(sorted({one.kind for one in rules}), contradict)
        return frozenset(one for one in rules if one.kind in kept)


def _empty_hours(problem: Problem) -> tuple[Window, ...]:
    """Return the hours in which nobody can drive."""
    if not all(problem.holds(Kind.AVAILABILITY, one.id) for one in problem.drivers):
        return ()
    reached = problem.driven[-1].ends_at if problem.driven else problem.race.green_flag_at
    return windows.gaps([window for one in problem.drivers for window in one.drives], reached, problem.race.ends_at)


def _hours(problem: Problem, stints: Sequence[int]) -> tuple[Window, ...]:
    """Return about when these stints are driven."""
    counts = timing.counts(problem)
    clock = timing.clock(problem, counts[0]) if counts else None
    if clock is None:
        return ()
    instants = [problem.race.instant((low + high) // 2) for low, high in zip(clock.earliest, clock.latest, strict=True)]
    within = [one for one in stints if one < clock.count]
    return windows.joined(Window(instants[one], instants[one + 1]) for one in within)
