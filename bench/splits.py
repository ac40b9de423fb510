"""Simple ways to make teams, to measure the search against."""

import random
from collections.abc import Sequence

import numpy as np

from lineup.domains.racing.formation import proposing, tables
from lineup.domains.racing.formation.club import Club, Team


def at_random(club: Club, seed: int = 1) -> tuple[Team, ...]:
    """Draw teams out of a hat."""
    order = list(range(len(club.drivers)))
    random.Random(seed).shuffle(order)
    return _named(club, [order[number :: club.teams] for number in range(club.teams)])


def snake(club: Club) -> tuple[Team, ...]:
    """Deal from the best to the weakest, forwards and backwards in turn."""
    order = sorted(range(len(club.drivers)), key=lambda one: -club.drivers[one].rating)
    teams: list[list[int]] = [[] for _ in range(club.teams)]
    for number, one in enumerate(order):
        row, column = divmod(number, club.teams)
        teams[column if row % 2 == 0 else club.teams - 1 - column].append(one)
    return _named(club, teams)


def greedy(club: Club) -> tuple[Team, ...]:
    """As the older system did: begin with somebody, add who shares the most hours with those already there."""
    made = tables.of(club)
    hours = np.bitwise_count(made.free[:, None] & made.free[None, :]).sum((2, 3), dtype=np.int64)
    left, teams = list(range(len(club.drivers))), []
    for number in range(club.teams):
        team = [left.pop(0)]
        size = (len(left) + 1) // (club.teams - number)
        while len(team) < size and left:
            team.append(left.pop(int(np.argmax(hours[np.ix_(team, left)].sum(0)))))
        teams.append(team)
    return _named(club, teams)


def _named(club: Club, teams: Sequence[Sequence[int]]) -> tuple[Team, ...]:
    """Give each team the slot and car that cost least, as the search does."""
    numbers = np.zeros(len(club.drivers), np.int64)
    for number, members in enumerate(teams):
        numbers[list(members)] = number
    return proposing.named(tables.of(club), numbers)
