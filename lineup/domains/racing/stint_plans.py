"""Stint plans of an entry: read, changed by hand, put into force; every version is kept.

`stint_searching` finds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import entry_rights, plans_told, stint_problems
from lineup.domains.racing.models import EntrySeat, PlanDriver, PlannedStint, RaceEntry, StintPlan, WaivedFault
from lineup.domains.racing.stints import checker, problem, timing
from lineup.domains.racing.stints import plan as plans

MOST_VERSIONS = 200
LONGEST_NOTE = 4000
Status = StintPlan.Status
# what a plan wishes besides the rules of the race
WISHES = ("litres_per_lap", "stint_laps", "turn_stints", "long_rest_minutes", "shares_nights")


class PlanHidden(Forbidden):
    code = "plan_hidden"
    sentence = _("A stint plan is for those who drive it alone; ask who looks after the entry.")


class TooManyVersions(Refusal):
    code = "too_many_plans"
    sentence = _("At most %(most)s versions of a plan are kept, and these are there.")


class NothingPlanned(Refusal):
    code = "plan_not_ready"
    sentence = _("There are no stints in this version; choose one that is ready.")


class NotADriver(Invalid):
    code = "not_a_driver"
    sentence = _("Stint %(stint)s is given to somebody who isn't in this plan; choose one of its drivers.")
    field = "driver"


class DoesNotFit(Invalid):
    code = "plan_does_not_fit"
    sentence = _("With these drivers the race takes another number of stints: lock who must drive, and propose anew.")
    field = "driver"


@dataclass(frozen=True)
class Said:
    """What somebody says of a stint by hand; drivers and spotters are sign-ups."""

    number: int
    driver: Any
    spotter: Any = None
    is_locked: bool = False


@dataclass(frozen=True)
class Judged:
    """What a stored plan is worth today: its problem, its stints, and every rule that they break.

    `waived`: what of it is broken knowingly, and counts as no fault. `gone`: the names of those whom it plans with and
    who sit in the entry no more.
    """

    problem: problem.Problem
    stints: tuple[plans.Stint, ...]
    faults: tuple[checker.Broken, ...] = ()
    gone: tuple[str, ...] = ()
    measures: plans.Measures | None = None
    waived: tuple[tuple[checker.Broken, WaivedFault], ...] = ()


# --- seen -----------------------------------------------------------------------------------------


def may_read(entry: RaceEntry, person: Person | None, *, at: datetime) -> bool:
    """Whether the person reads the plans: who sits in the entry, looks after it, or organises the race."""
    if entry_rights.may_change(entry, person, at=at):
        return True
    return bool(person and entry.seats.filter(signup__person=person).exists())


def check_may_read(entry: RaceEntry, person: Person | None, *, at: datetime) -> None:
    """Raise PlanHidden for who may not read the plans of the entry."""
    if not may_read(entry, person, at=at):
        raise PlanHidden


def of(entry: RaceEntry) -> "QuerySet[StintPlan]":
    """Return the versions of the plan, the newest first."""
    return StintPlan.objects.filter(entry=entry).select_related("created_by", "based_on").order_by("-version")


def find(entry: RaceEntry, version: int) -> StintPlan:
    """Return this version of the plan. Raises Missing."""
    try:
        return _at_hand(of(entry).get(version=version), entry)
    except StintPlan.DoesNotExist:
        raise Missing from None


def newest(entry: RaceEntry) -> StintPlan | None:
    """Return the plan that holds, else the newest version, or None."""
    found = of(entry).order_by("-is_current", "-version").first()
    return _at_hand(found, entry) if found else None


def _at_hand(plan: StintPlan, entry: RaceEntry) -> StintPlan:
    plan.entry = entry
    if plan.based_on:
        plan.based_on.entry = entry
    return plan


def judged(plan: StintPlan) -> Judged:
    """Return what the plan is worth with the hours that its drivers say today."""
    asked, stints = stint_problems.of(plan), stint_problems.drawn(plan)
    if not stints:
        return Judged(asked, ())
    broken, let_go = checker.check(asked, stints), _let_go(plan)
    faults = tuple(one for one in broken if one.key not in let_go)
    waived = tuple((one, let_go[one.key]) for one in broken if one.key in let_go)
    return Judged(asked, stints, faults, _gone(plan), plans.measured(asked, stints), waived)


def _let_go(plan: StintPlan) -> Mapping[str, WaivedFault]:
    rows = WaivedFault.objects.filter(entry=plan.entry_id).select_related("waived_by")
    return {row.fault: row for row in rows}


def _gone(plan: StintPlan) -> tuple[str, ...]:
    rows = plan.drivers.filter(is_excused=False).exclude(signup__seat__entry=plan.entry_id)
    return tuple(rows.order_by("signup__person__name", "pk").values_list("signup__person__name", flat=True))


def drivers_of(entry: RaceEntry) -> list[EntrySeat]:
    """Return the seats of those who drive, by name."""
    rows = entry.seats.filter(role=EntrySeat.Role.DRIVER).select_related("signup__person")
    return sorted(rows, key=lambda seat: (seat.signup.person.name, str(seat.pk)))


# --- changed by hand, put into force --------------------------------------------------------------


@transaction.atomic
def edit(plan: StintPlan, rows: Sequence[Said], *, by: Actor, at: datetime) -> StintPlan:
    """Return a new version in which these drive, spot and are locked; times follow from their pace.

    A stint that nobody speaks of stays as it is. Rules may be broken: `judged` tells which. Raises NotYourEntry,
    NothingPlanned, NotADriver, DoesNotFit, TooManyVersions.
    """
    check_may_plan(plan.entry, by, at)
    before = stint_problems.drawn(plan)
    # none where all its drivers have left for good
    if plan.status != Status.READY or not before:
        raise NothingPlanned
    asked = stint_problems.of(plan)
    said = {one.number: one for one in rows}
    stints = _timed(asked, before, said)
    was_locked = set(plan.stints.filter(is_locked=True).values_list("number", flat=True))
    locked = {one.number for one in stints if _is_locked(said.get(one.number), one.number, was_locked)}
    made = succeed(plan, stints, locked, by=by, at=at, is_by_hand=True)
    record(made, "stint_plan.edit", by, at)
    return made


def _is_locked(said: Said | None, number: int, was_locked: set[int]) -> bool:
    return number in was_locked if said is None else said.is_locked


def _timed(asked: problem.Problem, before: Sequence[plans.Stint], said: Mapping[int, Said]) -> tuple[plans.Stint, ...]:
    """Return the stints with who was said to drive and spot, at the times that follow."""
    places = {driver.id: number for number, driver in enumerate(asked.drivers)}
    chosen = [_who(said, one.number, "driver", one.driver) for one in before]
    spotting = [_who(said, one.number, "spotter", one.spotter) for one in before]
    for number, (driver, spotter) in enumerate(zip(chosen, spotting, strict=True), 1):
        if driver not in places or (spotter and spotter not in places):
            raise NotADriver(stint=number)
    clock = timing.clock(asked, len(before))
    if clock is None:
        raise DoesNotFit
    made = plans.made(asked, clock, [places[str(one)] for one in chosen])
    if any(one.ends_at <= one.starts_at for one in made):
        raise DoesNotFit
    return tuple(replace(one, spotter=spotter) for one, spotter in zip(made, spotting, strict=True))


def _who(said: Mapping[int, Said], number: int, what: str, before: str | None) -> str | None:
    if number not in said:
        return before
    found = getattr(said[number], what)
    return str(found) if found else None


@transaction.atomic
def use(plan: StintPlan, *, by: Actor, at: datetime) -> StintPlan:
    """Let this version hold; its drivers are told once. Raises NotYourEntry, NothingPlanned."""
    entry = plan.entry
    check_may_plan(entry, by, at)
    if plan.status != Status.READY:
        raise NothingPlanned
    if plan.is_current:
        return plan
    put_into_force(plan)
    record(plan, "stint_plan.use", by, at)
    plans_told.holds(plan, by=by, at=at)
    return plan


@transaction.atomic
def hold(entry: RaceEntry, *, is_held: bool, by: Actor, at: datetime) -> RaceEntry:
    """Let telemetry leave the entry's plan alone, or move it again. Raises NotYourEntry."""
    check_may_plan(entry, by, at)
    if entry.is_plan_held != is_held:
        entry.is_plan_held = is_held
        entry.save(update_fields=["is_plan_held"])
        offering = entry.race.event.offering
        held = {"is_held": is_held}
        entries.record(by=by, at=at, action="stint_plan.hold", on=offering, club_id=offering.club_id, metadata=held)
    return entry


