"""What no split can be better than: a relaxation, proved by CP-SAT.

Everybody chooses a slot and a car as if there were no teams, but so many teams must be in each slot as their sizes
allow, and in each bin of a slot at least as many people must be free as teams race there, or these teams stand still.
Balance and ties are taken for perfect. Slots and cars are bounded apart, and added.
"""

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from lineup.domains.racing.formation.tables import WORD, Tables

SCALE = 100
EFFORT = 2.0


def bound(tables: Tables, *, seconds: float = 3.0) -> float:
    """Return points below which no split can be. More time gives a higher bound, until it is that of the relaxation."""
    return _slots(tables, seconds) + _cars(tables, seconds) + _sizes(tables)


def _slots(tables: Tables, seconds: float) -> float:
    model, count = cp_model.CpModel(), tables.club.teams
    teams = [model.new_int_var(0, count, "") for _ in tables.bins]
    chosen = _chosen(model, tables, tables.slot_cost, teams)
    hour = round(SCALE * tables.club.weights.uncovered_hour * tables.hours)
    bare = []
    for slot, racing in enumerate(teams):
        for one in _bins(tables, slot):
            still = model.new_int_var(0, count, "")
            free = [chosen[driver][slot] for driver in np.flatnonzero(_is_free(tables, slot, one))]
            model.add(sum(free) + still >= racing)
            bare.append(still)
    return _least(model, hour * sum(bare), chosen, tables.slot_cost, seconds)


def _cars(tables: Tables, seconds: float) -> float:
    model, count = cp_model.CpModel(), tables.club.teams
    teams = [model.new_int_var(0, count, "") for _ in range(tables.car_cost.shape[1])]
    return _least(model, 0, _chosen(model, tables, tables.car_cost, teams), tables.car_cost, seconds)


def _chosen(model: cp_model.CpModel, tables: Tables, costs: Any, teams: list[Any]) -> list[list[Any]]:
    """Everybody has one of the choices, in numbers that so many teams can have."""
    sizes = tables.club.sizes
    chosen = [[model.new_bool_var("") for _ in row] for row in costs]
    for row in chosen:
        model.add_exactly_one(row)
    for racing, column in zip(teams, zip(*chosen, strict=True), strict=True):
        model.add(sum(column) >= sizes.least * racing)
        model.add(sum(column) <= sizes.most * racing)
    model.add(sum(teams) == tables.club.teams)
    return chosen


def _least(model: cp_model.CpModel, other: Any, chosen: list[list[Any]], costs: Any, seconds: float) -> float:
    # rounded down, so that the bound stays one
    terms = [int(SCALE * cost) * one for row, line in zip(chosen, costs, strict=True) for one, cost in zip(row, line)]  # noqa: B905
    model.minimize(other + sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.max_deterministic_time, solver.parameters.max_time_in_seconds = EFFORT, seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return 0.0
    return max(0.0, solver.best_objective_bound) / SCALE


def _bins(tables: Tables, slot: int) -> list[int]:
    return [one for one in range(tables.bins.shape[1] * WORD) if int(tables.bins[slot, one // WORD]) >> one % WORD & 1]


def _is_free(tables: Tables, slot: int, one: int) -> Any:
    return (tables.free[:, slot, one // WORD] >> np.uint64(one % WORD)) & np.uint64(1)


def _sizes(tables: Tables) -> float:
    """The seats that all teams together have more or less than best, shared out as evenly as can be."""
    club = tables.club
    over = abs(len(club.drivers) - club.teams * club.sizes.best)
    each, rest = divmod(over, club.teams)
    return club.weights.size * ((club.teams - rest) * each**2 + rest * (each + 1) ** 2)
