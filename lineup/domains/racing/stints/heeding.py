"""Faults that a planner accepted: a search that starts from their plan may make them again, just as far."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lineup.domains.racing.stints import windows
from lineup.domains.racing.stints.checker import Broken
from lineup.domains.racing.stints.problem import Driver, Problem, Rules
from lineup.domains.racing.stints.windows import Window

AT_LEAST = frozenset({"rest", "long_rest", "least_stints", "least_minutes", "fair_share"})
AT_MOST = frozenset({"turn", "in_a_row", "most_stints", "most_minutes", "night", "window"})
# faults tell whole minutes, rounded down
ROUNDED = frozenset({"turn", "most_minutes", "window"})


def heed(problem: Problem, accepted: Iterable[Broken]) -> Problem:
    """Return the problem in which a plan may break again what was accepted, as far as it did and no further.

    Not so a stint longer than its clock, which says how long all stints are, and a spotter who should rest: without
    one a stint is planned as well. Who dropped out stays out.
    """
    faults = tuple(accepted)
    unlocked = {(one.stint, one.driver) for one in faults if one.code == "lock"}
    return replace(
        problem,
        drivers=tuple(one if one.excused else _driver(problem, one, faults) for one in problem.drivers),
        rules=_rules(problem.rules, faults),
        locks={stint: who for stint, who in problem.locks.items() if (stint, who) not in unlocked},
    )


def _driver(problem: Problem, driver: Driver, faults: Sequence[Broken]) -> Driver:
    own = [one for one in faults if one.driver == driver.id]
    found: dict[str, int] = {}
    for one in own:
        if one.code in AT_LEAST:
            found[one.code] = min(_figure(problem, one), found.get(one.code, _figure(problem, one)))
        elif one.code in AT_MOST:
            found[one.code] = max(_figure(problem, one), found.get(one.code, 0))
    return replace(
        driver,
        accepted=found,
        drives=(*driver.drives, *_away(driver.drives, own, "away")),
        spots=(*driver.spots, *_away(driver.spots, own, "spotter_away")),
    )


def _figure(problem: Problem, fault: Broken) -> int:
    if fault.code == "fair_share":
        # the share is told in laps, and asked for in percent
        return problem.rules.fair_share_percent * fault.minutes // max(1, fault.limit)
    return fault.minutes + (fault.code in ROUNDED)


def _away(said: Sequence[Window], own: Sequence[Broken], code: str) -> Iterable[Window]:
    spans = [(one.starts_at, one.ends_at) for one in own if one.code == code]
    return [gap for begins, ends in spans if begins and ends for gap in windows.gaps(said, begins, ends)]


def _rules(rules: Rules, faults: Sequence[Broken]) -> Rules:
    figures = {one.code: one.minutes for one in faults if not one.driver}
    most = rules.most_drivers
    return replace(
        rules,
        least_drivers=min(rules.least_drivers, figures.get("least_drivers", rules.least_drivers)),
        most_drivers=most if most is None else max(most, figures.get("most_drivers", most)),
        least_stops=min(rules.least_stops, figures.get("stops", rules.least_stops)),
        starter=None if any(one.code == "starter" for one in faults) else rules.starter,
    )
