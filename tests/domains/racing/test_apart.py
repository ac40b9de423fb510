"""Searches in a process of their own answer, refuse and end as those in this one do."""

import subprocess
import sys
from dataclasses import replace

import pytest
from django.utils import translation

from bench import clubs as made_up
from lineup.domains.racing import apart
from lineup.domains.racing.formation import answers as of_teams
from lineup.domains.racing.formation import proposing
from lineup.domains.racing.formation import refusals as refusals_of_teams
from lineup.domains.racing.formation.club import Bond, Tie
from lineup.domains.racing.formation.course import Course
from lineup.domains.racing.stints import solving
from lineup.domains.racing.stints.answers import Conflict
from lineup.domains.racing.stints.problem import Rules, Stops
from lineup.domains.racing.stints.refusals import TooManyDrivers
from tests.domains.racing.formation.clubs import club
from tests.domains.racing.formation.clubs import driver as signed_up
from tests.domains.racing.stints.races import driver, problem

pytestmark = [pytest.mark.req("A10", "A12"), pytest.mark.embedded]


def test_a_stint_plan_is_the_same_as_in_this_process():
    asked = problem(driver("Ann"), driver("Ben"), driver("Cleo"))
    assert apart.plan(asked).stints == solving.solve(asked).stints


def test_why_there_is_no_plan_comes_back_too():
    found = apart.plan(problem(driver("Ann", (-1, 2), (3, 20))))
    assert isinstance(found, Conflict)
    assert [one.driver for one in found.rules] == ["ann"]


def test_teams_are_the_same_as_in_this_process_and_progress_is_heard():
    asked, limits, heard = made_up.club(30, seed=2), of_teams.Limits(60, steps=300), []
    found = apart.propose(asked, limits, lambda told: not heard.append(told))
    assert found.teams == proposing.propose(asked, limits).teams
    assert len(heard[0].teams()) == asked.teams


def never(told):
    return False


def test_who_has_seen_enough_gets_the_best_so_far():
    found = apart.propose(made_up.club(30, seed=2), of_teams.Limits(60, steps=1_000_000), watch=never)
    assert not found.in_time
    assert len(found.teams) == 6


def test_teams_are_proved_where_the_race_is_told():
    course = Course(Stops(60, 3, 2, 25_000), 120_000, Rules(turn_stints=None))
    asked = club(*(signed_up(name) for name in ("Ann", "Ben", "Cleo", "Dee")))
    found = apart.propose(asked, of_teams.Limits(5, steps=100), course=course)
    assert set(found.can_drive.values()) == {True}


def test_refusals_keep_their_sentence_and_what_they_know():
    with pytest.raises(TooManyDrivers) as refused:
        apart.plan(problem(driver("Ann"), driver("Ben"), rules=Rules(most_drivers=1)))
    with translation.override("fr"):
        assert str(refused.value).startswith("La course permet 1 pilote par voiture et 2 sont nommés")
    tie = Tie(Bond.TOGETHER, ("ann", "ben"), must=True)
    asked = club(*(signed_up(name) for name in ("Ann", "Ben", "Cleo")), ties=(tie, replace(tie, bond=Bond.APART)))
    with pytest.raises(of_teams.NoSplit) as refused:
        apart.propose(asked)
    assert set(refused.value.conflict.settled) == {tie, replace(tie, bond=Bond.APART)}
    with pytest.raises(refusals_of_teams.NobodySignedUp):
        apart.propose(club())


def test_a_child_that_dies_is_told_as_such(monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(apart.SolverDied):
        apart.plan(problem(driver("Ann")))


def test_whoever_asks_imports_nothing_that_solves():
    words = ("apart", "formation.moving", "formation.words", "stints.whatif", "stints.words")
    code = "import sys, " + ", ".join(f"lineup.domains.racing.{one}" for one in words)
    checked = f"{code}; sys.exit(bool({{'ortools', 'numpy', 'pandas'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
