"""The search for a good split: all swaps and moves of one driver are weighed at once, exactly, and one is taken.

A team's points hang on its members alone: its slot and its car are the cheapest for them. So a swap changes the points
of two teams, which are worked out for every partner in one go. Which swap is taken is drawn with a heat that falls: at
first also worse ones, in the end better ones alone. The numbers drawn come from a seed, and the search ends after so
many steps: the same seed gives the same split, however fast the machine is.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lineup.domains.racing.formation.tables import NEVER, Tables

Numbers = NDArray[Any]
HOT, COLD = 30.0, 0.15


class Split:
    """Which team each driver is in, and what each team costs."""

    def __init__(self, tables: Tables, teams: Numbers):
        self.tables, self.weights = tables, tables.club.weights
        self.team = teams.astype(np.int64).copy()
        count = tables.club.teams
        self.size = np.bincount(self.team, minlength=count)
        self.slots = _sums(tables.slot_cost, self.team, count) + tables.barred_slot
        self.cars = _sums(tables.car_cost, self.team, count) + tables.barred_car
        self.rating = np.bincount(self.team, tables.rating, count)
        self.company = np.stack([tables.bond[:, self.team == one].sum(1) for one in range(count)], 1)
        shape = tables.free.shape
        # hours that one of the others covers, and that two of the others do
        self.once, self.twice = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
        self.all_once = np.zeros((count, *shape[1:]), np.uint64)
        self.all_twice = np.zeros((count, *shape[1:]), np.uint64)
        self.points = np.zeros(count)
        for one in range(count):
            self.refresh(one)

    def refresh(self, team: int) -> None:
        """Work out anew what hangs on who is in the team."""
        members = np.flatnonzero(self.team == team)
        for one in members:
            self.once[one], self.twice[one] = self._covered(members[members != one])
        self.all_once[team], self.all_twice[team] = self._covered(members)
        self.points[team] = self._team_points(team)

    def _covered(self, members: Numbers) -> tuple[Numbers, Numbers]:
        once, twice = np.zeros_like(self.all_once[0]), np.zeros_like(self.all_once[0])
        for one in members:
            twice |= once & self.tables.free[one]
            once |= self.tables.free[one]
        return once, twice

    def _team_points(self, team: int) -> float:
        hours = self.hour_points(self.all_once[team][None], self.all_twice[team][None])[0]
        found = (hours + self.slots[team]).min() + self.cars[team].min()
        return float(found + self.mean_points(self.rating[team], self.size[team]) + self.size_points(self.size[team]))

    def hour_points(self, once: Numbers, twice: Numbers) -> Numbers:
        """Return what hours without and with one driver cost, for many sets of hours, by slot."""
        bins = self.tables.bins
        bare = np.bitwise_count(bins & ~once).sum(-1, dtype=np.int64)
        thin = np.bitwise_count(bins & once & ~twice).sum(-1, dtype=np.int64)
        hours = self.tables.hours
        return bare * (self.weights.uncovered_hour * hours) + thin * (self.weights.thin_hour * hours)  # type: ignore[no-any-return]

    def mean_points(self, rating: Any, size: Any) -> Any:
        return self.weights.balance * (rating / np.maximum(size, 1)) ** 2

    def size_points(self, size: Any) -> Any:
        return self.weights.size * (size - self.tables.club.sizes.best) ** 2

    @property
    def total(self) -> float:
        """Return the points of all teams, and of ties: together costs less than nothing, and so all may."""
        return float(self.points.sum() + self._ties())

    def _ties(self) -> float:
        return float(self.company[np.arange(len(self.team)), self.team].sum() / 2)

    @property
    def broken_musts(self) -> int:
        """Return how many pairs are in one team that must not be, or are not that must."""
        same = self.team[:, None] == self.team[None, :]
        bond, must = self.tables.bond, self.tables.must
        return int((must & ((bond > 0) & same | (bond < 0) & ~same)).sum() // 2)

    # what changes

    def swaps(self, one: int) -> Numbers:
        """Return by how much the points change if this driver swaps with each other; NEVER where that is no swap."""
        tables, mine = self.tables, int(self.team[one])
        theirs = self.team
        here = self._with(self.once[one], self.twice[one], tables.free)
        there = self._with(self.once, self.twice, tables.free[one])
        sizes, shift = self.size, tables.rating - tables.rating[one]
        slots = tables.slot_cost - tables.slot_cost[one]
        cars = tables.car_cost - tables.car_cost[one]
        here_points = (here + (self.slots[mine] + slots)).min(1) + (self.cars[mine] + cars).min(1)
        there_points = (there + (self.slots[theirs] - slots)).min(1) + (self.cars[theirs] - cars).min(1)
        means = self.mean_points(self.rating[mine] + shift, sizes[mine])
        means += self.mean_points(self.rating[theirs] - shift, sizes[theirs])
        change = here_points + there_points + means + self.size_points(sizes[mine]) + self.size_points(sizes[theirs])
        change -= self.points[mine] + self.points[theirs]
        everybody = np.arange(len(theirs))
        change += self.company[one, theirs] - self.company[one, mine]
        change += self.company[:, mine] - self.company[everybody, theirs] - 2 * tables.bond[one]
        change[(theirs == mine) | (tables.settled >= 0)] = NEVER
        return change  # type: ignore[no-any-return]

    def _with(self, once: Numbers, twice: Numbers, free: Numbers) -> Numbers:
        return self.hour_points(once | free, twice | (once & free))

    def moves(self, one: int) -> Numbers:
        """Return by how much the points change if this driver moves to each team; NEVER where it is full or theirs."""
        tables, mine, sizes = self.tables, int(self.team[one]), self.size
        own = self.hour_points(self.once[one][None], self.twice[one][None])[0]
        here = (own + self.slots[mine] - tables.slot_cost[one]).min() + (self.cars[mine] - tables.car_cost[one]).min()
        here += self.mean_points(self.rating[mine] - tables.rating[one], sizes[mine] - 1)
        here += self.size_points(sizes[mine] - 1) - self.points[mine]
        there = (self._with(self.all_once, self.all_twice, tables.free[one]) + self.slots + tables.slot_cost[one]).min(
            1
        )
        there += (self.cars + tables.car_cost[one]).min(1)
        there += self.mean_points(self.rating + tables.rating[one], sizes + 1) + self.size_points(sizes + 1)
        change = there - self.points + here + self.company[one] - self.company[one, mine]
        change[sizes >= tables.club.sizes.most] = NEVER
        change[mine] = NEVER
        if sizes[mine] <= tables.club.sizes.least:
            change[:] = NEVER
        return change  # type: ignore[no-any-return]

    def put(self, one: int, team: int) -> None:
        """Put the driver into the team, without working the teams out anew."""
        tables, mine = self.tables, int(self.team[one])
        for sign, where in ((-1, mine), (1, team)):
            self.size[where] += sign
            self.slots[where] += sign * tables.slot_cost[one]
            self.cars[where] += sign * tables.car_cost[one]
            self.rating[where] += sign * tables.rating[one]
            self.company[:, where] += sign * tables.bond[:, one]
        self.team[one] = team

    def swap(self, one: int, other: int) -> None:
        mine, theirs = int(self.team[one]), int(self.team[other])
        self.put(one, theirs)
        self.put(other, mine)
        self.refresh(mine)
        self.refresh(theirs)

    def move(self, one: int, team: int) -> None:
        mine = int(self.team[one])
        self.put(one, team)
        self.refresh(mine)
        self.refresh(team)


def _sums(costs: Numbers, team: Numbers, count: int) -> Numbers:
    found = np.zeros((count, costs.shape[1]))
    np.add.at(found, team, costs)
    return found


def anneal(split: Split, *, steps: int, seed: int, go_on: Callable[[int, float, Numbers], bool]) -> tuple[Numbers, int]:
    """Return the best split met in so many steps that breaks no must, and how many steps were gone.

    `go_on` hears, every now and then, the step, the points and the teams of the best so far, and may end the search.
    """
    random = np.random.default_rng(seed)
    movable = np.flatnonzero(split.tables.settled < 0)
    best, least = split.team.copy(), split.total if not split.broken_musts else np.inf
    if len(movable) < 2 or split.tables.club.teams < 2:
        return best, 0
    points, resizes = split.total, split.tables.club.sizes.least < split.tables.club.sizes.most
    for step in range(steps):
        heat = HOT * (COLD / HOT) ** (step / steps)
        points += _step(split, int(random.choice(movable)), heat, random, resizes=resizes and step % 4 == 0)
        if points < least - 1e-6 and not split.broken_musts:
            best, least = split.team.copy(), points
        if step % 100 == 99:
            points = split.total
            if not go_on(step + 1, least, best):
                return best, step + 1
    return best, steps


def _step(split: Split, one: int, heat: float, random: np.random.Generator, *, resizes: bool) -> float:
    """Draw a change by its points and the heat, with staying as one of them; return by how much the points change."""
    swaps = split.swaps(one)
    changes = np.concatenate([[0.0], swaps, split.moves(one)]) if resizes else np.concatenate([[0.0], swaps])
    # the one with the least of (points - heat x Gumbel) is drawn with the probability of Boltzmann
    drawn = int(np.argmin(changes - heat * random.gumbel(size=len(changes))))
    if drawn == 0 or changes[drawn] >= NEVER / 2:
        return 0.0
    if drawn <= len(swaps):
        split.swap(one, drawn - 1)
    else:
        split.move(one, drawn - 1 - len(swaps))
    return float(changes[drawn])
