"""What is asked of each driver – fewest and most stints, in a row, in the dark, who starts – by search and by hand."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.domains.racing.stints import checker, conflicts, plan, solving, timing, words
from lineup.domains.racing.stints.problem import Kind, Rules
from tests.domains.racing.stints.races import driver, hours, problem

pytestmark = [pytest.mark.req("A12"), pytest.mark.embedded]
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
CODES = {"least_stints", "most_stints", "in_a_row", "night", "starter"}


@st.composite
def races(draw):
    """Six hours in nine stints or so, of three drivers who can always drive, each with rules of their own."""
    some = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    drivers = [
        driver(
            name,
            turn_stints=some(None, 1, 2, 5),
            least_stints=some(0, 1, 3),
            most_stints=some(None, 3, 4, 6),
            most_night_stints=some(None, 0, 1, 2),
        )
        for name in ("Ann", "Ben", "Cleo")
    ]
    rules = Rules(turn_stints=some(None, 3), starter=some(None, "ann", "cleo"))
    return problem(*drivers, rules=rules, race_more={"nights": hours((draw(st.integers(0, 3)), 5))})


def broken(asked, stints):
    """Who breaks which of the rules, counted anew out of the names alone."""
    who, dark = Counter(one.driver for one in stints), Counter(one.driver for one in stints if one.dark)
    turns = [(name, len(list(turn))) for name, turn in groupby(one.driver for one in stints)]
    found = set()
    for one in asked.drivers:
        longest = max((length for name, length in turns if name == one.id), default=0)
        most = [limit for limit in (one.turn_stints, asked.rules.turn_stints) if limit]
        found |= {
            (code, one.id)
            for code, is_so in {
                "least_stints": who[one.id] < one.least_stints,
                "most_stints": one.most_stints is not None and who[one.id] > one.most_stints,
                "night": one.most_night_stints is not None and dark[one.id] > one.most_night_stints,
                "in_a_row": bool(most) and longest > min(most),
                "starter": asked.rules.starter == one.id != stints[0].driver,
            }.items()
            if is_so
        }
    return found


@few
@given(races())
def test_a_plan_that_is_found_keeps_each_driver_s_rules(asked):
    found = solving.solve(asked)
    if found is not None:
        assert broken(asked, found.stints) == set()


@few
@given(races(), st.data())
def test_a_plan_by_hand_is_told_exactly_the_rules_that_it_breaks(asked, data):
    count = timing.counts(asked)[0]
    who = data.draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    stints = plan.made(asked, timing.clock(asked, count), who)
    told = [one for one in checker.check(asked, stints) if one.code in CODES]
    assert {(one.code, one.driver) for one in told} == broken(asked, stints)
    assert all(words.fault(asked, one, "UTC").count(":") >= 1 for one in told)


def test_who_drives_one_stint_at_a_time_is_never_given_two_in_a_row():
    found = solving.solve(problem(driver("Ann", turn_stints=1), driver("Ben"), rules=Rules(turn_stints=5)))
    in_a_row = {name: len(list(turn)) for name, turn in groupby(one.driver for one in found.stints) if name == "ann"}
    assert in_a_row == {"ann": 1}


def test_who_alone_could_drive_the_night_and_will_not_is_named_with_what_would_help():
    nights = {"nights": hours((2, 4))}
    shy, away = driver("Ann", most_night_stints=0), driver("Ben", (-1, 2), (4.5, 20))
    found = conflicts.explain(problem(shy, away, race_more=nights, rules=Rules(turn_stints=None)))
    assert {(one.kind, one.driver) for one in found.rules} == {(Kind.NIGHT, "ann"), (Kind.AVAILABILITY, "ben")}
    assert {rule.driver for remedy in found.remedies for rule in remedy} == {"ann", "ben"}
