"""What a split costs and why, for one team and for all: the figures that the search adds up, from people and hours.

Nothing of the search's arrays is used, so that moving people by hand and the solver's claim are measured by one thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from statistics import fmean, pstdev

from lineup.domains.racing.formation.club import Bond, Car, Club, Driver, Measures, Slot, Team, Tie
from lineup.domains.racing.stints.windows import Window, joined, within


@dataclass(frozen=True)
class Bar:
    """A bin of the coverage bar: from when, and how many can drive in all of it."""

    starts_at: datetime
    drivers: int


@dataclass(frozen=True)
class Missed:
    """A wish that failed: `what` is slot, car, absent, together or apart; in the teams `better` it would not have."""

    what: str
    driver: str
    tie: Tie | None = None
    better: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Of one team: its bar, its measures, and whose wish failed."""

    team: Team
    bar: tuple[Bar, ...]
    measures: Measures
    missed: tuple[Missed, ...]


def bar(club: Club, team: Team) -> tuple[Bar, ...]:
    """Return how many of the team can drive in each bin of its slot."""
    slot, people = _slot(club, team.slot), _people(club, team)
    step = timedelta(minutes=club.bin_minutes)
    free = [joined(one.windows) for one in people]
    found, begins = [], slot.starts_at
    while begins < slot.ends_at:
        ends = min(begins + step, slot.ends_at)
        found.append(Bar(begins, sum(_all_of(own, begins, ends) for own in free)))
        begins += step
    return tuple(found)


def _all_of(own: Sequence[Window], begins: datetime, ends: datetime) -> bool:
    return any(one.starts_at <= begins and ends <= one.ends_at for one in own)


def of_team(club: Club, team: Team) -> Measures:
    """Return the measures of one team, without its ties."""
    people, slot, weights = _people(club, team), _slot(club, team.slot), club.weights
    bars = bar(club, team)
    bare, thin = (sum(one.drivers == count for one in bars) * club.bin_minutes for count in (0, 1))
    misses = sum(_misses_slot(one, slot) for one in people)
    absent = sum(_is_absent(one, slot) for one in people)
    steps = sum(_steps(one, team.car) for one in people)
    points = bare / 60 * weights.uncovered_hour + thin / 60 * weights.thin_hour
    points += misses * weights.slot + absent * weights.absent + steps * weights.car
    points += weights.balance * _distance(club, people) ** 2
    points += weights.size * (len(people) - club.sizes.best) ** 2
    spread = max(one.rating for one in people) - min(one.rating for one in people)
    return Measures(points, bare, thin, misses, absent, steps, spread)


def _distance(club: Club, people: Sequence[Driver]) -> float:
    """How far the team's mean rating is from that of all, in standard deviations of all."""
    ratings = [one.rating for one in club.drivers]
    deviation = pstdev(ratings)
    return (fmean(one.rating for one in people) - fmean(ratings)) / deviation if deviation else 0.0


def of_all(club: Club, teams: Sequence[Team]) -> Measures:
    """Return the measures of a split."""
    each = [of_team(club, team) for team in teams]
    means = [fmean(one.rating for one in _people(club, team)) for team in teams]
    failed = [tie for tie in club.ties if fails(tie, teams)]
    pairs = sum(_weight(club, tie) * failed_pairs(tie, teams) for tie in club.ties)
    return Measures(
        points=sum(one.points for one in each) + pairs,
        uncovered_minutes=sum(one.uncovered_minutes for one in each),
        thin_minutes=sum(one.thin_minutes for one in each),
        slot_misses=sum(one.slot_misses for one in each),
        absent=sum(one.absent for one in each),
        car_steps=sum(one.car_steps for one in each),
        rating_spread=max(means) - min(means),
        failed_ties=len(failed),
    )


def fails(tie: Tie, teams: Sequence[Team]) -> bool:
    return failed_pairs(tie, teams) > 0


def failed_pairs(tie: Tie, teams: Sequence[Team]) -> int:
    """Return how many pairs of the tie are not as it wants them."""
    where = {driver: team.id for team in teams for driver in team.drivers}
    pairs = combinations(dict.fromkeys(tie.drivers), 2)
    return sum((where.get(one) == where.get(two)) != (tie.bond == Bond.TOGETHER) for one, two in pairs)


def _weight(club: Club, tie: Tie) -> float:
    return club.weights.tie * (5 if tie.must else 1)


def explained(club: Club, teams: Sequence[Team]) -> tuple[Explanation, ...]:
    """Return of each team how its race is covered, how even it is, and whose wish failed; with where it would not."""
    return tuple(Explanation(team, bar(club, team), of_team(club, team), _missed(club, team, teams)) for team in teams)


def _missed(club: Club, team: Team, teams: Sequence[Team]) -> tuple[Missed, ...]:
    found, slot = [], _slot(club, team.slot)
    for one in _people(club, team):
        others = [other for other in teams if other.id != team.id]
        if _is_absent(one, slot):
            found.append(Missed("absent", one.id, better=_where(club, one, others)))
        elif _misses_slot(one, slot):
            found.append(Missed("slot", one.id, better=_where(club, one, others)))
        if steps := _steps(one, team.car):
            better = tuple(other.id for other in others if _steps(one, other.car) < steps)
            found.append(Missed("car", one.id, better=better))
    for tie in club.ties:
        if fails(tie, teams):
            found += [Missed(tie.bond.value, one, tie) for one in tie.drivers if one in team.drivers]
    return tuple(found)


def _where(club: Club, driver: Driver, teams: Sequence[Team]) -> tuple[str, ...]:
    fine = (team for team in teams if not _misses_slot(driver, slot := _slot(club, team.slot)) and slot)
    return tuple(team.id for team in fine if not _is_absent(driver, _slot(club, team.slot)))


def _people(club: Club, team: Team) -> list[Driver]:
    members = set(team.drivers)
    return [one for one in club.drivers if one.id in members]


def _slot(club: Club, wanted: str) -> Slot:
    return next(one for one in club.slots if one.id == wanted)


def car_named(club: Club, wanted: str) -> Car:
    return next(one for one in club.cars if one.id == wanted)


def _misses_slot(driver: Driver, slot: Slot) -> bool:
    return bool(driver.slots) and slot.id not in driver.slots


def _is_absent(driver: Driver, slot: Slot) -> bool:
    return not within(driver.windows, slot.starts_at, slot.ends_at)


def _steps(driver: Driver, car: str) -> int:
    return driver.cars.index(car) if car in driver.cars else len(driver.cars)
