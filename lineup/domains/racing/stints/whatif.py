"""The same race told otherwise: from now on, without somebody, later; and what that changes in the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing.stints import windows
from lineup.domains.racing.stints.plan import Stint
from lineup.domains.racing.stints.problem import Driven, Driver, Problem


class AlreadyRunning(Refusal):
    code = "race_runs"
    sentence = _("The race has begun: it can't start later any more. Plan again from now on.")


@dataclass(frozen=True)
class Change:
    """A stint that another driver has, or that begins at another time; None where there is no such stint."""

    number: int
    before: Stint | None
    after: Stint | None


def from_now(problem: Problem, stints: Sequence[Stint], at: datetime) -> Problem:
    """Return what is left to plan at that instant, if the race went as planned so far: the stint under way stays."""
    begun = [one for one in stints if one.starts_at <= at]
    driven = tuple(Driven(one.driver, one.starts_at, one.ends_at, one.laps, one.new_tyres) for one in begun)
    return replace(problem, driven=driven)


def without(problem: Problem, driver: str, at: datetime) -> Problem:
    """Return the problem where the driver drops out then: what they drove counts, and nothing more is asked of them.

    Who has not driven is no driver of the car any more. A lock on a stint ahead goes with them.
    """
    locks = {stint: who for stint, who in problem.locks.items() if who != driver or stint <= len(problem.driven)}
    rules = problem.rules
    if rules.starter == driver and not problem.driven:
        rules = replace(rules, starter=None)
    drove = any(one.driver == driver for one in problem.driven)
    drivers = tuple(
        _until(one, at) if one.id == driver else one for one in problem.drivers if drove or one.id != driver
    )
    return replace(problem, drivers=drivers, locks=locks, rules=rules)


def _until(driver: Driver, at: datetime) -> Driver:
    always = datetime.min.replace(tzinfo=at.tzinfo)
    drives, spots = (windows.within(one, always, at) for one in (driver.drives, driver.spots))
    return replace(driver, drives=drives, spots=spots, excused=True)


def later(problem: Problem, minutes: int) -> Problem:
    """Return the problem where the green flag falls so much later; the night of the game moves along.

    Raises AlreadyRunning once something was driven.
    """
    if problem.driven:
        raise AlreadyRunning
    by, race = timedelta(minutes=minutes), problem.race
    nights = tuple(replace(one, starts_at=one.starts_at + by, ends_at=one.ends_at + by) for one in race.nights)
    return replace(problem, race=replace(race, green_flag_at=race.green_flag_at + by, nights=nights))


def changes(before: Sequence[Stint], after: Sequence[Stint]) -> tuple[Change, ...]:
    """Return the stints that differ in driver or in time."""
    count = max(len(before), len(after))
    pairs = [(_at(before, number), _at(after, number)) for number in range(count)]
    return tuple(Change(number, old, new) for number, (old, new) in enumerate(pairs, 1) if _key(old) != _key(new))


def _at(stints: Sequence[Stint], number: int) -> Stint | None:
    return stints[number] if number < len(stints) else None


def _key(stint: Stint | None) -> object:
    return stint and (stint.driver, stint.starts_at, stint.ends_at)
