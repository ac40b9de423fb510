"""The standings of a series: published results of its rounds, by class, as points."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lineup.domains.racing import result_tables, series
from lineup.domains.racing.models import (
    PointsAdjustment,
    RaceClass,
    RaceResults,
    RaceSession,
    ResultLine,
    Series,
    SeriesRound,
)
from lineup.domains.racing.result_files.shape import ResultStatus
from lineup.domains.racing.result_ranking import ranked
from lineup.domains.racing.series_points import Came, Score, Stood, stood

# by the id of the results, and of the race
_Lines = Mapping[Any, list[ResultLine]]
_Classes = Mapping[Any, list[str]]
# by class, and by who
_Given = defaultdict[str, defaultdict[Any, list[PointsAdjustment]]]


@dataclass(frozen=True)
class Held:
    """A race that was run: its round, and the number of the race within it where there were several."""

    round: SeriesRound
    results: RaceResults


@dataclass(frozen=True)
class Row:
    """Somebody's line: their scores in the order of the races, None where they did not come.

    `adjustments`: points that organisers gave or took off, the oldest first.
    """

    name: str
    stood: Stood
    scores: tuple[Score | None, ...]
    adjustments: tuple[PointsAdjustment, ...] = ()


@dataclass(frozen=True)
class Standings:
    """The races that were run, and for each class who stands where; classes by name."""

    held: list[Held]
    classes: list[tuple[str, list[Row]]]


def of(found: Series) -> Standings:
    """Return the standings as they are now. Seven queries, however many rounds there are."""
    return of_many([found])[found.pk]


def of_many(found: Collection[Series]) -> Mapping[UUID, Standings]:
    """Return the standings of each series as they are now, by series. Seven queries for all of them."""
    rounds = series.rounds_of(found)
    races = {one.race_id for its in rounds.values() for one in its}
    results = RaceResults.objects.filter(race__in=races, kind=RaceSession.Kind.RACE).exclude(published_at=None)
    by_race = defaultdict[UUID, list[RaceResults]](list)
    for row in results:
        by_race[row.race_id].append(row)
    lines, classes = _lines([row for its in by_race.values() for row in its]), _classes(by_race)
    given = _given(found)
    return {one.pk: _of(one, _held(rounds[one.pk], by_race), lines, classes, given[one.pk]) for one in found}


def _of(found: Series, held: list[Held], lines: _Lines, classes: _Classes, given: _Given) -> Standings:
    came, names = _came(held, lines, classes, retired_score=found.retired_score)
    return Standings(
        held, [(name, _rows(found, rows, held, names, given[name])) for name, rows in sorted(came.items())]
    )


def _rows(
    found: Series,
    came: Sequence[Came],
    held: Sequence[Held],
    names: Mapping[Any, str],
    given: Mapping[Any, Sequence[PointsAdjustment]],
) -> list[Row]:
    adjusted = {who: sum(one.points for one in its) for who, its in given.items()}
    ordered = stood(came, points=found.points, counted=found.counted, adjusted=adjusted)
    return [_row(one, held, names, given.get(one.who, ())) for one in ordered]


def _given(found: Collection[Series]) -> Mapping[UUID, _Given]:
    """By series, class and who, what was given or taken off."""
    its: Mapping[UUID, _Given] = {one.pk: defaultdict(lambda: defaultdict(list)) for one in found}
    rows = PointsAdjustment.objects.filter(series__in=its).select_related("profile")
    for row in rows.order_by("created_at", "id"):
        its[row.series_id][row.class_name][whose(row)].append(row)
    return its


def whose(one: PointsAdjustment) -> Any:
    """Return whom the points concern, as standings know them."""
    if one.participant_id is not None:
        return one.participant_id
    return (one.profile.person_id or one.profile.pk) if one.profile is not None else _folded(one.team)


def _held(rounds: Sequence[SeriesRound], results: Mapping[UUID, Sequence[RaceResults]]) -> list[Held]:
    found = [Held(one, row) for one in rounds for row in results.get(one.race_id, ())]
    return sorted(found, key=lambda one: (one.round.position, str(one.round.pk), one.results.number))


def _came(
    held: Sequence[Held], lines: _Lines, classes: _Classes, *, retired_score: bool
) -> tuple[Mapping[str, list[Came]], Mapping[Any, str]]:
    """By class where everybody came, and what they are called."""
    came, names = defaultdict[str, list[Came]](list), dict[Any, str]()
    for one in held:
        rows = {line.pk: line for line in lines[one.results.pk]}
        of_race = classes[one.round.race_id]
        for placed in ranked([result_tables.ran(line, of_race) for line in rows.values()], by_best_lap=False):
            line = rows[placed.ran.key]
            who = _who(line, is_team_race=one.round.race.is_team_race)
            if who is None or placed.ran.status == ResultStatus.NOT_STARTED:
                continue
            names.setdefault(who, line.name)
            scores = placed.ran.status == ResultStatus.FINISHED or retired_score
            came[placed.ran.class_name].append(Came(who, one.results.pk, placed.class_place if scores else None))
    return came, names


def _lines(results: Iterable[RaceResults]) -> _Lines:
    found = defaultdict[Any, list[ResultLine]](list)
    rows = ResultLine.objects.filter(results__in=[one.pk for one in results]).defer("laps")
    rows = rows.select_related("entry__participant__person", "entry__race_class__car_class")
    for line in rows.prefetch_related("drivers__profile").order_by("position"):
        found[line.results_id].append(line)
    return found


def _classes(races: Iterable[UUID]) -> _Classes:
    found = defaultdict[Any, list[str]](list)
    rows = RaceClass.objects.filter(race__in=list(races)).select_related("car_class")
    for row in rows.order_by("position"):
        found[row.race_id].append(str(row))
    return found


def _who(line: ResultLine, *, is_team_race: bool) -> Any:
    """Who scores: a person by who they are; a team by its name, which one made for a single race keeps in the next."""
    if line.entry is not None:
        is_person = getattr(line.entry.participant, "person", None) is not None
        return line.entry.participant_id if is_person else _folded(line.entry.name)
    drivers = list(line.drivers.all())
    profile = drivers[0].profile if len(drivers) == 1 and not (is_team_race and line.team) else None
    if profile is not None:
        return profile.person_id or profile.pk
    return _folded(line.name) or None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _row(one: Stood, held: Sequence[Held], names: Mapping[Any, str], adjustments: Sequence[PointsAdjustment]) -> Row:
    by_race = {score.came.round: score for score in one.scores}
    return Row(names[one.who], one, tuple(by_race.get(race.results.pk) for race in held), tuple(adjustments))
