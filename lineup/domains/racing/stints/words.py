"""Broken rules and conflicts in sentences, on the clock of whoever reads them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import moments
from lineup.domains.racing.stints import windows
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.checker import Broken
from lineup.domains.racing.stints.problem import Driver, Kind, Problem, Rule

FAULTS: dict[str, Any] = {
    "unknown_driver": gettext_lazy("Stint %(stint)s is given to somebody who is not a driver of this car."),
    "hole": gettext_lazy("The stints must fill the whole race: look at the time around stint %(stint)s."),
    "past": gettext_lazy("Stint %(stint)s has been driven otherwise: what was driven stays."),
    "time": gettext_lazy("Stint %(stint)s does not last as long as its laps and its stop take."),
    "fuel": gettext_lazy("Stint %(stint)s is longer than a tank lasts."),
    "tyres": gettext_lazy("Stint %(stint)s is longer than its tyres last: give it new ones."),
    "stint_clock": gettext_lazy("Stint %(stint)s is longer than the %(limit)s minutes that the race allows."),
    "least_drivers": gettext_lazy("%(minutes)s drive, and the race asks for %(limit)s."),
    "most_drivers": gettext_lazy("%(minutes)s drive, and the race allows %(limit)s."),
    "stops": gettext_lazy("The plan has %(minutes)s stops, and the race asks for %(limit)s."),
    "lock": gettext_lazy("Stint %(stint)s is locked to %(name)s."),
    "starter": gettext_lazy("%(name)s must start the race: give them stint 1."),
    "spots_and_drives": gettext_lazy("%(name)s can't spot in stint %(stint)s while driving it."),
    "spotter_away": gettext_lazy("%(name)s can't spot for all of stint %(stint)s, %(span)s."),
    "spots_at_rest": gettext_lazy("%(name)s should rest instead of spotting in stint %(stint)s, %(span)s."),
    "away": gettext_lazy("%(name)s can't drive for all of stint %(stint)s, %(span)s: give it to somebody else."),
    "turn": gettext_lazy(
        "%(name)s is %(minutes)s minutes at the wheel in a row from stint %(stint)s on, %(limit)s are the most."
    ),
    "in_a_row": gettext_lazy(
        "%(name)s drives %(minutes)s stints in a row from stint %(stint)s on, %(limit)s are the most: give one between "
        "to somebody else."
    ),
    "rest": gettext_lazy("%(name)s rests %(minutes)s minutes before stint %(stint)s, and needs %(limit)s."),
    "long_rest": gettext_lazy("The longest rest of %(name)s is %(minutes)s minutes, and must be %(limit)s."),
    "least_stints": gettext_lazy(
        "%(name)s drives %(minutes)s stints, and should drive at least %(limit)s: give them more."
    ),
    "least_minutes": gettext_lazy("%(name)s drives %(minutes)s minutes, and must drive at least %(limit)s."),
    "fair_share": gettext_lazy("%(name)s drives %(minutes)s laps, and a fair share is %(limit)s."),
    "most_stints": gettext_lazy(
        "%(name)s drives %(minutes)s stints, %(limit)s are the most: give some to somebody else."
    ),
    "most_minutes": gettext_lazy("%(name)s drives %(minutes)s minutes in all, %(limit)s are the most."),
    "night": gettext_lazy(
        "%(name)s drives %(minutes)s stints in the dark, %(limit)s are the most: give them stints by day."
    ),
    "window": gettext_lazy("%(name)s drives %(minutes)s minutes within the hours %(span)s, %(limit)s are the most."),
}

RULES: dict[Kind, Any] = {
    Kind.TURN: gettext_lazy("%(name)s can't stay at the wheel longer in a row."),
    Kind.REST: gettext_lazy("%(name)s must rest between two turns."),
    Kind.LONG_REST: gettext_lazy("%(name)s must have one long rest."),
    Kind.LEAST: gettext_lazy("%(name)s must drive a fair share."),
    Kind.MOST: gettext_lazy("%(name)s has driven as much as allowed."),
    Kind.WINDOW: gettext_lazy("%(name)s can't drive more within so few hours."),
    Kind.NIGHT: gettext_lazy("%(name)s can't drive more in the dark."),
    Kind.LOCK: gettext_lazy("Stint %(stint)s is locked to %(name)s."),
    Kind.STARTER: gettext_lazy("%(name)s must start the race."),
    Kind.LEAST_DRIVERS: gettext_lazy("The race asks for at least %(least)s drivers."),
}

# what a plan would be let off, for each rule
LET_OFF: dict[Kind, Any] = {
    Kind.TURN: gettext_lazy("%(name)s stays longer at the wheel in a row."),
    Kind.REST: gettext_lazy("%(name)s rests less between two turns."),
    Kind.LONG_REST: gettext_lazy("%(name)s goes without the one long rest."),
    Kind.LEAST: gettext_lazy("%(name)s drives less than their share, or than their fewest stints."),
    Kind.MOST: gettext_lazy("%(name)s drives more in all than allowed now."),
    Kind.WINDOW: gettext_lazy("%(name)s drives more within a few hours than allowed now."),
    Kind.NIGHT: gettext_lazy("%(name)s drives more stints in the dark."),
    Kind.LOCK: gettext_lazy("Stint %(stint)s is no longer locked to %(name)s."),
    Kind.STARTER: gettext_lazy("Somebody else than %(name)s starts the race."),
    Kind.LEAST_DRIVERS: gettext_lazy("Fewer than %(least)s drivers drive."),
}


def fault(problem: Problem, broken: Broken, zone: str) -> str:
    """Return the sentence for a rule that a plan breaks."""
    span = _span(broken.starts_at, broken.ends_at, zone)
    facts = {"stint": broken.stint, "minutes": broken.minutes, "limit": broken.limit, "span": span}
    return str(FAULTS[broken.code] % {**facts, "name": _name(problem, broken.driver)})


def conflict(problem: Problem, found: Conflict, zone: str) -> tuple[str, ...]:
    """Return why no plan is possible: first when, then each of the rules that can't hold together."""
    spans = ", ".join(_span(one.starts_at, one.ends_at, zone) for one in found.hours)
    away = [rule.driver for rule in found.rules if rule.kind == Kind.AVAILABILITY]
    if len(away) == len(found.rules) == len(problem.drivers):
        return (_("Nobody can drive for all of this time: %(spans)s.") % {"spans": spans},)
    lead = _("No plan obeys all of this in the hours %(spans)s:") % {"spans": spans}
    return (lead, *(rule(problem, one, found, zone) for one in found.rules))


