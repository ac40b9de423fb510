from dataclasses import replace

import pytest

from lineup.domains.racing.formation import proposing, proving
from lineup.domains.racing.formation.answers import Limits
from lineup.domains.racing.formation.club import Team
from lineup.domains.racing.formation.course import Course
from lineup.domains.racing.stints import checker, solving
from lineup.domains.racing.stints.problem import Rules, Stops
from tests.domains.racing.formation import recount
from tests.domains.racing.formation.clubs import club, driver

pytestmark = [pytest.mark.req("A10"), pytest.mark.embedded]

COURSE = Course(Stops(60, 3, 2, 25_000), 120_000, Rules(turn_minutes=240, turn_stints=None))


def test_each_team_of_a_proposal_is_proved_to_drive_the_race():
    asked = club(driver("Ann", (0, 3)), driver("Ben", (2, 6)), driver("Cleo", (8, 11)), driver("Dee", (10, 14)))
    found = proving.proved(asked, proposing.propose(asked, Limits(5, steps=200)), COURSE)
    assert set(found.can_drive.values()) == {True}
    for team in found.teams:
        plan_of = proving.problem_of(asked, team, COURSE)
        assert checker.check(plan_of, solving.solve(plan_of).stints) == ()


def test_a_team_that_cannot_drive_is_mended_by_a_swap():
    # by hours alone Ann and Ben cover the race, but Ann may not drive all of its first half in a row
    asked = club(driver("Ann", (0, 14)), driver("Ben", (5, 14)), driver("Cleo", (0, 14)), driver("Dee", (0, 14)))
    first = proposing.propose(asked, Limits(5, steps=200))
    together = [
        Team("team-1", "early", "bmw", ("ann", "ben")),
        Team("team-2", "early", "bmw", ("cleo", "dee")),
    ]
    first = replace(first, teams=tuple(together))
    found = proving.proved(asked, first, COURSE, seconds=20)
    assert set(found.can_drive.values()) == {True}
    assert recount.broken(asked, found.teams) == []


def test_a_team_that_nobody_can_help_stays_unproved():
    asked = club(driver("Ann", (0, 1)), driver("Ben", (2, 3)), teams=1)
    found = proving.proved(asked, proposing.propose(asked, Limits(5, steps=200)), COURSE)
    assert list(found.can_drive.values()) == [False]
