"""Every plan obeys every rule, and what the solver claims of it is so."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, note, settings

from lineup.core.foundation.errors import Invalid
from lineup.domains.racing.stints import checker, conflicts, plan, refusals, solving, timing, whatif
from lineup.domains.racing.stints.answers import Limits
from lineup.domains.racing.stints.problem import Rules
from tests.domains.racing.stints import recount
from tests.domains.racing.stints.races import GREEN, driver, hours, problem, problems

pytestmark = [pytest.mark.req("A12"), pytest.mark.embedded]
few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def drivers_of(found):
    return [one.driver for one in found.stints]


@few
@given(problems())
def test_every_plan_obeys_every_rule_and_measures_what_it_claims(asked):
    try:
        found = solving.solve(asked)
    except Invalid as refused:
        note(refused.code)
        return
    if found is None:
        return
    assert checker.check(asked, found.stints) == ()
    counted = recount.measures(asked, found.stints)
    assert {name: getattr(found.measures, name) for name in counted} == counted
    assert found.measures.minutes == recount.minutes(asked, found.stints)
    assert [(one.aim, one.value) for one in found.claims] == [(aim, counted[aim]) for aim in asked.order]
    assert all(one.bound <= one.value for one in found.claims)


@settings(few, max_examples=12)
@given(problems())
def test_no_plan_is_better_and_none_is_overlooked(asked):
    """Against every way to give the stints to drivers, where these are few."""
    try:
        refusals.check(asked)
    except Invalid:
        return
    counts = timing.counts(asked)
    if len(counts) != 1 or len(asked.drivers) ** counts[0] > 700 or asked.rules.window_minutes:
        return
    clock = timing.clock(asked, counts[0])
    best = None
    for who in product(range(len(asked.drivers)), repeat=counts[0]):
        stints = plan.made(asked, clock, who)
        if stints[-1].starts_at < stints[-1].ends_at and checker.check(asked, stints) == ():
            counted = recount.measures(asked, stints)
            worth = tuple(counted[aim] for aim in asked.order)
            best = worth if best is None else min(best, worth)
    found = solving.solve(asked, Limits(60))
    assert (found and tuple(one.value for one in found.claims)) == best


def test_the_same_problem_has_the_same_plan():
    asked = problem(driver("Ann"), driver("Ben", lap_ms=121_000), driver("Cleo", lap_ms=122_500), minutes=600)
    assert solving.solve(asked).stints == solving.solve(asked).stints


def test_stints_are_as_long_as_the_tank_and_the_last_takes_what_is_left():
    found = solving.solve(problem(driver("Ann"), driver("Ben"), minutes=120, rules=Rules(turn_stints=1)))
    # 20 laps of two minutes; a stop is 25 s of lane and 30 s of fuel
    assert [one.laps for one in found.stints] == [20, 20, 20]
    begins = [one.starts_at - GREEN for one in found.stints]
    assert begins == [timedelta(), timedelta(minutes=40), timedelta(minutes=80, seconds=55)]
    assert found.stints[-1].ends_at == GREEN + timedelta(minutes=120)
    assert [one.litres for one in found.stints] == [60, 60, 60]


def test_more_stops_than_the_tank_needs_make_shorter_stints():
    found = solving.solve(problem(driver("Ann"), driver("Ben"), minutes=120, rules=Rules(least_stops=5)))
    assert len(found.stints) >= 6


def test_a_race_that_ends_with_the_last_stop_ends_with_one_lap():
    found = solving.solve(problem(driver("Ann"), minutes=40, rules=Rules(turn_stints=None)))
    assert [one.laps for one in found.stints] == [20]
    found = solving.solve(problem(driver("Ann"), minutes=41, rules=Rules(turn_stints=None)))
    assert [one.laps for one in found.stints] == [20, 1]


def test_who_is_away_at_night_drives_by_day():
    away = driver("Ann", (-1, 2), (8, 20))
    asked = problem(away, driver("Ben"), driver("Cleo"), minutes=600)
    found = solving.solve(asked)
    assert found.is_proved
    assert all(one.starts_at < GREEN + timedelta(hours=2) or one.starts_at >= GREEN + timedelta(hours=8)
               for one in found.stints if one.driver == "ann")  # fmt: skip


def test_what_was_driven_stays_when_the_rest_is_planned_again():
    asked = problem(driver("Ann"), driver("Ben"), driver("Cleo"), minutes=600)
    first = solving.solve(asked)
    at = GREEN + timedelta(hours=3)
    left = whatif.without(whatif.from_now(asked, first.stints, at), "ben", at)
    again = solving.solve(left)
    begun = [one for one in first.stints if one.starts_at <= at]
    assert drivers_of(again)[: len(begun)] == [one.driver for one in begun]
    assert "ben" not in drivers_of(again)[len(begun) :]
    assert checker.check(left, again.stints) == ()


def test_who_drops_out_before_the_race_is_no_driver_any_more():
    asked = problem(driver("Ann"), driver("Ben"), driver("Cleo"), rules=Rules(starter="ben"), locks={2: "ben"})
    left = whatif.without(asked, "ben", GREEN - timedelta(hours=2))
    assert [one.id for one in left.drivers] == ["ann", "cleo"]
    assert set(drivers_of(solving.solve(left))) == {"ann", "cleo"}


def test_a_race_that_starts_later_moves_its_stints_and_its_night():
    asked = problem(driver("Ann"), driver("Ben"), race_more={"nights": hours((2, 3))})
    late = whatif.later(asked, 45)
    found = solving.solve(late)
    assert found.stints[0].starts_at == GREEN + timedelta(minutes=45)
    assert late.race.nights == hours((2.75, 3.75))
    changed = whatif.changes(solving.solve(asked).stints, found.stints)
    assert [one.number for one in changed] == list(range(1, len(found.stints) + 1))


def test_spotters_are_shared_and_never_drive_or_rest():
    everybody = [replace(driver(name), spots=hours((-1, 20))) for name in ("Ann", "Ben", "Cleo")]
    asked = problem(*everybody, minutes=600, rules=Rules(turn_stints=2, rest_minutes=30))
    found = solving.solve(asked)
    assert found.measures.unspotted == 0
    assert checker.check(asked, found.stints) == ()


def test_many_spotters_of_a_day_have_shares_that_differ_by_no_more_than_the_stints_ask_for():
    everybody = [replace(driver(name), spots=hours((-1, 30))) for name in "ABCDEFGH"]
    found = solving.solve(problem(*everybody, minutes=24 * 60))
    shares = Counter(one.spotter for one in found.stints)
    assert (found.measures.unspotted, max(shares.values())) == (0, -(-len(found.stints) // 8))


def test_better_plans_are_told_and_a_watcher_may_stop():
    heard = []
    asked = problem(*(driver(name) for name in ("Ann", "Ben", "Cleo", "Dee")), minutes=1440)
    found = solving.solve(asked, watch=lambda progress: bool(heard.append(progress)))
    assert heard
    assert found is not None
    assert checker.check(asked, found.stints) == ()


def test_a_hole_in_the_hours_is_named_with_what_would_help():
    drivers = [driver(name, (-1, 2), (3, 20)) for name in ("Ann", "Ben")]
    asked = problem(*drivers, rules=Rules(turn_stints=3))
    assert solving.solve(asked) is None
    found = conflicts.explain(asked)
    assert [(one.kind, one.driver) for one in found.rules] == [("availability", "ann"), ("availability", "ben")]
    assert found.hours == hours((2, 3))
    assert [[one.driver for one in remedy] for remedy in found.remedies] == [["ann"], ["ben"]]
    for remedy in found.remedies:
        assert solving.solve(replace(asked, waived=frozenset(remedy))) is not None


@settings(few, max_examples=4)
@given(problems())
def test_a_conflict_is_the_smallest_and_its_remedies_help(asked):
    try:
        found = conflicts.explain(asked, seconds=5)
    except Invalid:
        return
    if found is None or not found.is_complete:
        return
    every = conflicts.in_force(asked)
    others = [one for one in every if one not in found.rules]
    for rule in found.rules:
        assert solving.is_possible(replace(asked, waived=frozenset([*others, rule]))) is not False or found.hours
    assert solving.is_possible(replace(asked, waived=frozenset(others))) is False
    for remedy in found.remedies:
        assert solving.is_possible(replace(asked, waived=frozenset(remedy))) is not False
