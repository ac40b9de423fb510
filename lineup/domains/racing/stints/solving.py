"""The best stint plan, with its proof; or that there is none."""

import time
from collections.abc import Callable
from typing import Any

from ortools.sat.python import cp_model

from lineup.domains.racing.stints import aims, limits, plan, refusals, spotting, timing
from lineup.domains.racing.stints.answers import USUAL, Limits, Progress, Watch, go_on
from lineup.domains.racing.stints.model import Model
from lineup.domains.racing.stints.plan import Claim, Plan
from lineup.domains.racing.stints.problem import Problem

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
# up to so many turns it pays to try each before the search: 58 stints and ten drivers make 1,400, 30 and five 350
FEW_TURNS = 600


def solve(problem: Problem, bounds: Limits = USUAL, watch: Watch = go_on) -> Plan | None:
    """Return the best plan, or None if no plan obeys the rules: `conflicts.explain` tells why.

    `watch` hears of every better plan, and ends the search by answering False; then the best so far is returned.
    Raises a refusal for a problem that makes no sense, and NoPlanInTime.
    """
    refusals.check(problem)
    began = time.monotonic()
    for count in timing.counts(problem):
        clock = timing.clock(problem, count)
        assert clock
        search = _Search(Model(problem, clock), bounds, began, watch)
        if drivers := search.run():
            stints = spotting.with_spotters(problem, plan.made(problem, clock, drivers), seed=bounds.seed)
            return Plan(stints, plan.measured(problem, stints), tuple(search.claims), time.monotonic() - began)
    return None


def is_possible(problem: Problem, open_stints: frozenset[int] = frozenset(), *, seconds: float = 5.0) -> bool | None:
    """Whether some plan obeys the rules, if the open stints (from 0) need nobody; None if that was not found out."""
    unknown = False
    for count in timing.counts(problem):
        clock = timing.clock(problem, count)
        assert clock
        model = Model(problem, clock, frozenset(one for one in open_stints if one < count))
        limits.add(model)
        solver = _solver(Limits(seconds), seconds, probes=False)
        solver.parameters.max_presolve_iterations = 1
        status = solver.solve(model.cp)
        if status in FOUND:
            return True
        unknown = unknown or status != cp_model.INFEASIBLE
    return None if unknown else False


class _Search:
    """One aim after the other: what is reached in one is kept in the next, and where it stands is its start."""

    def __init__(self, model: Model, bounds: Limits, began: float, watch: Watch):
        self.model, self.bounds, self.began, self.watch = model, bounds, began, watch
        self.claims: list[Claim] = []
        self.drivers: list[int] = []
        self.is_stopped = False

    def run(self) -> list[int]:
        """Return who drives each stint, or nothing where no plan obeys the rules."""
        limits.add(self.model)
        for done, aim in enumerate(self.model.problem.order):
            status = self._improve(aim, self._seconds(len(self.model.problem.order) - done))
            if status == cp_model.INFEASIBLE:
                return []
            if status not in FOUND and not self.drivers:
                raise refusals.NoPlanInTime(seconds=round(self.bounds.seconds, 1))
        return self.drivers

    def _seconds(self, aims_left: int) -> float:
        """The last aim may take what is left; those before no more than two thirds of it."""
        left = self.bounds.seconds - (time.monotonic() - self.began)
        return 0.01 if self.is_stopped else max(0.1, left * (1 if aims_left == 1 else 2 / 3))

    def _improve(self, aim: str, seconds: float) -> int:
        model, term = self.model, aims.term(self.model, aim)
        model.cp.minimize(term)
        solver = _solver(self.bounds, seconds, probes=len(model.turns) <= FEW_TURNS)
        status = solver.solve(model.cp, _Listener(self, aim))
        if status in FOUND:
            self._take(solver)
        if self.drivers:
            reached = round(solver.value(term)) if status in FOUND else self._standing(aim)
            bound = round(solver.best_objective_bound) if status in FOUND else min(0, reached)
            self.claims.append(Claim(aim, reached, min(reached, bound)))
            model.cp.add(term <= reached)
        return int(status)

    def _standing(self, aim: str) -> int:
        stints = plan.made(self.model.problem, self.model.clock, self.drivers)
        return aims.value(plan.measured(self.model.problem, stints), aim)

    def _take(self, solver: cp_model.CpSolver) -> None:
        model = self.model
        self.drivers = self._who(solver.boolean_value)
        model.cp.clear_hints()
        for chosen in model.turns.values():
            model.cp.add_hint(chosen, solver.boolean_value(chosen))

    def _who(self, is_so: Callable[[Any], bool]) -> list[int]:
        """Return who drives each stint by the solution of which `is_so` tells whether a literal holds."""
        model = self.model
        return [
            next(one for one in model.drivers if is_so(model.drive[one, stint])) for stint in range(model.clock.count)
        ]

    def heard(self, aim: str, value: float, bound: float, is_so: Callable[[Any], bool]) -> bool:
        claim = Claim(aim, round(value), round(bound))
        stints = plan.made(self.model.problem, self.model.clock, self._who(is_so))
        self.is_stopped = not self.watch(Progress(time.monotonic() - self.began, claim, stints))
        return self.is_stopped


def _solver(bounds: Limits, seconds: float, *, probes: bool) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = bounds.workers
    solver.parameters.random_seed = bounds.seed
    # cliques and covers are nearly the whole hull: with all of them in the relaxation proofs take a fifth of the time
    solver.parameters.linearization_level = 2
    # drivers differ in their hours, so that looking for some who could change places finds none
    solver.parameters.symmetry_level = 0
    if not probes:
        # with many turns, or long ones, which waived rules allow, it takes longer than all the rest
        solver.parameters.cp_model_probing_level = 0
    return solver


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, search: _Search, aim: str):
        super().__init__()
        self._search, self._aim = search, aim

    def on_solution_callback(self) -> None:
        if self._search.heard(self._aim, self.objective_value, self.best_objective_bound, self.boolean_value):
            self.stop_search()
