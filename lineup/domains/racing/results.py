"""Results of a race: read out of a simulator's file, corrected, published and taken back."""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import offerings
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import entry_rights, entry_states, race_entries, result_matching, results_told
from lineup.domains.racing.entry_states import EntryAct, EntryStatus, WrongEntryStatus
from lineup.domains.racing.models import Race, RaceEntry, RaceResults, RaceSession, ResultDriver, ResultLine, SimProfile
from lineup.domains.racing.models.results import MOST_NUMBER
from lineup.domains.racing.result_files import reading
from lineup.domains.racing.result_files.shape import Line, SessionResult
from lineup.domains.racing.signup_states import WrongSignupStatus

FIELDS = ("status", "penalty_seconds", "reason", "entry")
MOST_SECONDS, LONGEST_REASON = 24 * 3600, 200
# the simulators that write the files we read, as the packaged catalogue calls them
SIMULATORS = {"acc": "acc", "iracing": "iracing"}
Status = ResultLine.Status
ORDER = {kind: place for place, kind in enumerate(("race", "qualifying", "warm_up", "practice"))}


class ResultsPublished(Refusal):
    code = "results_published"
    sentence = _("These results are published; take them back first.")


class OtherSimulatorResults(Invalid):
    code = "results_of_another_simulator"
    sentence = _("These are results of another simulator than the race's; choose another file.")
    field = "file"


class ReasonNeeded(Invalid):
    code = "result_reason_needed"
    sentence = _("Say why: everybody sees the reason beside a penalty or a disqualification.")
    field = "reason"


class EntryOfAnotherLine(Refusal):
    code = "entry_of_another_line"
    sentence = _("This entry has another line in these results; take it off there first.")
    status = 422
    field = "entry"


class EntryOfAnotherRace(Invalid):
    code = "entry_of_another_race"
    sentence = _("This entry isn't one of the race; choose one that is.")
    field = "entry"


# --- found ----------------------------------------------------------------------------------------


def of(race: Race, person: Person | None) -> list[RaceResults]:
    """Return the results that the person may see, the race first: published ones, for organisers drafts too."""
    rows = RaceResults.objects.filter(race=race)
    if not offerings.may_manage(race.event.offering, person):
        rows = rows.exclude(published_at=None)
    found = sorted(rows, key=lambda row: (ORDER[row.kind], row.number))
    for row in found:
        row.race = race
    return found


def find(race: Race, pk: Any, person: Person | None) -> RaceResults:
    """Return the results with this id that the person may see. Raises Missing."""
    for row in of(race, person):
        if str(row.pk) == str(pk):
            return row
    raise Missing


def lines(results: RaceResults) -> "QuerySet[ResultLine]":
    """Return the lines with their entries and drivers, in the order of the file."""
    rows = ResultLine.objects.filter(results=results).select_related(
        "entry__participant__team", "entry__race_class__car_class", "entry__car__car"
    )
    return rows.prefetch_related("drivers__profile").order_by("position")


