"""Stint plans of an entry: versions, searched for, told otherwise, changed, put into force."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import (
    entry_rights,
    races,
    seats,
    stint_answers,
    stint_calendar,
    stint_plans,
    stint_rules,
    stint_searching,
    stint_waivers,
)
from lineup.domains.racing.models import EntrySeat, PlannedStint, RaceEntry, StintPlan
from lineup.domains.racing.stint_plans import Said
from lineup.domains.racing.stint_rules import Asked
from lineup.domains.racing.stint_searching import Wanted
from lineup.domains.racing.stints import checker
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.files import AS_CALENDAR
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["racing"])
PATH = "/events/{slug}/race/entries/{entry}/stint-plans"
PLAN = f"{PATH}/{{version}}"
CALENDAR = "/events/{slug}/race/entries/{entry}/calendar"
RULES = "/events/{slug}/race/entries/{entry}/stint-rules"
MOST_STINTS = 400
Fault = Annotated[str, Path(max_length=checker.KEY)]


class StintPlanShown(Shown):
    """A version of the plan; at most one stands. `planned_from`: what had begun by then was kept."""

    version: int
    status: Literal["searching", "ready", "impossible", "failed"]
    is_current: bool
    is_by_hand: bool
    is_moved: bool
    is_proved: bool
    based_on: int | None
    green_flag_at: datetime
    minutes: int
    litres_per_lap: Decimal
    stint_laps: int | None
    turn_stints: int
    long_rest_minutes: int
    shares_nights: bool
    planned_from: datetime | None
    note: str
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, row: StintPlan) -> Self:
        return cls.made(**_values(row))


class StintShown(Shown):
    """From when the car comes in until it comes in again; `driver` and `spotter` are sign-ups."""

    number: int
    driver: UUID
    spotter: UUID | None
    starts_at: datetime
    ends_at: datetime
    laps: int
    litres: Decimal
    new_tyres: bool
    is_dark: bool
    is_done: bool
    is_locked: bool

    @classmethod
    def of(cls, row: PlannedStint) -> Self:
        names = ("number", "starts_at", "ends_at", "laps", "litres", "new_tyres", "is_dark", "is_done", "is_locked")
        return cls.made(driver=row.driver_id, spotter=row.spotter_id, **shapes.read(row, names))


class StintFaultShown(Shown):
    """What a plan breaks. `fault`: by which it can be accepted, empty where it can't; then why it was, and when."""

    fault: str
    sentence: str
    waived_because: str | None
    waived_at: datetime | None

    @classmethod
    def of(cls, one: stint_answers.Told) -> Self:
        because, at = (one.waiver.reason, one.waiver.waived_at) if one.waiver else (None, None)
        return cls.made(fault=one.key, sentence=one.sentence, waived_because=because, waived_at=at)


class WholeStintPlan(StintPlanShown):
    """With its stints, the best so far while it is searched for.

    `faults`: what it breaks today and nobody accepted, `broken`: all of it.

    `why`: why there is none. `remedies`: each by itself makes a plan possible, its sentences together; the smallest
    first, none where no few changes are enough. Sentences are on the clock of UTC.
    """

    stints: list[StintShown]
    faults: list[str]
    broken: list[StintFaultShown]
    why: list[str]
    remedies: list[list[str]]

    @classmethod
    def of(cls, row: StintPlan) -> Self:
        why = stint_answers.why_none(row, "UTC")
        stints = [StintShown.of(one) for one in row.stints.order_by("number")]
        told = stint_answers.told(stint_plans.judged(row), "UTC") if stints else []
        return cls.made(
            **_values(row),
            stints=stints,
            faults=[one.sentence for one in told if one.waiver is None],
            broken=[StintFaultShown.of(one) for one in told],
            why=list(why.sentences),
            remedies=[list(one) for one in why.remedies],
        )


def _values(row: StintPlan) -> dict[str, Any]:
    said = [name for name in StintPlanShown.model_fields if name != "based_on"]
    return {"based_on": row.based_on.version if row.based_on else None, **shapes.read(row, said)}


class PlanHold(Sent):
    is_held: bool


class LapTimeSaid(Sent):
    """How long a lap of a driver (a sign-up) takes, in milliseconds."""

    signup: UUID
    lap_ms: int