@transaction.atomic
def note(plan: StintPlan, text: str, *, by: Actor, at: datetime) -> StintPlan:
    """Keep the strategy in words beside the plan. Raises NotYourEntry, TooLong."""
    check_may_plan(plan.entry, by, at)
    written = inputs.prose(text, field="note", most=LONGEST_NOTE)
    if written != plan.note:
        plan.note = written
        plan.save(update_fields=["note"])
        record(plan, "stint_plan.note", by, at)
    return plan


# --- made -----------------------------------------------------------------------------------------


def check_may_plan(entry: RaceEntry, by: Actor, at: datetime) -> None:
    """Raise NotYourEntry for who may not plan; hold the entry until the caller's transaction ends."""
    entry_rights.check_may_change(entry, by.person, at=at)
    # one after the other: versions count up, and one search runs at a time
    RaceEntry.objects.select_for_update().get(pk=entry.pk)


def begin(entry: RaceEntry, by: Actor, at: datetime, **values: Any) -> StintPlan:
    """Return a new version with these values, in the caller's transaction. Raises TooManyVersions."""
    last = StintPlan.objects.filter(entry=entry).aggregate(last=Max("version"))["last"] or 0
    if last >= MOST_VERSIONS:
        raise TooManyVersions(most=MOST_VERSIONS)
    return StintPlan.objects.create(entry=entry, version=last + 1, created_by=by.person, created_at=at, **values)


