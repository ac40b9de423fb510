"""Results as they are shown: who came where, by class, and the laps of each car."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lineup.domains.racing import race_classes, result_laps, results
from lineup.domains.racing.models import RaceClass, RaceResults, RaceSession, ResultLine
from lineup.domains.racing.result_laps import Trace
from lineup.domains.racing.result_ranking import Placed, Ran, ranked

BY_LAPS = (RaceSession.Kind.RACE,)


@dataclass(frozen=True)
class Row:
    """A line with where it came."""

    line: ResultLine
    placed: Placed

    @property
    def class_name(self) -> str:
        return self.placed.ran.class_name


def class_of(line: ResultLine, names: Sequence[str]) -> str:
    """Return the class of the entry; of a car that is none, the one the file names, or the only one of the race."""
    if line.entry is not None:
        return str(line.entry.race_class)
    named = next((name for name in names if name.casefold() == line.class_name.casefold()), "")
    return named or (names[0] if len(names) == 1 else line.class_name)


def ran(line: ResultLine, names: Sequence[str]) -> Ran:
    """Return what the car did, with what organisers decided; `names` are those of the race's classes."""
    return Ran(
        line.pk,
        class_of(line, names),
        line.status,
        line.laps_done,
        line.total_ms,
        line.best_lap_ms,
        line.penalty_seconds * 1000,
        line.position,
    )


def table(found: RaceResults) -> list[Row]:
    """Return the lines from the first to the last, without their laps."""
    rows = {line.pk: line for line in results.lines(found).defer("laps")}
    return [Row(rows[one.ran.key], one) for one in _ranked(found, rows.values())]


def of_races(race_ids: Collection[UUID]) -> Mapping[RaceResults, list[Row]]:
    """Return the published results of the races themselves, not of their other sessions, as `table` does. Two queries.

    `laps` and drivers of the lines are not read.
    """
    lines: dict[RaceResults, list[ResultLine]] = defaultdict(list)
    published = {"results__race__in": race_ids, "results__kind__in": BY_LAPS, "results__published_at__isnull": False}
    rows = ResultLine.objects.filter(**published).defer("laps", "imposed")
    for line in rows.select_related("results", "entry__participant", "entry__race_class__car_class"):
        lines[line.results].append(line)
    names: dict[UUID, list[str]] = defaultdict(list)
    for one in RaceClass.objects.filter(race__in=race_ids).select_related("car_class").order_by("position", "id"):
        names[one.race_id].append(str(one))
    found = {}
    for results_of, of_it in sorted(lines.items(), key=lambda item: item[0].number):
        by_key = {line.pk: line for line in of_it}
        placed = ranked([ran(line, names[results_of.race_id]) for line in of_it], by_best_lap=False)
        found[results_of] = [Row(by_key[one.ran.key], one) for one in placed]
    return found


def _ranked(found: RaceResults, rows: Iterable[ResultLine]) -> list[Placed]:
    names = [str(one) for one in race_classes.of(found.race)]
    return ranked([ran(line, names) for line in rows], by_best_lap=found.kind not in BY_LAPS)


def by_class(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows of each class, the classes in the order of their first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.class_name, []).append(row)
    return list(found.items())


def traces(found: RaceResults) -> list[tuple[ResultLine, Trace]]:
    """Return the cars whose laps are known, in the order of the results, each with where it was after each lap."""
    rows = {line.pk: line for line in results.lines(found)}
    order = _ranked(found, rows.values())
    known = result_laps.traced({pk: [lap[0] for lap in line.laps] for pk, line in rows.items()})
    return [(rows[one.ran.key], known[one.ran.key]) for one in order if known[one.ran.key].positions]


def shows_drivers(line: ResultLine) -> bool:
    """Whether everybody sees who drove: not of a team that keeps its people to itself."""
    team = getattr(line.entry.participant, "team", None) if line.entry is not None else None
    return team is None or team.shows_members


def has_laps(found: RaceResults) -> bool:
    """Whether the file said the laps of the cars."""
    return ResultLine.objects.filter(results=found).exclude(laps=[]).exists()
