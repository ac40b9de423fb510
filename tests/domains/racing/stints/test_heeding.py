"""What a planner accepted may be broken again by a search, as far as it was and no further."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing.stints import checker, heeding, plan, refusals, solving, timing
from lineup.domains.racing.stints.problem import Rules
from tests.domains.racing.stints.races import driver, problem, problems

pytestmark = [pytest.mark.req("A12"), pytest.mark.embedded]
few = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(problems(), st.data())
def test_a_plan_whose_faults_are_all_accepted_is_possible_again(asked, data):
    # a window counts a stint at its edge in the shortest distance it can have: refused now and then, as documented
    asked = replace(asked, rules=replace(asked.rules, window_minutes=None, most_in_window=None))
    try:
        refusals.check(asked)
    except Refusal:
        assume(False)
    counts = timing.counts(asked)
    assume(counts)
    who = data.draw(st.lists(st.integers(0, len(asked.drivers) - 1), min_size=counts[0], max_size=counts[0]))
    faults = checker.check(asked, plan.made(asked, timing.clock(asked, counts[0]), who))
    assume(all(one.is_waivable and one.code != "stint_clock" for one in faults))
    assert solving.is_possible(heeding.heed(asked, faults), seconds=20) is True


def test_it_goes_as_far_as_was_accepted_and_no_further():
    asked = problem(driver("Ann", most_stints=2), driver("Ben", most_stints=6), rules=Rules(turn_stints=None))
    assert solving.solve(asked) is None
    three = checker.Broken("most_stints", "ann", minutes=3, limit=2)
    found = solving.solve(heeding.heed(asked, [three]))
    assert Counter(one.driver for one in found.stints) == {"ann": 3, "ben": 6}
    assert checker.check(asked, found.stints) == (three,)


def test_who_is_away_drives_in_the_accepted_hours_alone():
    asked = problem(driver("Ann", (-1, 2)), driver("Ben", (-1, 2), (3, 20)), rules=Rules(turn_stints=None))
    assert solving.solve(asked) is None
    whole = solving.solve(replace(asked, drivers=(driver("Ann"), driver("Ben", (-1, 2), (3, 20)))))
    away = [one for one in checker.check(asked, whole.stints) if one.code == "away" and one.driver == "ann"]
    heeded = heeding.heed(asked, away[:1])
    [added] = heeded.driver("ann").drives[1:]
    assert added.ends_at == away[0].ends_at
    assert heeded.driver("ben") == asked.driver("ben")


def test_who_dropped_out_is_not_called_back_by_what_was_accepted():
    asked = problem(driver("Ann", (-1, 2), excused=True), driver("Ben"))
    away = checker.Broken("away", "ann", 5, asked.race.instant(9_000_000), asked.race.instant(10_000_000))
    assert heeding.heed(asked, [away]).drivers == asked.drivers