def succeed(
    plan: StintPlan, stints: Sequence[plans.Stint], locked: set[int], *, by: Actor, at: datetime, **values: Any
) -> StintPlan:
    """Return a version with these stints and the rest as in the plan, in the caller's transaction.

    Raises TooManyVersions.
    """
    copied = (*WISHES, "green_flag_at", "minutes", "note", "planned_from")
    values = {name: getattr(plan, name) for name in copied} | values
    made = begin(plan.entry, by, at, status=Status.READY, ended_at=at, based_on=plan, **values)
    set_drivers(made, {row.signup_id: (row.lap_ms, row.is_excused) for row in plan.drivers.all()})
    set_stints(made, stints, locked)
    return made


def put_into_force(plan: StintPlan) -> None:
    """Let this version of the entry's plan hold, and no other, in the caller's transaction."""
    StintPlan.objects.filter(entry=plan.entry_id, is_current=True).update(is_current=False)
    plan.is_current = True
    plan.save(update_fields=["is_current"])


def set_drivers(plan: StintPlan, said: Mapping[Any, tuple[int, bool]]) -> None:
    """Store who drives by the plan, in the caller's transaction: lap time in ms and whether excused, by sign-up."""
    PlanDriver.objects.bulk_create(
        [PlanDriver(plan=plan, signup_id=pk, lap_ms=ms, is_excused=out) for pk, (ms, out) in said.items()]
    )


def set_stints(plan: StintPlan, stints: Sequence[plans.Stint], locked: set[int]) -> None:
    """Store the stints of a plan instead of those that it has, in the caller's transaction."""
    plan.stints.all().delete()
    PlannedStint.objects.bulk_create(
        [
            PlannedStint(
                plan=plan,
                number=one.number,
                driver_id=UUID(one.driver),
                spotter_id=UUID(one.spotter) if one.spotter else None,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                laps=one.laps,
                litres=Decimal(str(one.litres)),
                new_tyres=one.new_tyres,
                is_dark=one.dark,
                is_done=one.done,
                is_locked=one.number in locked,
            )
            for one in stints
        ]
    )


def record(plan: StintPlan, action: str, by: Actor, at: datetime) -> None:
    """Put the act into the record of the event."""
    offering = plan.entry.race.event.offering
    entries.record(
        by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata={"version": plan.version}
    )