def find_line(results: RaceResults, pk: Any) -> ResultLine:
    """Return the line of these results with this id. Raises Missing."""
    try:
        found = lines(results).get(pk=pk)
    except (ResultLine.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.results = results
    return found


def without_line(results: RaceResults) -> list[RaceEntry]:
    """Return the entries that could have raced and are in none of the lines, by number."""
    here = ResultLine.objects.filter(results=results, entry__isnull=False).values("entry")
    rows = entry_rights.of(results.race).filter(status__in=entry_states.SHOWN)
    return list(rows.exclude(pk__in=here))


# --- read out of a file ---------------------------------------------------------------------------


@transaction.atomic
def import_file(race: Race, content: bytes, *, kind: str, number: int = 1, by: Actor, at: datetime) -> RaceResults:
    """Return the results of this session out of the file, as a draft in place of the one before.

    The same file again changes nothing. Raises UnreadableResults, OtherSimulatorResults, ResultsPublished,
    UnknownChoice, OutOfRange.
    """
    kind = inputs.choice(kind, RaceSession.Kind.values, field="kind")
    number = inputs.number(number, field="number", least=1, most=MOST_NUMBER)
    said = reading.read_session(content, kind)
    _check_simulator(race, said)
    race_entries.lock_race(race)
    digest = hashlib.sha256(content).hexdigest()
    made = RaceResults.objects.filter(race=race, kind=kind, number=number).first()
    if made is not None and made.sha256 == digest:
        made.race = race
        return made
    if made is not None and made.published_at is not None:
        raise ResultsPublished
    made = made or RaceResults(race=race, kind=kind, number=number)
    made.source, made.track, made.sha256 = said.source, said.track, digest
    made.imported_by, made.imported_at, made.race = by.person, at, race
    made.save()
    made.lines.all().delete()
    _keep(made, said.lines)
    _record(made, "results.import", by, at, lines=len(said.lines))
    return made


def _check_simulator(race: Race, said: SessionResult) -> None:
    slug = race.simulator.slug
    if slug in SIMULATORS.values() and SIMULATORS[said.source] != slug:
        raise OtherSimulatorResults


def _keep(results: RaceResults, said: Sequence[Line]) -> None:
    race = results.race
    known = result_matching.profiles(race.simulator, (one.platform_id for line in said for one in line.drivers))
    found = result_matching.matched(said, result_matching.entries_of(race), known)
    rows = [
        ResultLine(
            results=results,
            position=place,
            number=line.number,
            team=line.team,
            class_name=line.class_name,
            entry=found.get(place),
            laps_done=line.laps_done,
            total_ms=line.total_ms,
            best_lap_ms=line.best_lap_ms,
            laps_led=line.laps_led,
            status=line.status,
            laps=[[lap.ms, lap.driver, lap.is_valid] for lap in line.laps],
            imposed=[asdict(one) for one in line.penalties],
        )
        for place, line in enumerate(said)
    ]
    ResultLine.objects.bulk_create(rows)
    ResultDriver.objects.bulk_create(
        ResultDriver(
            line=row,
            position=place,
            platform_id=one.platform_id,
            name=one.name,
            profile=known.get(one.platform_id),
        )
        for row, line in zip(rows, said, strict=True)
        for place, one in enumerate(line.drivers)
    )


# --- corrected ------------------------------------------------------------------------------------


@transaction.atomic
def correct(line: ResultLine, *, by: Actor, at: datetime, **values: Any) -> ResultLine:
    """Set the given FIELDS; of published results who is disqualified now is so in the race too.

    Raises ReasonNeeded, EntryOfAnotherLine, EntryOfAnotherRace, UnknownChoice, OutOfRange, TooLong, Unstorable.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a line of results: {sorted(unknown)}")
    results = line.results
    race_entries.lock_race(results.race)
    for name, value in _checked(line, values).items():
        setattr(line, name, value)
    if (line.penalty_seconds or line.status == Status.DISQUALIFIED) and not line.reason:
        raise ReasonNeeded
    line.save(update_fields=list(values))
    facts = {"car": line.number, "status": line.status, "seconds": line.penalty_seconds}
    _record(results, "results.correct", by, at, **facts)
    if results.published_at is not None:
        _move_on(results, [line], by, at)
    return line


def _checked(line: ResultLine, values: dict[str, Any]) -> dict[str, Any]:
    checked = dict(values)
    if "status" in values:
        checked["status"] = inputs.choice(values["status"], Status.values, field="status")
    if "penalty_seconds" in values:
        seconds = values["penalty_seconds"] or 0
        checked["penalty_seconds"] = inputs.number(seconds, field="penalty_seconds", least=0, most=MOST_SECONDS)
    if "reason" in values:
        checked["reason"] = inputs.line(values["reason"] or "", field="reason", most=LONGEST_REASON)
    if values.get("entry") is not None:
        _check_entry(line, values["entry"])
    return checked


def _check_entry(line: ResultLine, entry: RaceEntry) -> None:
    if entry.race_id != line.results.race_id:
        raise EntryOfAnotherRace
    if ResultLine.objects.filter(results=line.results, entry=entry).exclude(pk=line.pk).exists():
        raise EntryOfAnotherLine


# --- published ------------------------------------------------------------------------------------


@transaction.atomic
def publish(results: RaceResults, *, by: Actor, at: datetime) -> RaceResults:
    """Let everybody who sees the event see the results; entries that raced, or were disqualified, are so from now on.

    Who drove the race hears of it, once. Drivers whose id nobody claimed yet get a profile that whoever adds it later
    takes over, with these results.
    """
    race = results.race
    race_entries.lock_race(race)
    results.refresh_from_db(fields=["published_at"])
    if results.published_at is not None:
        return results
    results.published_at = at
    results.save(update_fields=["published_at"])
    _know_drivers(results, at)
    _move_on(results, list(lines(results)), by, at)
    if results.kind == RaceSession.Kind.RACE:
        results_told.published(results, by=by, at=at)
    _record(results, "results.publish", by, at)
    return results


def _know_drivers(results: RaceResults, at: datetime) -> None:
    simulator = results.race.simulator
    rows = list(ResultDriver.objects.filter(line__results=results, profile=None).exclude(platform_id=""))
    known = result_matching.profiles(simulator, (row.platform_id for row in rows))
    fresh = {row.platform_id: row.name for row in rows if row.platform_id not in known}
    SimProfile.objects.bulk_create(
        [SimProfile(simulator=simulator, platform_id=pk, name=name or pk, created_at=at) for pk, name in fresh.items()],
        # somebody may have added theirs in this moment
        ignore_conflicts=True,
    )
    known = result_matching.profiles(simulator, (row.platform_id for row in rows))
    for row in rows:
        row.profile = known.get(row.platform_id)
    ResultDriver.objects.bulk_update(rows, ["profile"])


def _move_on(results: RaceResults, rows: Sequence[ResultLine], by: Actor, at: datetime) -> None:
    """Entries of the race follow their lines, where their table of moves lets them."""
    if results.kind != RaceSession.Kind.RACE:
        return
    for row in rows:
        act = EntryAct.DISQUALIFY if row.status == Status.DISQUALIFIED else EntryAct.FINISH
        if row.entry is None or row.status == Status.NOT_STARTED or row.entry.status not in MOVES[act]:
            continue
        row.entry.race = results.race
        # somebody of the line-up may stand elsewhere by now: then the organiser moves the entry by hand
        with contextlib.suppress(WrongEntryStatus, WrongSignupStatus):
            race_entries.move(row.entry, act, by=by, at=at, in_results=True)


MOVES = {
    EntryAct.FINISH: (EntryStatus.CONFIRMED,),
    EntryAct.DISQUALIFY: (EntryStatus.CONFIRMED, EntryStatus.RACED),
}


@transaction.atomic
def take_back(results: RaceResults, *, by: Actor, at: datetime) -> RaceResults:
    """Let the results be a draft again; entries stay where they are: the race was run."""
    if RaceResults.objects.filter(pk=results.pk).exclude(published_at=None).update(published_at=None):
        results.published_at = None
        _record(results, "results.take_back", by, at)
    return results


@transaction.atomic
def remove(results: RaceResults, *, by: Actor, at: datetime) -> None:
    """Delete a draft. Raises ResultsPublished."""
    race_entries.lock_race(results.race)
    results.refresh_from_db(fields=["published_at"])
    if results.published_at is not None:
        raise ResultsPublished
    _record(results, "results.remove", by, at)
    results.delete()


def _record(results: RaceResults, action: str, by: Actor, at: datetime, **facts: object) -> None:
    offering = results.race.event.offering
    metadata = {"session": results.kind, "number": results.number, **facts}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
