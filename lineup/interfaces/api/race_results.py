"""Results of a race: read, and for organisers read out of a file, corrected, published."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router, Status, UploadedFile
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import entry_rights, races, result_tables, results
from lineup.domains.racing.models import Race, RaceResults, ResultLine
from lineup.domains.racing.result_files import opening
from lineup.domains.racing.result_tables import Row
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

SessionSort = Literal["practice", "qualifying", "warm_up", "race"]
Ended = Literal["finished", "retired", "not_started", "disqualified"]
PATH = "/events/{slug}/race/results"
RESULTS = f"{PATH}/{{result_set}}"
LINE = f"{RESULTS}/lines/{{line}}"


class RaceResultsShown(Shown):
    """Results of a session; a draft, which organisers alone see, until `published_at`."""

    id: UUID
    kind: SessionSort
    number: int
    source: Literal["acc", "iracing"]
    track: str
    sha256: str
    imported_at: datetime
    published_at: datetime | None

    @classmethod
    def of(cls, row: RaceResults) -> Self:
        fields = ("kind", "number", "source", "track", "sha256", "imported_at", "published_at")
        return cls.made(id=row.pk, **shapes.read(row, fields))


class ResultDriverShown(Shown):
    """Who drove; `profile` is their driver profile, where it is public."""

    name: str
    profile: UUID | None


class ResultLineShown(Shown):
    """A car, the first first. Times are milliseconds; gaps are to the first of the class, in laps or in time."""

    id: UUID
    place: int | None
    class_place: int | None
    race_class: str
    number: str
    name: str
    entry: UUID | None
    drivers: list[ResultDriverShown]
    laps: int
    time_ms: int | None
    behind_laps: int | None
    behind_ms: int | None
    best_lap_ms: int | None
    laps_led: int | None
    status: Ended
    penalty_seconds: int
    reason: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the line without who drove, where a team keeps that to itself."""
        line, placed = row.line, row.placed
        drivers = line.drivers.all() if result_tables.shows_drivers(line) else ()
        return cls.made(
            id=line.pk,
            place=placed.place,
            class_place=placed.class_place,
            race_class=row.class_name,
            name=line.entry.name if line.entry else line.team,
            entry=line.entry_id,
            drivers=[_driver(one) for one in drivers],
            laps=line.laps_done,
            time_ms=placed.time_ms,
            behind_laps=placed.behind_laps,
            behind_ms=placed.behind_ms,
            **shapes.read(line, ("number", "best_lap_ms", "laps_led", "status", "penalty_seconds", "reason")),
        )


def _driver(one: Any) -> ResultDriverShown:
    profile = one.profile
    is_seen = profile is not None and profile.is_public and profile.person_id is not None
    return ResultDriverShown.made(name=one.name, profile=one.profile_id if is_seen else None)


class ResultLapShown(Shown):
    """A lap: milliseconds, null where the simulator has none; `driver` is the place in the line's drivers."""

    number: int
    ms: int | None
    driver: int
    is_valid: bool

    @classmethod
    def of(cls, row: tuple[int, Any]) -> Self:
        number, (ms, driver, is_valid) = row
        return cls.made(number=number, ms=ms, driver=driver, is_valid=is_valid)


class ResultCorrected(Sent):
    """What to change; what is left out stays. A penalty or a disqualification needs a reason."""

    status: Ended = "finished"
    penalty_seconds: int = Field(0, ge=0, le=results.MOST_SECONDS)
    reason: str = Field("", max_length=results.LONGEST_REASON)
    entry: UUID | None = None


@router.get(PATH, response=paging.Page[RaceResultsShown], auth=keys.ANYBODY, summary="List results of a race")
def find(request: HttpRequest, slug: Slug) -> Any:
    """One a session, the race first."""
    return paging.whole(results.of(_seen(request, slug), keys.person(request)), RaceResultsShown)


