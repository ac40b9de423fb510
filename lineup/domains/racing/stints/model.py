"""The stint plan as a model for CP-SAT: one binary for each turn that could stand in it.

Every stint lies in exactly one turn, and the beginning of each stint is the sum of what was driven before it; so hours,
nights and limits hold exactly, also where drivers differ in pace. `limits` adds the rules, `aims` what is good.
docs/racing/stints.md has the formulas.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ortools.sat.python import cp_model

from lineup.domains.racing.stints import segments, turns
from lineup.domains.racing.stints.problem import Kind, Problem
from lineup.domains.racing.stints.timing import Clock
from lineup.domains.racing.stints.turns import Turn

NOBODY = -1


class Model:
    """The variables that rules and aims speak of, and what makes them a plan. `open`: stints that may stay unmanned."""

    def __init__(self, problem: Problem, clock: Clock, open_stints: frozenset[int] = frozenset()):
        self.problem, self.clock, self.open_stints = problem, clock, open_stints
        self.cp = cp_model.CpModel()
        self.drivers = range(len(problem.drivers))
        self.hours = [segments.hours(problem, driver) for driver in problem.drivers]
        self.nights = segments.spans(problem, problem.race.nights)
        self.stretches = segments.stretches(problem, clock)
        self.within = [self._literals(stint, found) for stint, found in enumerate(self.stretches)]
        self.turns: dict[Turn, cp_model.IntVar] = self._turns()
        self.drive = {(one, stint): self.cp.new_bool_var("") for one in self.drivers for stint in range(clock.count)}
        self._cover()
        self.begins = self._times()
        self._available()

    # the variables

    def _literals(self, stint: int, stretches: list[tuple[int, int]]) -> list[Any]:
        if len(stretches) == 1:
            return [self.cp.new_constant(1)]
        literals = [self.cp.new_bool_var("") for _ in stretches]
        self.cp.add_exactly_one(literals)
        return literals

    def _turns(self) -> dict[Turn, cp_model.IntVar]:
        able = {
            (driver, stint): any(self.can(driver, stint, *pair) for pair in self._pairs(stint))
            for driver in self.drivers
            for stint in range(self.clock.fixed, self.clock.count)
        }
        found = [
            turn
            for turn in turns.possible(self.problem, self.clock)
            if all(able.get((turn.driver, stint), True) for stint in turn.stints)
        ]
        found += [Turn(NOBODY, stint, stint + 1) for stint in sorted(self.open_stints)]
        return {turn: self.cp.new_bool_var("") for turn in found}

    def _pairs(self, stint: int) -> Iterable[tuple[int, int]]:
        return ((a, b) for a in range(len(self.within[stint])) for b in range(len(self.within[stint + 1])))

    def can(self, driver: int, stint: int, begin: int, end: int) -> bool:
        """Whether the driver is there for the stint if it begins and ends in these stretches."""
        if not self.problem.holds(Kind.AVAILABILITY, self.problem.drivers[driver].id):
            return True
        begins, ends = self.stretches[stint][begin][0], self.stretches[stint + 1][end][0]
        # a stint that lies within one stretch ends after it begins, whatever is said of its first moment
        return self.hours[driver].can(begins, max(begins, ends))

    # what makes them a plan

    def _cover(self) -> None:
        covering: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for turn, chosen in self.turns.items():
            for stint in turn.stints:
                covering[turn.driver, stint].append(chosen)
        for stint in range(self.clock.count):
            self.cp.add_exactly_one(
                one for driver in (*self.drivers, NOBODY) for one in covering.get((driver, stint), ())
            )
        for key, drives in self.drive.items():
            self.cp.add(sum(covering.get(key, ())) == drives)

    def _times(self) -> list[Any]:
        clock = self.clock
        begins = [self.cp.new_int_var(low, high, "") for low, high in zip(clock.earliest, clock.latest, strict=True)]
        for stint in range(clock.fixed, clock.count - 1):
            spent = sum(self._ms(turn, stint) * chosen for turn, chosen in self.turns.items() if turn.covers(stint))
            self.cp.add(begins[stint + 1] == begins[stint] + spent)
        self._last(begins)
        for begin, found, literals in zip(begins, self.stretches, self.within, strict=True):
            for (low, high), literal in zip(found, literals, strict=True):
                if len(found) > 1:
                    self.cp.add_linear_constraint(begin, low, high).only_enforce_if(literal)
        return begins

    def _ms(self, turn: Turn, stint: int) -> int:
        if turn.driver == NOBODY:
            return min(self.clock.drive_ms) + self.clock.stop_changed[stint]
        return self.clock.whole_ms(turn.driver, stint, first=stint == turn.first)

    def _last(self, begins: list[Any]) -> None:
        """The last stint takes what is left, and that is no more than its driver's tank lasts."""
        last = self.clock.count - 1
        for turn, chosen in self.turns.items():
            if turn.end == self.clock.count:
                self.cp.add(self.clock.latest[-1] - begins[last] <= self._ms(turn, last)).only_enforce_if(chosen)

    def _available(self) -> None:
        for driver in self.drivers:
            for stint in range(self.clock.fixed, self.clock.count):
                for begin, literal in enumerate(self.within[stint]):
                    self._available_from(driver, stint, begin, literal)

    def _available_from(self, driver: int, stint: int, begin: int, literal: Any) -> None:
        ends = self.within[stint + 1]
        fine = [ends[end] for end in range(len(ends)) if self.can(driver, stint, begin, end)]
        if len(fine) < len(ends):
            self.cp.add_bool_or(self.drive[driver, stint].negated(), literal.negated(), *fine)

    # what rules and aims ask for

    def stints(self, driver: int) -> Any:
        return sum(self.drive[driver, stint] for stint in range(self.clock.count))

    def nights_of(self, driver: int) -> Any:
        """Return the number of the driver's stints that begin in the dark."""
        return sum(self._when(driver, stint, self.is_dark) for stint in range(self.clock.count))

    def is_dark(self, driver: int, begins: int) -> int:
        return int(segments.is_dark(self.nights, begins))

    def unwished(self, driver: int) -> Any:
        """Return how unwelcome the driver's stints ahead are, in steps of the preference."""
        ahead = range(self.clock.fixed, self.clock.count)
        return sum(self._when(driver, stint, lambda one, ms: self.hours[one].unwished(ms)) for stint in ahead)

    def _when(self, driver: int, stint: int, worth: Any) -> Any:
        """Return what the stint counts if the driver drives it, which may hang on when it begins."""
        values = [worth(driver, begin) for begin, _end in self.stretches[stint]]
        drives = self.drive[driver, stint]
        if len(set(values)) == 1:
            return values[0] * drives
        total = self.cp.new_int_var(0, max(values), "")
        self.cp.add(total == 0).only_enforce_if(drives.negated())
        for value, literal in zip(values, self.within[stint], strict=True):
            self.cp.add(total == value).only_enforce_if(drives, literal)
        return total
