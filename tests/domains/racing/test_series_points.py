"""Points by place, of the best results so many; ties by the better results."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lineup.domains.racing.series_points import PRESETS, Came, stood

pytestmark = pytest.mark.req("A18")
# a machine with much to do is no fault
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TABLE = (10, 6, 4, 2, 1)


def came(**places: list[int | None]) -> list[Came]:
    return [Came(who, number, place) for who, found in places.items() for number, place in enumerate(found)]


def said(found: Any) -> list[tuple[str, int, int]]:
    return [(one.who, one.points, one.place) for one in found]


def test_points_are_added_up_by_place():
    found = stood(came(ann=[1, 2], ben=[2, 1, 5], cleo=[3, None, 9]), points=TABLE, counted=None)
    assert said(found) == [("ben", 17, 1), ("ann", 16, 2), ("cleo", 4, 3)]


def test_only_the_best_results_count_and_the_others_are_marked():
    (one, two) = stood(came(ann=[1, 5, 2], ben=[2, 2, 2]), points=TABLE, counted=2)
    assert [(score.points, score.is_dropped) for score in one.scores] == [(10, False), (6, False), (1, True)]
    assert (one.points, two.points) == (16, 12)


def test_equal_points_are_told_apart_by_more_first_places_then_second_ones():
    found = stood(came(ann=[2, 2, 3], ben=[1, 2, None]), points=TABLE, counted=None)
    assert said(found) == [("ben", 16, 1), ("ann", 16, 2)]
    found = stood(came(ann=[2, 3], ben=[3, 2], cleo=[5]), points=TABLE, counted=None)
    assert said(found) == [("ann", 10, 1), ("ben", 10, 1), ("cleo", 1, 3)]


# by driver and round where they came, 9 for somebody who did not come
PLACES = some.lists(some.lists(some.sampled_from([1, 2, 3, 5, 8, None, 9]), max_size=4), max_size=4)
RESULTS = PLACES.map(
    lambda rows: [
        Came("abcd"[who], one, place) for who, row in enumerate(rows) for one, place in enumerate(row) if place != 9
    ]
)
COUNTED = some.sampled_from([None, 1, 2, 3, 5])


@calm
@given(RESULTS, COUNTED, some.randoms())
def test_the_order_of_rounds_does_not_matter(results: list[Came], counted: int | None, random: Any):
    mixed = random.sample(results, len(results))
    assert stood(mixed, points=TABLE, counted=counted) == stood(results, points=TABLE, counted=counted)


@calm
@given(RESULTS, some.integers(1, 5))
def test_who_may_drop_more_never_has_more_points_and_never_more_than_the_best_ones(results: list[Came], counted: int):
    fewer = {one.who: one.points for one in stood(results, points=TABLE, counted=counted)}
    more = {one.who: one.points for one in stood(results, points=TABLE, counted=counted + 1)}
    assert all(fewer[who] <= more[who] for who in fewer)
    assert all(points <= counted * TABLE[0] for points in fewer.values())


@calm
@given(RESULTS, COUNTED)
def test_one_more_result_never_lowers_anybodys_points_or_place(results: list[Came], counted: int | None):
    before = {one.who: one for one in stood(results, points=TABLE, counted=counted)}
    for who in before:
        after = {one.who: one for one in stood([*results, Came(who, 99, 8)], points=TABLE, counted=counted)}
        assert after[who].points >= before[who].points
        assert after[who].place <= before[who].place


@calm
@given(RESULTS, COUNTED)
def test_places_never_go_against_points_and_shared_ones_leave_a_gap(results: list[Came], counted: int | None):
    found = stood(results, points=TABLE, counted=counted)
    assert all(one.points >= other.points and one.place <= other.place for one, other in pairwise(found))
    assert [one.place for one in found] == [1 + sum(x.place < one.place for x in found) for one in found]


def test_the_usual_tables_never_rise():
    assert all(list(points) == sorted(points, reverse=True) for points in PRESETS.values())


def test_points_given_and_taken_off_count_for_place_and_are_told_apart():
    found = stood(came(ann=[1], ben=[2], cleo=[3]), points=TABLE, counted=1, adjusted={"ann": -5, "cleo": 2, "dee": 9})
    assert [(one.who, one.points, one.place, one.adjusted) for one in found] == [
        ("ben", 6, 1, 0),
        ("cleo", 6, 2, 2),
        ("ann", 5, 3, -5),
    ]