def rule(problem: Problem, one: Rule, found: Conflict, zone: str) -> str:
    """Return the sentence for a rule, with the hours of the conflict in which somebody is away."""
    facts = {"name": _name(problem, one.driver), "stint": one.stint, "least": problem.rules.least_drivers}
    if one.kind != Kind.AVAILABILITY:
        return str(RULES[one.kind] % facts)
    spans = ", ".join(_span(away.starts_at, away.ends_at, zone) for away in _away(problem.driver(one.driver), found))
    return _("%(name)s can't drive in the hours %(spans)s.") % {**facts, "spans": spans}


def remedies(problem: Problem, found: Conflict, zone: str) -> tuple[tuple[str, ...], ...]:
    """Return what makes a plan possible: of each remedy the sentences that must hold together, the smallest first."""
    return tuple(tuple(_let_off(problem, one, found, zone) for one in remedy) for remedy in found.remedies)


def _let_off(problem: Problem, one: Rule, found: Conflict, zone: str) -> str:
    facts = {"name": _name(problem, one.driver), "stint": one.stint, "least": problem.rules.least_drivers}
    if one.kind != Kind.AVAILABILITY:
        return str(LET_OFF[one.kind] % facts)
    spans = ", ".join(_span(away.starts_at, away.ends_at, zone) for away in _away(problem.driver(one.driver), found))
    if not spans:
        return _("%(name)s drives also at hours at which they can't now.") % facts
    return _("%(name)s drives also at hours at which they can't now, such as %(spans)s.") % {**facts, "spans": spans}


def _away(driver: Driver, found: Conflict) -> Iterable[windows.Window]:
    return (gap for hour in found.hours for gap in windows.gaps(driver.drives, hour.starts_at, hour.ends_at))


def _span(starts_at: datetime | None, ends_at: datetime | None, zone: str) -> str:
    return moments.span(starts_at, ends_at, zone) if starts_at else ""


def _name(problem: Problem, driver: str) -> str:
    return next((one.name for one in problem.drivers if one.id == driver), driver)