class StintRuleShown(Shown):
    """What is asked of a driver (a sign-up): fewest and most stints, null for any number, and whether they start."""

    signup: UUID
    stints_least: int
    stints_most: int | None
    is_starter: bool

    @classmethod
    def of(cls, row: EntrySeat) -> Self:
        return cls.made(signup=row.signup_id, **shapes.read(row, ("stints_least", "stints_most", "is_starter")))


class StintRuleSaid(Sent):
    signup: UUID
    stints_least: int = Field(0, ge=0, le=200)
    stints_most: int | None = Field(None, ge=1, le=200)


class StintRulesSaid(Sent):
    """`starter`: the driver (a sign-up) who starts, null for whoever suits."""

    drivers: list[StintRuleSaid] = Field(max_length=seats.MOST)
    starter: UUID | None = None


class StrategySaid(Sent):
    note: str = Field(max_length=stint_plans.LONGEST_NOTE)


class WaiverSaid(Sent):
    reason: str = Field(max_length=stint_waivers.LONGEST_REASON)


class StintPlanWanted(Sent):
    """What is searched by. Hours, longest stint and shortest rest are each driver's, rules and pit data the race's."""

    litres_per_lap: Decimal
    laps: list[LapTimeSaid] = Field(max_length=seats.MOST)
    green_flag_at: Moment | None = None
    stint_laps: int | None = None
    turn_stints: int = 3
    long_rest_minutes: int = 0
    shares_nights: bool = False


class RaceToldOtherwise(Sent):
    """Who (a sign-up) drops out, how much later it starts, and from when on it is planned anew."""

    without: UUID | None = None
    later_minutes: int = 0
    planned_from: Moment | None = None


class StintSaid(Sent):
    number: int = Field(ge=1, le=MOST_STINTS)
    driver: UUID
    spotter: UUID | None = None
    is_locked: bool = False


class StintsSaid(Sent):
    stints: list[StintSaid] = Field(max_length=MOST_STINTS)


@router.get(PATH, response=paging.Page[StintPlanShown], summary="List the stint plans of an entry")
def find(request: HttpRequest, slug: Slug, entry: UUID, window: Query[paging.Window]) -> Any:
    """The newest first, for those in the entry, who looks after it, and organisers."""
    found = stint_plans.of(_entry(request, slug, entry))
    return paging.page(found, StintPlanShown, order=("-version",), window=window)


@router.post(PATH, response={202: StintPlanShown}, summary="Have a stint plan searched for")
def propose(request: HttpRequest, slug: Slug, entry: UUID, body: StintPlanWanted) -> Any:
    """It is there in some seconds: ask for the version until it is no longer `searching`.

    It begins anew and keeps to every rule; a repetition heeds what was accepted of its plan.
    """
    values = body.model_dump(exclude={"laps"})
    wanted = Wanted(laps={one.signup: one.lap_ms for one in body.laps}, **values)
    row = _entry(request, slug, entry)
    made = stint_searching.propose(row, wanted, by=keys.actor(request), at=clock.now())
    return Status(202, StintPlanShown.of(made))


@router.get(PLAN, response=WholeStintPlan, summary="Show a stint plan")
def show(request: HttpRequest, slug: Slug, entry: UUID, version: int) -> Any:
    """With its stints, what it breaks, and if there is none, why."""
    return WholeStintPlan.of(_plan(request, slug, entry, version))


@router.post(f"{PLAN}/repetitions", response={202: StintPlanShown}, summary="Plan the same race told otherwise")
def again(request: HttpRequest, slug: Slug, entry: UUID, version: int, body: RaceToldOtherwise) -> Any:
    """Somebody drops out, it starts later, or it is planned anew from an instant on; locks stay.

    What is accepted of this version may be broken just as far again.
    """
    plan, by = _plan(request, slug, entry, version), keys.actor(request)
    return Status(202, StintPlanShown.of(stint_searching.again(plan, **body.model_dump(), by=by, at=clock.now())))


