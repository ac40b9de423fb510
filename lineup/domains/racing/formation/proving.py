"""Whether each team can drive its race: proved by a stint plan, and mended by swaps where it can't."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from lineup.domains.racing.formation import measuring, proposing, tables
from lineup.domains.racing.formation.club import Club, Proposal, Slot, Team
from lineup.domains.racing.formation.course import Course
from lineup.domains.racing.formation.search import Split
from lineup.domains.racing.formation.tables import NEVER
from lineup.domains.racing.stints import problem, refusals, solving
from lineup.domains.racing.stints.problem import Problem, Race

PARTNERS = 12


def problem_of(club: Club, team: Team, course: Course) -> Problem:
    """Return what a stint plan of the team is asked for."""
    slot = next(one for one in club.slots if one.id == team.slot)
    members = set(team.drivers)
    drivers = tuple(
        problem.Driver(
            one.id,
            one.name,
            course.lap_ms.get(one.id, course.usual_lap_ms),
            one.windows,
            turn_minutes=course.turn_minutes.get(one.id),
            rest_minutes=course.rest_minutes.get(one.id, 0),
        )
        for one in club.drivers
        if one.id in members
    )
    return Problem(_race(slot, course), drivers, course.rules)


def _race(slot: Slot, course: Course) -> Race:
    return Race(slot.starts_at, slot.minutes, course.stops)


def can_drive(club: Club, team: Team, course: Course, *, seconds: float = 2.0) -> bool | None:
    """Whether some stint plan of the team obeys the rules; None if that was not found out in the time."""
    asked = problem_of(club, team, course)
    try:
        refusals.check(asked)
    except refusals.NoHours:
        return False
    return solving.is_possible(asked, seconds=seconds)


def proved(club: Club, proposal: Proposal, course: Course, *, seconds: float = 10.0) -> Proposal:
    """Return the proposal with the proof of each team; those that can't drive are mended by swaps while time is left.

    A swap is made if both teams can drive after it, the one with the fewest points first; locked drivers stay.
    Raises the refusals of a stint plan for a course that makes no sense.
    """
    until = time.monotonic() + seconds
    teams = {team.id: team for team in proposal.teams}
    found = {team.id: can_drive(club, team, course, seconds=_left(until)) for team in proposal.teams}
    for team in [team for team, can in found.items() if can is False]:
        if mended := _mended(club, teams, team, course, until):
            teams.update(mended)
            found.update(dict.fromkeys(mended, True))
    made = tuple(teams[team.id] for team in proposal.teams)
    return replace(proposal, teams=made, measures=measuring.of_all(club, made), can_drive=found)


def _left(until: float) -> float:
    return min(2.0, max(0.05, until - time.monotonic()))


def _mended(club: Club, teams: Mapping[str, Team], wanted: str, course: Course, until: float) -> dict[str, Team] | None:
    """Return the two teams after the best swap with which both can drive."""
    made = tables.of(club)
    split = Split(made, proposing.numbered(club, tuple(teams.values())))
    number = club.frame_ids.index(wanted)
    for one, other in _partners(split, number):
        if time.monotonic() > until:
            return None
        swapped = split.team.copy()
        swapped[one], swapped[other] = split.team[other], number
        both = {club.frame_ids[number], club.frame_ids[split.team[other]]}
        after = [team for team in proposing.named(made, swapped) if team.id in both]
        if all(can_drive(club, team, course, seconds=_left(until)) for team in after):
            return {team.id: team for team in after}
    return None


def _partners(split: Split, team: int) -> Sequence[tuple[int, int]]:
    """Return the swaps of the team's members that cost least, the cheapest first."""
    found: list[tuple[float, int, int]] = []
    must = split.tables.must.any(1)
    for one in np.flatnonzero((split.team == team) & (split.tables.settled < 0) & ~must):
        changes = np.where(must, NEVER, split.swaps(int(one)))
        found += [(float(changes[other]), int(one), int(other)) for other in np.argsort(changes)[:PARTNERS]]
    return [(one, other) for change, one, other in sorted(found) if change < NEVER / 2]
