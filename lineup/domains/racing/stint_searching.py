"""Searching for stint plans: asked for with figures and lap times, or as the same race told otherwise.

A worker searches, in a process apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people.actors import Actor
from lineup.domains.racing import apart, columns, laps, stint_answers, stint_plans, stint_problems, stint_waivers
from lineup.domains.racing.models import RaceEntry, StintPlan
from lineup.domains.racing.stints import answers, refusals
from lineup.domains.racing.stints import plan as plans

TOPIC = "racing.stint-plan"
# a search takes at most three times these seconds, and a worker's lease is 45
LIMITS = answers.Limits(seconds=8.0)
# how often the best so far is kept
PULSE_SECONDS = 1.0
# a search that a killed worker left behind is taken up again long before
GIVEN_UP = timedelta(minutes=5)
Status = StintPlan.Status


class SearchedAlready(Refusal):
    code = "plan_searched_already"
    sentence = _("A plan is being searched for; wait until it is there.")


class LapTimeNeeded(Invalid):
    code = "lap_time_needed"
    sentence = _("Say how long a lap of %(name)s takes, like 2:18.456.")
    field = "lap_ms"


class StartNeeded(Invalid):
    code = "start_needed"
    sentence = _("Choose the entry's slot first, so that it is known when the green flag falls.")
    field = "green_flag_at"


class RaceUnderWay(Invalid):
    code = "race_under_way"
    sentence = _("The race has begun by then: it can't start later any more. Leave one of the two out.")
    field = "later_minutes"


@dataclass(frozen=True)
class Wanted:
    """What a search is asked for; None as `green_flag_at`: when the entry's slot starts. `laps`: ms by sign-up."""

    litres_per_lap: Decimal
    laps: Mapping[Any, int]
    green_flag_at: datetime | None = None
    stint_laps: int | None = None
    turn_stints: int = 3
    long_rest_minutes: int = 0
    shares_nights: bool = False


@transaction.atomic
def propose(entry: RaceEntry, wanted: Wanted, *, by: Actor, at: datetime) -> StintPlan:
    """Return a new version that a worker searches for. Raises NotYourEntry, SearchedAlready, TooManyVersions,

    LapTimeNeeded, NotALapTime, OutOfRange, and what `stints.refusals` say of a problem that makes no sense.
    """
    stint_plans.check_may_plan(entry, by, at)
    _check_idle(entry, at)
    seats = stint_plans.drivers_of(entry)
    for seat in seats:
        if not wanted.laps.get(seat.signup_id):
            raise LapTimeNeeded(name=seat.signup.person.name)
        laps.check(wanted.laps[seat.signup_id])
    made = stint_plans.begin(
        entry,
        by,
        at,
        status=Status.SEARCHING,
        green_flag_at=wanted.green_flag_at or _starts_at(entry),
        minutes=stint_problems.minutes_of(entry.race, wanted.laps.values()),
        **{
            name: columns.checked(StintPlan._meta.get_field(name), getattr(wanted, name)) for name in stint_plans.WISHES
        },
    )
    stint_plans.set_drivers(made, {seat.signup_id: (wanted.laps[seat.signup_id], False) for seat in seats})
    return _search(made, by, at)


@transaction.atomic
def again(
    plan: StintPlan,
    *,
    without: Any = None,
    later_minutes: int = 0,
    planned_from: datetime | None = None,
    by: Actor,
    at: datetime,
) -> StintPlan:
    """Return a new version for the same race told otherwise: from then on, without a driver (a sign-up), later.

    What has begun by `planned_from` stays; locks stay; what is accepted of the plan may be broken as far again.
    Raises what `propose` raises, NothingPlanned, NotADriver, RaceUnderWay for a later start of a race that has begun.
    """
    entry = plan.entry
    stint_plans.check_may_plan(entry, by, at)
    _check_idle(entry, at)
    if plan.status != Status.READY:
        raise stint_plans.NothingPlanned
    inputs.number(later_minutes, field="later_minutes", least=0, most=1440)
    if later_minutes and planned_from and planned_from > plan.green_flag_at:
        raise RaceUnderWay
    made = stint_plans.begin(
        entry,
        by,
        at,
        status=Status.SEARCHING,
        based_on=plan,
        planned_from=planned_from,
        green_flag_at=plan.green_flag_at + timedelta(minutes=later_minutes),
        note=plan.note,
        minutes=plan.minutes,
        **{name: getattr(plan, name) for name in stint_plans.WISHES},
    )
    stint_plans.set_drivers(made, _drivers(plan, without, planned_from))
    return _search(made, by, at)