@router.post(PATH, response={201: RaceResultsShown}, summary="Read results out of a file")
def read(
    request: HttpRequest,
    slug: Slug,
    file: File[UploadedFile],
    kind: Form[SessionSort] = "race",
    number: Form[int] = 1,
) -> Any:
    """JSON of Assetto Corsa Competizione or iRacing, up to 20 MB: a draft, in place of the one before.

    The same file again changes nothing.
    """
    race = _kept(request, slug)
    content = file.read(opening.LARGEST_BYTES + 1)
    made = results.import_file(race, content, kind=kind, number=number, by=keys.actor(request), at=clock.now())
    return Status(201, RaceResultsShown.of(made))


@router.get(RESULTS, response=RaceResultsShown, auth=keys.ANYBODY, summary="Show results of a session")
def show(request: HttpRequest, slug: Slug, result_set: UUID) -> Any:
    """What was run, and from when everybody sees it."""
    return RaceResultsShown.of(_found(request, slug, result_set))


@router.delete(RESULTS, response={204: None}, summary="Delete a draft of results")
def remove(request: HttpRequest, slug: Slug, result_set: UUID) -> Any:
    """Published ones are taken back first."""
    results.remove(_managed(request, slug, result_set), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(f"{RESULTS}/publication", response=RaceResultsShown, summary="Publish results")
def publish(request: HttpRequest, slug: Slug, result_set: UUID) -> Any:
    """For everybody who sees the event; entries that ran have raced from now on."""
    return RaceResultsShown.of(
        results.publish(_managed(request, slug, result_set), by=keys.actor(request), at=clock.now())
    )


@router.delete(f"{RESULTS}/publication", response=RaceResultsShown, summary="Take results back")
def take_back(request: HttpRequest, slug: Slug, result_set: UUID) -> Any:
    """They are a draft again; entries stay where they are."""
    return RaceResultsShown.of(
        results.take_back(_managed(request, slug, result_set), by=keys.actor(request), at=clock.now())
    )


@router.get(
    f"{RESULTS}/lines", response=paging.Page[ResultLineShown], auth=keys.ANYBODY, summary="List cars in results"
)
def lines(request: HttpRequest, slug: Slug, result_set: UUID) -> Any:
    """From the first to the last, with gaps; at most a hundred."""
    return paging.whole(result_tables.table(_found(request, slug, result_set)), ResultLineShown)


@router.patch(LINE, response=ResultLineShown, summary="Correct a result")
def correct(request: HttpRequest, slug: Slug, result_set: UUID, line: UUID, body: ResultCorrected) -> Any:
    """How it ended, a penalty with its reason, which entry it is."""
    found = _managed(request, slug, result_set)
    row, values = results.find_line(found, line), body.model_dump(exclude_unset=True)
    if values.get("entry"):
        values["entry"] = entry_rights.find(found.race, values["entry"], keys.person(request), at=clock.now())
    results.correct(row, by=keys.actor(request), at=clock.now(), **values)
    return ResultLineShown.of(next(one for one in result_tables.table(found) if one.line.pk == row.pk))


@router.get(
    f"{LINE}/laps", response=paging.Page[ResultLapShown], auth=keys.ANYBODY, summary="List the laps of a car in results"
)
def laps(request: HttpRequest, slug: Slug, result_set: UUID, line: UUID) -> Any:
    """All of them, none where the file had none."""
    found: ResultLine = results.find_line(_found(request, slug, result_set), line)
    return paging.whole(enumerate(found.laps, 1), ResultLapShown)


def _seen(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(keys.person(request), slug=slug))


def _kept(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_managed(keys.person(request), slug=slug))


def _found(request: HttpRequest, slug: str, pk: UUID) -> RaceResults:
    return results.find(_seen(request, slug), pk, keys.person(request))


def _managed(request: HttpRequest, slug: str, pk: UUID) -> RaceResults:
    return results.find(_kept(request, slug), pk, keys.person(request))
