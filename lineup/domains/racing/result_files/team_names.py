"""Teams that a file of results names by their ids in the simulator, with who drove for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lineup.domains.racing.result_files import acc, iracing
from lineup.domains.racing.result_files.fields import Part
from lineup.domains.racing.result_files.opening import opened
from lineup.domains.racing.result_files.refusals import NoTeams, TeamsWithoutId, TooManyOf, UnknownFormat
from lineup.domains.racing.result_files.shape import Source

MOST_TEAMS = 100


@dataclass(frozen=True)
class NamedTeam:
    """A team of a file: its id as the simulator writes it, its name, what it drove, the ids of its drivers."""

    external_id: str
    name: str
    car: str = ""
    drivers: tuple[str, ...] = ()


@dataclass
class _Found:
    name: str
    car: str
    drivers: list[str] = field(default_factory=list)


def read(content: bytes) -> tuple[Source, list[NamedTeam]]:
    """Return which simulator wrote the file, and its teams, those of the last race first; each once.

    A driver stands with the first team that names them. Raises an UnreadableResults, and nothing else.
    """
    said = opened(content)
    if acc.looks_so(said):
        raise TeamsWithoutId
    if not iracing.looks_so(said):
        raise UnknownFormat
    found = _gathered(said)
    if not found:
        raise NoTeams
    return Source.IRACING, [NamedTeam(pk, one.name, one.car, tuple(one.drivers)) for pk, one in found.items()]


def _gathered(said: Part) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    known: set[str] = set()
    for row in iracing.team_rows(said):
        pk = str(row.whole("team_id", default=0))
        if pk == "0":
            continue
        if pk not in found and len(found) == MOST_TEAMS:
            raise TooManyOf(part="team_id", most=MOST_TEAMS)
        team = found.setdefault(pk, _Found(row.text("display_name", most=iracing.LONGEST_NAME, default=""), ""))
        team.car = team.car or iracing.car_name(row)
        team.drivers += _new(row, known)
    return found


def _new(row: Part, known: set[str]) -> Iterator[str]:
    for driver in iracing.drivers(row):
        if driver.platform_id and driver.platform_id not in known:
            known.add(driver.platform_id)
            yield driver.platform_id