@router.put("/events/{slug}/race/entries/{entry}/plan-hold", response={204: None}, summary="Hold a stint plan by hand")
def hold(request: HttpRequest, slug: Slug, entry: UUID, body: PlanHold) -> Any:
    """Held, telemetry leaves the plan of the entry alone; else it moves along with the race."""
    found = _entry(request, slug, entry)
    stint_plans.hold(found, is_held=body.is_held, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(RULES, response=paging.Page[StintRuleShown], summary="List the stint rules of an entry")
def find_rules(request: HttpRequest, slug: Slug, entry: UUID) -> Any:
    """Of each who drives, by name; for who reads its stint plans."""
    return paging.whole(stint_plans.drivers_of(_entry(request, slug, entry)), StintRuleShown)


@router.put(RULES, response=paging.Page[StintRuleShown], summary="Set the stint rules of an entry")
def put_rules(request: HttpRequest, slug: Slug, entry: UUID, body: StintRulesSaid) -> Any:
    """All of them: of who is left out nothing is asked. Plans that are there are judged by them at once."""
    said = [Asked(**one.model_dump()) for one in body.drivers]
    row, by = _entry(request, slug, entry), keys.actor(request)
    return paging.whole(stint_rules.put(row, said, starter=body.starter, by=by, at=clock.now()), StintRuleShown)


@router.put(f"{PLAN}/strategy", response=StintPlanShown, summary="Note the strategy beside a stint plan")
def note(request: HttpRequest, slug: Slug, entry: UUID, version: int, body: StrategySaid) -> Any:
    """In words; later versions take it along."""
    plan = _plan(request, slug, entry, version)
    return StintPlanShown.of(stint_plans.note(plan, body.note, by=keys.actor(request), at=clock.now()))


@router.put(f"{PLAN}/waivers/{{fault}}", response=WholeStintPlan, summary="Accept what a stint plan breaks")
def waive(request: HttpRequest, slug: Slug, entry: UUID, version: int, fault: Fault, body: WaiverSaid) -> Any:
    """Knowingly, with the reason; open again when the plan changes there."""
    plan = _plan(request, slug, entry, version)
    stint_waivers.waive(plan, fault, body.reason, by=keys.actor(request), at=clock.now())
    return WholeStintPlan.of(plan)


@router.delete(f"{PLAN}/waivers/{{fault}}", response={204: None}, summary="No longer accept what a stint plan breaks")
def take_back(request: HttpRequest, slug: Slug, entry: UUID, version: int, fault: Fault) -> Any:
    """It is open again."""
    plan = _plan(request, slug, entry, version)
    stint_waivers.take_back(plan, fault, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(f"{PLAN}/versions", response={201: WholeStintPlan}, summary="Change a stint plan by hand")
def edit(request: HttpRequest, slug: Slug, entry: UUID, version: int, body: StintsSaid) -> Any:
    """A new version, whose times follow from the drivers; what is left out stays. Rules may be broken: `faults`."""
    plan = _plan(request, slug, entry, version)
    rows = [Said(one.number, one.driver, one.spotter, is_locked=one.is_locked) for one in body.stints]
    made = stint_plans.edit(plan, rows, by=keys.actor(request), at=clock.now())
    return Status(201, WholeStintPlan.of(stint_plans.find(plan.entry, made.version)))


@router.get(CALENDAR, summary="My stints as a calendar file", openapi_extra=AS_CALENDAR)
def calendar_file(request: HttpRequest, slug: Slug, entry: UUID) -> Any:
    """iCalendar of what one drives and spots oneself by the plan that stands; a later plan moves each stint."""
    row, person = _entry(request, slug, entry), keys.actor(request).human
    content = stint_calendar.of(row, person, base_url=settings.BASE_URL)
    return HttpResponse(content, content_type=stint_calendar.CONTENT_TYPE)


@router.post(f"{PLAN}/standing", response=StintPlanShown, summary="Let a stint plan stand")
def use(request: HttpRequest, slug: Slug, entry: UUID, version: int) -> Any:
    """Instead of the one before; its drivers are told, once."""
    plan = _plan(request, slug, entry, version)
    return StintPlanShown.of(stint_plans.use(plan, by=keys.actor(request), at=clock.now()))


def _entry(request: HttpRequest, slug: str, pk: UUID) -> RaceEntry:
    """Return the entry, to who may read its plans. Raises Missing, PlanHidden."""
    person, at = keys.person(request), clock.now()
    race = races.find(events.find_visible(person, slug=slug))
    found = entry_rights.find(race, pk, person, at=at)
    stint_plans.check_may_read(found, person, at=at)
    return found


def _plan(request: HttpRequest, slug: str, pk: UUID, version: int) -> StintPlan:
    return stint_plans.find(_entry(request, slug, pk), version)
