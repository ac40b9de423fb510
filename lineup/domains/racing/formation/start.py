"""A first split that keeps all that is settled: found by CP-SAT, or proved not to be."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from lineup.domains.racing.formation.club import Bond, Club, Frame, Tie

SECONDS = 5.0


def split(club: Club, *, seed: int, musts: Sequence[Tie] | None = None) -> NDArray[np.int64] | None:
    """Return a team number for each driver that keeps frames, sizes and musts, or None where none does."""
    ties = [tie for tie in club.ties if tie.must] if musts is None else musts
    numbers = {driver.id: number for number, driver in enumerate(club.drivers)}
    if not ties:
        return _dealt(club, numbers)
    model = cp_model.CpModel()
    teams = range(club.teams)
    member = [[model.new_bool_var("") for _ in teams] for _ in club.drivers]
    for row in member:
        model.add_exactly_one(row)
    least, most = sizes(club)
    for team in teams:
        model.add_linear_constraint(sum(row[team] for row in member), least, most)
    _settled(model, member, club.frames, numbers)
    _ties(model, member, ties, numbers)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    solver.parameters.max_time_in_seconds = SECONDS
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.array([next(team for team in teams if solver.boolean_value(row[team])) for row in member])


def sizes(club: Club) -> tuple[int, int]:
    """Return the sizes that teams may have in this club."""
    return club.sizes.least, club.sizes.most


def _settled(
    model: cp_model.CpModel, member: list[list[cp_model.IntVar]], frames: Iterable[Frame], numbers: dict[str, int]
) -> None:
    for team, frame in enumerate(frames):
        for driver in frame.drivers:
            model.add(member[numbers[driver]][team] == 1)


def _ties(
    model: cp_model.CpModel, member: list[list[cp_model.IntVar]], ties: Iterable[Tie], numbers: dict[str, int]
) -> None:
    for tie in ties:
        rows = [member[numbers[driver]] for driver in dict.fromkeys(tie.drivers)]
        if tie.bond == Bond.APART:
            for column in zip(*rows, strict=True):
                model.add_at_most_one(column)
        else:
            for other in rows[1:]:
                for one, two in zip(rows[0], other, strict=True):
                    model.add(one == two)


def _dealt(club: Club, numbers: dict[str, int]) -> NDArray[np.int64] | None:
    """Deal out from the best rated to the weakest, each to the smallest team, where nobody must be with anybody."""
    found = np.full(len(club.drivers), -1)
    for team, frame in enumerate(club.frames):
        for driver in frame.drivers:
            found[numbers[driver]] = team
    size = np.bincount(found[found >= 0], minlength=club.teams)
    for one in sorted(np.flatnonzero(found < 0), key=lambda one: -club.drivers[one].rating):
        team = int(np.argmin(size))
        found[one] = team
        size[team] += 1
    least, most = sizes(club)
    return found if size.min() >= least and size.max() <= most else None