def _drivers(plan: StintPlan, without: Any, planned_from: datetime | None) -> dict[Any, tuple[int, bool]]:
    """Return who drives by the plan; who drops out is left out, or excused if they have driven."""
    found = {row.signup_id: (row.lap_ms, row.is_excused) for row in plan.drivers.all()}
    if without is None:
        return found
    if without not in found:
        raise stint_plans.NotADriver(_("Who drops out isn't in this plan; choose one of its drivers."), field="without")
    lap_ms, _was_out = found.pop(without)
    if planned_from and plan.stints.filter(driver=without, starts_at__lte=planned_from).exists():
        found[without] = (lap_ms, True)
    return found


def _search(plan: StintPlan, by: Actor, at: datetime) -> StintPlan:
    """Have the plan searched for, if it makes sense."""
    refusals.check(stint_waivers.heeded(plan))
    messages.enqueue(TOPIC, key=f"{TOPIC}:{plan.pk}", payload={"plan": str(plan.pk)}, at=at)
    stint_plans.record(plan, "stint_plan.propose", by, at)
    return plan


def search(message: Message, *, at: datetime) -> None:
    """Search for the plan that the message names, outside any transaction, and keep the answer.

    The best so far is kept as its stints meanwhile, to be read. Killed in between, it begins anew: the same question
    has one answer.
    """
    plan = _searched(message.payload["plan"])
    if plan is None:
        return
    asked = stint_waivers.heeded(plan)
    try:
        found = apart.plan(asked, LIMITS, Watch(plan, set(asked.locks)))
    except Refusal as refusal:
        _end_without(plan, Status.FAILED, at, stint_answers.refused(refusal))
        return
    if isinstance(found, answers.Conflict):
        _end_without(plan, Status.IMPOSSIBLE, at, stint_answers.stored(found))
    else:
        _keep(plan, found, set(asked.locks), at)


class Watch:
    """Hears of each better plan, and keeps it now and then, so that it is there to read while the search goes on."""

    def __init__(self, plan: StintPlan, locked: set[int]) -> None:
        self.plan, self.locked, self.kept_at = plan, locked, -PULSE_SECONDS

    def __call__(self, progress: answers.Progress) -> bool:
        """Return whether it is still searched for."""
        if progress.seconds - self.kept_at < PULSE_SECONDS:
            return True
        self.kept_at = progress.seconds
        return _keep_so_far(self.plan, progress.stints, self.locked)


def _searched(pk: Any) -> StintPlan | None:
    rows = StintPlan.objects.select_related("entry__race__event__offering", "entry__car", "entry__slot", "based_on")
    return rows.filter(pk=pk, status=Status.SEARCHING).first()


@transaction.atomic
def _keep_so_far(plan: StintPlan, stints: Sequence[plans.Stint], locked: set[int]) -> bool:
    rows = StintPlan.objects.select_for_update().filter(pk=plan.pk, status=Status.SEARCHING)
    if rows.first() is None:
        return False
    stint_plans.set_stints(plan, stints, locked)
    return True


@transaction.atomic
def _end_without(plan: StintPlan, status: str, at: datetime, why: Mapping[str, Any]) -> None:
    if _end(plan, status, at, why=why):
        plan.stints.all().delete()


@transaction.atomic
def _keep(plan: StintPlan, found: plans.Plan, locked: set[int], at: datetime) -> None:
    if _end(plan, Status.READY, at, is_proved=found.is_proved):
        stint_plans.set_stints(plan, found.stints, locked)


def _end(plan: StintPlan, status: str, at: datetime, **values: Any) -> bool:
    """Let the search be over, once: whether it was this one that ended it."""
    rows = StintPlan.objects.filter(pk=plan.pk, status=Status.SEARCHING)
    return bool(rows.update(status=status, ended_at=at, **values))


def _check_idle(entry: RaceEntry, at: datetime) -> None:
    rows = StintPlan.objects.filter(entry=entry, status=Status.SEARCHING, created_at__gt=at - GIVEN_UP)
    if rows.exists():
        raise SearchedAlready


def _starts_at(entry: RaceEntry) -> datetime:
    starts_at = entry.slot.starts_at if entry.slot else entry.race.event.offering.starts_at
    if starts_at is None:
        raise StartNeeded
    return starts_at
