"""What a stint plan can't be asked for, told before anything is solved."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation.errors import Invalid, Refusal
from lineup.domains.racing.stints import timing
from lineup.domains.racing.stints.problem import Problem, Race

LONGEST_MINUTES = 7 * 24 * 60
MOST_STINTS = 200
MOST_DRIVERS = 40


class NoDrivers(Invalid):
    code = "no_drivers"
    sentence = _("Nobody drives yet: put at least one driver into the team.")
    field = "drivers"


class TooManyDrivers(Invalid):
    code = "too_many_drivers"
    sentence = ngettext_lazy(
        "The race allows %(most)s driver for a car, and %(count)s are named: make the others reserves.",
        "The race allows %(most)s drivers for a car, and %(count)s are named: make the others reserves.",
        "most",
    )
    field = "drivers"


class TooFewDrivers(Invalid):
    code = "too_few_drivers"
    sentence = ngettext_lazy(
        "The race asks for at least %(least)s driver, and %(count)s are named: find another.",
        "The race asks for at least %(least)s drivers, and %(count)s are named: find more.",
        "least",
    )
    field = "drivers"


class SameDriverTwice(Invalid):
    code = "same_driver_twice"
    sentence = _("%(name)s is named twice: keep one of the two.")
    field = "drivers"


class NoHours(Invalid):
    code = "no_hours"
    sentence = _("%(names)s can't drive at any time of the race: ask for their hours, or make them reserves.")
    field = "drivers"


class BadFigure(Invalid):
    code = "bad_figure"
    sentence = _("%(what)s must be more than zero.")


class RaceTooLong(Invalid):
    code = "race_too_long"
    sentence = _("A plan is made for at most a week and %(most)s stints: shorten the race, or let stints be longer.")
    field = "minutes"


class TankTooSmall(Invalid):
    code = "tank_too_small"
    sentence = _("A tank, a set of tyres or the longest stint lasts less than a lap: check litres, laps and minutes.")
    field = "stops"


class ConflictingLocks(Invalid):
    code = "conflicting_locks"
    sentence = _("Stint %(stint)s is locked to somebody who is not a driver of this car: take the lock off.")
    field = "locks"


class UnknownDriver(Invalid):
    code = "unknown_driver"
    sentence = _("Stint %(stint)s was driven by somebody who is not named as a driver: name them.")
    field = "driven"


class BrokenPast(Invalid):
    code = "broken_past"
    sentence = _("The stints driven so far must follow each other from the green flag on, without a hole.")
    field = "driven"


class RaceOver(Refusal):
    code = "race_over"
    sentence = _("The race is over when the stint under way ends: there is nothing left to plan.")


class NoPlanInTime(Refusal):
    code = "no_plan_in_time"
    sentence = _("No plan was found in %(seconds)s seconds, nor that there is none: allow more time.")


def check(problem: Problem) -> None:
    """Raise the first of these refusals that is due; nothing if the problem can be put to the solver."""
    _figures(problem.race)
    _drivers(problem)
    _laps(problem)
    _past(problem)
    _locks(problem)


def _figures(race: Race) -> None:
    stops = race.stops
    figures = {
        "minutes": (race.minutes, _("The length of the race")),
        "tank_litres": (stops.tank_litres, _("The size of the tank")),
        "litres_per_lap": (stops.litres_per_lap, _("What a lap burns")),
        "litres_per_second": (stops.litres_per_second, _("How fast fuel flows")),
        "stint_laps": (1 if race.stint_laps is None else race.stint_laps, _("The laps of a stint")),
        "tyre_laps": (1 if stops.tyre_laps is None else stops.tyre_laps, _("How long tyres last")),
    }
    for field, (figure, what) in figures.items():
        if not 0 < figure < float("inf"):
            raise BadFigure(what=what, field=field)
    if min(stops.lane_ms, stops.tyres_ms, stops.driver_change_ms) < 0:
        raise BadFigure(_("A stop can't take less than no time."), field="stops")
    if race.minutes > LONGEST_MINUTES:
        raise RaceTooLong(most=MOST_STINTS)


def _drivers(problem: Problem) -> None:
    rules, drivers = problem.rules, problem.drivers
    if not drivers:
        raise NoDrivers
    seen: set[str] = set()
    for one in drivers:
        if one.id in seen:
            raise SameDriverTwice(name=one.name)
        seen.add(one.id)
        if one.lap_ms <= 0:
            raise BadFigure(what=_("The lap time of %(name)s") % {"name": one.name}, field="drivers")
    most = MOST_DRIVERS if rules.most_drivers is None else rules.most_drivers
    if len(drivers) > most:
        raise TooManyDrivers(most=most, count=len(drivers))
    if len(drivers) < rules.least_drivers:
        raise TooFewDrivers(least=rules.least_drivers, count=len(drivers))
    if idle := [one.name for one in drivers if not one.excused and not _has_hours(problem, one.drives)]:
        raise NoHours(names=", ".join(idle))
    if rules.starter is not None and rules.starter not in seen:
        raise ConflictingLocks(stint=1)


def _has_hours(problem: Problem, windows: Iterable) -> bool:  # type: ignore[type-arg]
    race = problem.race
    return any(one.starts_at < race.ends_at and one.ends_at > race.green_flag_at for one in windows)


def _laps(problem: Problem) -> None:
    common = timing.common_laps(problem.race, problem.rules, problem.drivers)
    if min(timing.driver_laps(problem.race, problem.rules, one, common) for one in problem.drivers) < 1:
        raise TankTooSmall
    shortest = min(one.lap_ms for one in problem.drivers) * max(1, common)
    if problem.race.length_ms // shortest > MOST_STINTS:
        raise RaceTooLong(most=MOST_STINTS)


def _past(problem: Problem) -> None:
    ids, reached = {one.id for one in problem.drivers}, problem.race.green_flag_at
    for number, one in enumerate(problem.driven, 1):
        if one.driver not in ids:
            raise UnknownDriver(stint=number)
        if one.starts_at != reached or one.ends_at <= one.starts_at or one.laps < 0:
            raise BrokenPast
        reached = one.ends_at
    if reached >= problem.race.ends_at:
        raise RaceOver


def _locks(problem: Problem) -> None:
    ids = {one.id for one in problem.drivers}
    for stint, driver in problem.locks.items():
        if driver not in ids:
            raise ConflictingLocks(stint=stint)
        if not 1 <= stint <= MOST_STINTS * 2:
            raise ConflictingLocks(_("There is no stint %(stint)s: take the lock off."), stint=stint)
