"""People moved by hand, and what that makes better or worse; what is locked; two proposals compared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from lineup.domains.racing.formation import measuring
from lineup.domains.racing.formation.club import Club, Frame, Measures, Team
from lineup.domains.racing.formation.refusals import UnknownChoice


@dataclass(frozen=True)
class Difference:
    """How a measure changes, and whether that is better; fewer are better in all of them."""

    measure: str
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        return self.after < self.before


@dataclass(frozen=True)
class Comparison:
    """What differs between two proposals: measures of all, and of each driver who is elsewhere the two teams."""

    differences: tuple[Difference, ...]
    moved: Mapping[str, tuple[str, str]]


def moved(teams: Sequence[Team], driver: str, to: str) -> tuple[Team, ...]:
    """Return the teams with the driver in another; slots and cars stay. Sizes are the manager's to watch."""
    _known(teams, driver, to)
    without = [replace(team, drivers=tuple(one for one in team.drivers if one != driver)) for team in teams]
    return tuple(replace(one, drivers=(*one.drivers, driver)) if one.id == to else one for one in without)


def swapped(teams: Sequence[Team], one: str, other: str) -> tuple[Team, ...]:
    """Return the teams with two drivers in each other's place."""
    where = {driver: team.id for team in teams for driver in team.drivers}
    for driver in (one, other):
        if driver not in where:
            raise UnknownChoice(what=driver, field="drivers")
    return moved(moved(teams, one, where[other]), other, where[one])


def _known(teams: Sequence[Team], driver: str, to: str) -> None:
    if all(driver not in team.drivers for team in teams):
        raise UnknownChoice(what=driver, field="drivers")
    if all(team.id != to for team in teams):
        raise UnknownChoice(what=to, field="teams")


def locked(
    teams: Sequence[Team],
    *,
    drivers: Collection[str] = (),
    slots: Collection[str] = (),
    cars: Collection[str] = (),
    whole: Collection[str] = (),
) -> tuple[Frame, ...]:
    """Return the frames of another search: these drivers stay, these teams keep slot or car, `whole` teams keep all."""
    return tuple(
        Frame(
            team.id,
            team.slot if team.id in {*slots, *whole} else None,
            team.car if team.id in {*cars, *whole} else None,
            tuple(one for one in team.drivers if one in drivers or team.id in whole),
        )
        for team in teams
    )


def compared(club: Club, before: Sequence[Team], after: Sequence[Team]) -> Comparison:
    """Return what is better and worse in the second split, measure by measure, and who moved."""
    old, new = measuring.of_all(club, before), measuring.of_all(club, after)
    names = [one.name for one in fields(Measures)]
    pairs = [Difference(name, float(getattr(old, name)), float(getattr(new, name))) for name in names]
    was = {driver: team.id for team in before for driver in team.drivers}
    now = {driver: team.id for team in after for driver in team.drivers}
    elsewhere = {driver: (was[driver], team) for driver, team in now.items() if was.get(driver, team) != team}
    return Comparison(tuple(one for one in pairs if one.before != one.after), elsewhere)
