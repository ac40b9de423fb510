"""A proposal of teams: a first split that keeps what is settled, a search that makes it better, and a bound."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lineup.domains.racing.formation import bounds, conflicts, measuring, refusals, search, start, tables
from lineup.domains.racing.formation.answers import USUAL, Limits, NoSplit, Progress, Watch, go_on
from lineup.domains.racing.formation.club import Club, Proposal, Team
from lineup.domains.racing.formation.search import Split
from lineup.domains.racing.formation.tables import Tables

# milliseconds a step, and more for each driver, on a core of 2024; reckoned with a machine that is half as fast
STEP_MS, DRIVER_MS, PACE = 0.2, 0.0011, 0.6
FOR_THE_BOUND = 0.2


def propose(
    club: Club, limits: Limits = USUAL, watch: Watch = go_on, *, begin: Sequence[Team] | None = None
) -> Proposal:
    """Return the best split found in the time; `begin` is one to begin with, if it keeps what is settled.

    `watch` hears of the progress some times a second, and ends the search by answering False; then the best so far
    is returned. Raises a refusal for a club that makes no sense, and NoSplit where what is settled contradicts itself.
    """
    refusals.check(club)
    began, made = time.monotonic(), tables.of(club)
    split = Split(made, _first(club, begin, limits.seed))
    ended = began + limits.seconds * (1 - FOR_THE_BOUND)
    steps = limits.steps or steps_in(limits.seconds, len(club.drivers))

    def heard(step: int, points: float, teams: NDArray[np.int64]) -> bool:
        now = time.monotonic()
        told = Progress(step, steps, now - began, points, lambda: named(made, teams))
        return watch(told) and now < ended

    heard(0, split.total, split.team.copy())
    best, gone = search.anneal(split, steps=steps, seed=limits.seed, go_on=heard)
    found = named(made, best)
    left = max(0.1, began + limits.seconds - time.monotonic())
    least = bounds.bound(made, seconds=left / 2)
    measures = measuring.of_all(club, found)
    return Proposal(found, measures, min(least, measures.points), time.monotonic() - began, gone, gone == steps)


def steps_in(seconds: float, drivers: int) -> int:
    """Return how many steps are worth so many seconds; a number that hangs on no clock, so that seeds repeat."""
    return max(100, int(seconds * 1000 * PACE / (STEP_MS + DRIVER_MS * drivers)))


def _first(club: Club, begin: Sequence[Team] | None, seed: int) -> NDArray[np.int64]:
    if begin is not None:
        return numbered(club, begin)
    found = start.split(club, seed=seed)
    if found is None:
        raise NoSplit(conflicts.explain(club))
    return found


def numbered(club: Club, teams: Sequence[Team]) -> NDArray[np.int64]:
    """Return the number of each driver's team. Raises UnknownChoice for teams that are not all of the club."""
    numbers = {team: number for number, team in enumerate(club.frame_ids)}
    where = {driver: numbers[team.id] for team in teams if team.id in numbers for driver in team.drivers}
    if missing := [one.name for one in club.drivers if one.id not in where]:
        raise refusals.UnknownChoice(what=missing[0], field="teams")
    return np.array([where[one.id] for one in club.drivers])


def named(made: Tables, teams: NDArray[np.int64]) -> tuple[Team, ...]:
    """Return the teams, each with the slot and the car that cost least for who is in it."""
    club, split = made.club, Split(made, teams)
    slots = (split.hour_points(split.all_once, split.all_twice) + split.slots).argmin(1)
    cars = split.cars.argmin(1)
    return tuple(
        Team(
            team,
            club.slots[slots[number]].id,
            club.cars[cars[number]].id,
            tuple(club.drivers[one].id for one in np.flatnonzero(teams == number)),
        )
        for number, team in enumerate(club.frame_ids)
    )
