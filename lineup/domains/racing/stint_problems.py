"""What a stored plan asks of the solver: out of its entry, race, car, forecast, and the hours of its drivers."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from lineup.domains.racing import car_restrictions, laps, signups
from lineup.domains.racing.models import (
    EntrySeat,
    PlanDriver,
    PlannedStint,
    Race,
    RaceEntry,
    SimProfile,
    StintPlan,
)
from lineup.domains.racing.stints import plan as plans
from lineup.domains.racing.stints import problem, whatif
from lineup.domains.racing.stints.windows import Window

# what is reckoned with where neither the race nor the car's catalogue says: a usual GT3 car in a usual pit lane
TANK_LITRES, LITRES_PER_SECOND, PIT_SECONDS, TYRE_SECONDS = (Decimal(one) for one in (100, "2.5", 30, 20))
# of a race over laps where nobody has driven the track yet: two minutes
USUAL_LAP_MS = 120_000
# what counts first among good plans
IN_ORDER = ("spread", "changes", "unwished")
NIGHTS_SHARED = ("spread", "night_spread", "changes", "unwished")


def of(plan: StintPlan) -> problem.Problem:
    """Return the problem of the plan; what had begun by `planned_from` stays, and so do locks.

    Both are read out of its own stints, and until it has some out of those of the plan that it is based on.
    """
    race, rows = plan.entry.race, _rows(plan)
    asked = problem.Problem(
        problem.Race(plan.green_flag_at, plan.minutes, stops(plan), nights(plan), plan.stint_laps),
        _drivers(plan, rows),
        rules(race, plan, starter=_starter(plan, rows)),
        locks=_locks(plan),
        order=NIGHTS_SHARED if plan.shares_nights else IN_ORDER,
    )
    source = _source(plan)
    if source is None or plan.planned_from is None:
        return asked
    return whatif.from_now(asked, drawn(source), plan.planned_from)


def _source(plan: StintPlan) -> StintPlan | None:
    return plan if plan.status == StintPlan.Status.READY else plan.based_on


def stops(plan: StintPlan) -> problem.Stops:
    """Return what a stop costs: as the race says, else car and track, else what is usual; of the tank what it may hold.

    Nothing lost in the lane, and no time for tyres, are said by 0; a tank or a flow of 0 says nothing.
    """
    race, car = plan.entry.race, plan.entry.car
    of_car = (car.tank_litres, car.litres_per_second, car.tyre_seconds) if car else (None, None, None)
    return problem.Stops(
        tank_litres=float(car_restrictions.tank(race, car, _first(race.tank_litres or None, of_car[0], TANK_LITRES))),
        litres_per_lap=float(plan.litres_per_lap),
        litres_per_second=float(_first(race.litres_per_second or None, of_car[1] or None, LITRES_PER_SECOND)),
        lane_ms=int(_first(race.pit_seconds, race.layout.pit_seconds, PIT_SECONDS) * 1000),
        tyre_laps=race.tyre_laps,
        tyres_ms=int(_first(race.tyre_seconds, of_car[2], TYRE_SECONDS) * 1000),
        at_once=bool(car and car.tyres_while_refuelling),
    )


def _first(*said: Decimal | None) -> Decimal:
    return next(one for one in said if one is not None)


def rules(race: Race, plan: StintPlan, *, starter: str | None = None) -> problem.Rules:
    """Return the rules of the race, with what the plan wishes besides, and who starts."""
    return problem.Rules(
        stint_minutes=race.stint_minutes_most,
        turn_stints=plan.turn_stints,
        rest_minutes=race.rest_minutes_least or 0,
        long_rest_minutes=plan.long_rest_minutes,
        least_drivers=race.drivers_least or 1,
        most_drivers=race.drivers_most,
        fair_share_percent=race.fair_share_percent or 0,
        most_minutes=race.drive_minutes_most,
        least_stops=race.stops_least or 0,
        starter=starter,
    )


def nights(plan: StintPlan) -> tuple[Window, ...]:
    """Return when it is dark: from each point of the forecast that says so until the next, or the end."""
    points = [point for point in plan.entry.race.weather.order_by("minute") if point.minute < plan.minutes]
    ends = [point.minute for point in points[1:]] + [plan.minutes]
    return tuple(
        Window(plan.green_flag_at + timedelta(minutes=point.minute), plan.green_flag_at + timedelta(minutes=end))
        for point, end in zip(points, ends, strict=False)
        if point.is_night
    )


def _drivers(plan: StintPlan, rows: Iterable[PlanDriver]) -> tuple[problem.Driver, ...]:
    in_order = sorted(rows, key=lambda row: (row.signup.person.name, str(row.signup_id)))
    return tuple(_driver(plan, row, _seat(plan, row)) for row in in_order)


def _driver(plan: StintPlan, row: PlanDriver, seat: EntrySeat | None) -> problem.Driver:
    """With what they say of themselves, and what the entry asks of who still drives it."""
    said = row.signup
    return problem.Driver(
        str(row.signup_id),
        said.person.name,
        row.lap_ms,
        drives=_until(plan, row, "drive"),
        spots=_until(plan, row, "spot"),
        turn_minutes=said.stint_minutes_most,
        turn_stints=said.turn_stints_most,
        rest_minutes=said.rest_minutes_least or 0,
        least_stints=seat.stints_least if seat else 0,
        most_stints=seat.stints_most if seat else None,
        most_night_stints=said.night_stints_most,
        excused=row.is_excused,
    )


def _rows(plan: StintPlan) -> list[PlanDriver]:
    return list(plan.drivers.select_related("signup__person", "signup__seat").prefetch_related("signup__windows"))


def _seat(plan: StintPlan, row: PlanDriver) -> EntrySeat | None:
    seat = getattr(row.signup, "seat", None)
    drives = seat is not None and seat.entry_id == plan.entry_id and seat.role == EntrySeat.Role.DRIVER
    return seat if drives and not row.is_excused else None


def _starter(plan: StintPlan, rows: Iterable[PlanDriver]) -> str | None:
    """Who of those who drive by the plan shall start."""
    found = (row for row in rows if (seat := _seat(plan, row)) and seat.is_starter)
    return next((str(row.signup_id) for row in found), None)


def _until(plan: StintPlan, row: Any, use: str) -> tuple[Window, ...]:
    """When somebody can: as they said, and of who can until the slot ends, as much longer as the race starts late."""
    slot = plan.entry.slot
    late = max(plan.green_flag_at - slot.starts_at, timedelta()) if slot else timedelta()
    spans = signups.spans(row.signup, use)
    spans = [(begins, ends + late if slot and ends >= slot.ends_at else ends) for begins, ends in spans]
    if row.is_excused and plan.planned_from:
        spans = [(begins, min(ends, plan.planned_from)) for begins, ends in spans if begins < plan.planned_from]
    return tuple(Window(begins, ends) for begins, ends in spans)


def _locks(plan: StintPlan) -> dict[int, str]:
    source = _source(plan)
    if source is None:
        return {}
    driving = {str(row.signup_id) for row in plan.drivers.all() if not row.is_excused}
    rows = source.stints.filter(is_locked=True).values_list("number", "driver")
    return {number: str(driver) for number, driver in rows if str(driver) in driving}


def drawn(plan: StintPlan) -> tuple[plans.Stint, ...]:
    """Return the stored stints as the solver and the checker read them, in order."""
    return tuple(_drawn(row) for row in plan.stints.order_by("number"))


def _drawn(row: PlannedStint) -> plans.Stint:
    spotter = str(row.spotter_id) if row.spotter_id else None
    return plans.Stint(
        row.number,
        str(row.driver_id),
        row.starts_at,
        row.ends_at,
        row.laps,
        float(row.litres),
        row.new_tyres,
        row.is_dark,
        row.is_done,
        spotter,
    )


def lap_times(entry: RaceEntry, people: Iterable[Any]) -> dict[Any, int]:
    """Return, by person id, the quickest dry lap of each on the track of the race, in milliseconds."""
    race = entry.race
    profiles = list(SimProfile.objects.filter(simulator=race.simulator_id, person__in=list(people)))
    best = laps.best(profiles, race.layout)
    found: dict[Any, int] = {}
    for profile in profiles:
        if profile.pk in best:
            found[profile.person_id] = min(best[profile.pk], found.get(profile.person_id, best[profile.pk]))
    return found


def minutes_of(race: Race, lap_ms: Iterable[int]) -> int:
    """Return how long the race is; of one over laps, as long as they take at the mean pace."""
    if race.minutes is not None:
        return race.minutes
    paces = list(lap_ms) or [USUAL_LAP_MS]
    return max(1, round((race.laps or 1) * sum(paces) / len(paces) / problem.MINUTE))
