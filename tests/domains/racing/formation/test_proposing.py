"""Every proposal keeps what is settled, and costs what it claims."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from bench import clubs as made_up
from bench import splits
from lineup.core.foundation.errors import Invalid
from lineup.domains.racing.formation import conflicts, measuring, moving, proposing, refusals, start, tables, words
from lineup.domains.racing.formation.answers import Limits, NoSplit
from lineup.domains.racing.formation.club import Bond, Frame, Sizes, Tie
from lineup.domains.racing.formation.search import Split
from tests.domains.racing.formation import recount
from tests.domains.racing.formation.clubs import club, clubs, driver

pytestmark = [pytest.mark.req("A10"), pytest.mark.embedded]
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SHORT = Limits(seconds=5, steps=200)


@few
@given(clubs())
def test_every_proposal_keeps_what_is_settled_and_costs_what_it_claims(asked):
    try:
        found = proposing.propose(asked, SHORT)
    except Invalid:
        return
    assert recount.broken(asked, found.teams) == []
    assert found.measures.points == pytest.approx(recount.points(asked, found.teams))
    assert found.bound <= found.measures.points


@settings(few, max_examples=15)
@given(clubs())
def test_every_change_is_weighed_exactly(asked):
    try:
        refusals.check(asked)
    except Invalid:
        return
    if (first := start.split(asked, seed=1)) is None:
        return
    made = tables.of(asked)
    for one, (weigh, do) in product(range(2), [(Split.swaps, Split.swap), (Split.moves, Split.move)]):
        before = Split(made, first).total
        for other, change in enumerate(weigh(Split(made, first), one)):
            if change < tables.NEVER / 2:
                split = Split(made, first)
                do(split, one, other)
                assert split.total == pytest.approx(before + change)
                assert split.total == pytest.approx(Split(made, split.team).total)


@settings(few, max_examples=15)
@given(clubs())
def test_a_contradiction_is_the_smallest_and_what_helps_does(asked):
    try:
        refusals.check(asked)
    except Invalid:
        return
    if start.split(asked, seed=1) is not None:
        return
    with pytest.raises(NoSplit) as refused:
        proposing.propose(asked, SHORT)
    found = refused.value.conflict
    assert not conflicts.is_possible(asked, found.settled)
    for one in found.settled:
        assert conflicts.is_possible(asked, [other for other in found.settled if other is not one])
    assert words.conflict(asked, found) != ()


def test_the_best_of_all_splits_is_found_where_they_can_be_counted():
    asked = made_up.club(8, seed=3, per_team=4)
    asked = replace(asked, sizes=Sizes(4, 4, 4), teams=2)
    made, best = tables.of(asked), np.inf
    for rest in product((0, 1), repeat=7):
        if sum(rest) == 4:
            best = min(best, Split(made, np.array([0, *rest])).total)
    assert proposing.propose(asked, Limits(20, steps=600)).measures.points == pytest.approx(best)


def test_a_planted_split_without_gaps_is_found_or_matched():
    asked = made_up.club(60, seed=4, planted=True)
    found = proposing.propose(asked, Limits(60, steps=3_000))
    assert found.measures.uncovered_minutes == 0
    for simple in (splits.at_random(asked), splits.snake(asked), splits.greedy(asked)):
        assert found.measures.points < measuring.of_all(asked, simple).points


def test_the_same_seed_gives_the_same_split():
    asked = made_up.club(40, seed=5)
    one, two = (proposing.propose(asked, Limits(60, seed=7, steps=500)) for _ in range(2))
    assert one.teams == two.teams
    assert one.in_time


def test_a_watcher_hears_of_a_whole_split_at_once_and_may_stop():
    heard = []
    asked = made_up.club(40, seed=5)
    found = proposing.propose(asked, Limits(60, steps=100_000), watch=lambda told: bool(heard.append(told)))
    assert len(heard) == 2
    assert recount.broken(asked, heard[0].teams()) == []
    assert (found.steps, found.in_time) == (100, False)


def test_what_is_locked_stays_when_it_is_solved_again():
    asked = made_up.club(20, seed=6)
    first = proposing.propose(asked, SHORT)
    frames = moving.locked(first.teams, whole=[first.teams[0].id], drivers=first.teams[1].drivers[:2])
    again = proposing.propose(replace(asked, frames=frames), Limits(5, seed=2, steps=300))
    assert replace(again.teams[0], drivers=()) == replace(first.teams[0], drivers=())
    assert set(first.teams[0].drivers) <= set(again.teams[0].drivers)
    assert set(first.teams[1].drivers[:2]) <= set(again.teams[1].drivers)


def test_musts_are_kept_and_wishes_are_told_when_they_fail():
    people = [driver(name) for name in ("Ann", "Ben", "Cleo", "Dee")]
    ties = (
        Tie(Bond.TOGETHER, ("ann", "ben"), must=True),
        Tie(Bond.APART, ("cleo", "dee"), must=True),
        Tie(Bond.TOGETHER, ("cleo", "dee")),
    )
    found = proposing.propose(club(*people, ties=ties), SHORT)
    teams = {one: team.id for team in found.teams for one in team.drivers}
    assert teams["ann"] == teams["ben"]
    assert teams["cleo"] != teams["dee"]
    assert found.measures.failed_ties == 1
    told = [one for each in measuring.explained(club(*people, ties=ties), found.teams) for one in each.missed]
    assert sorted((one.what, one.driver) for one in told) == [("together", "cleo"), ("together", "dee")]


def test_each_measure_of_a_move_by_hand_is_told():
    asked = club(driver("Ann", rating=3000), driver("Ben", rating=1000), driver("Cleo", rating=3000), driver("Dee"))
    even = proposing.propose(asked, SHORT).teams
    strong = next(team for team in even if "ann" in team.drivers)
    other = next(team for team in even if team.id != strong.id)
    uneven = moving.moved(even, "ann", other.id)
    found = moving.compared(asked, even, uneven)
    assert found.moved == {"ann": (strong.id, other.id)}
    assert [(one.measure, one.is_better) for one in found.differences if one.measure == "rating_spread"] == [
        ("rating_spread", False)
    ]
    assert moving.swapped(moving.swapped(even, "ann", "ben"), "ann", "ben")


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (club(), refusals.NobodySignedUp),
        (club(driver("Ann"), driver("Ann")), refusals.NamedTwice),
        (club(driver("Ann"), driver("Ben", (20, 30))), refusals.NoHours),
        (club(driver("Ann"), driver("Ben", cars=("porsche",))), refusals.CarNotInClass),
        (club(driver("Ann"), driver("Ben", slots=("never",))), refusals.UnknownChoice),
        (club(*(driver(f"D{n}") for n in range(7))), refusals.TooManyDrivers),
        (club(driver("Ann")), refusals.TooFewDrivers),
        (club(driver("Ann"), driver("Ben"), sizes=Sizes(3, 2, 1)), refusals.BadSizes),
        (club(driver("Ann", rating=float("nan")), driver("Ben")), refusals.BadRating),
        (
            club(driver("Ann"), driver("Ben"), frames=(Frame("a", drivers=("ann",)), Frame("b", drivers=("ann",)))),
            refusals.ConflictingLocks,
        ),
        (club(driver("Ann"), driver("Ben"), ties=(Tie(Bond.APART, ("ann", "ann")),)), refusals.OnlyOneInTie),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(asked, refusal):
    with pytest.raises(refusal) as refused:
        proposing.propose(asked, SHORT)
    assert str(refused.value).endswith(".")


def test_an_hour_that_is_not_free_from_end_to_end_is_not_covered():
    asked = club(driver("Ann", (0, 3.75)), driver("Ben", (3.75, 6)), teams=1, bin_minutes=60)
    found = proposing.propose(asked, SHORT)
    assert (found.teams[0].slot, found.measures.uncovered_minutes) == ("early", 60)
