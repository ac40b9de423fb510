"""Laps first, then time with penalties; who retired after who finished; in each class from one on."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lineup.domains.racing.result_files.shape import ResultStatus
from lineup.domains.racing.result_ranking import CLASSIFIED, Placed, Ran, ranked

pytestmark = pytest.mark.req("A17")
# a machine with much to do is no fault
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ORDERED = [
    Ran("first", "GT3", "finished", 20, 100_000, 4_000, order=5),
    Ran("penalised", "GT3", "finished", 20, 99_000, 3_900, penalty_ms=5_000, order=0),
    Ran("other class", "GT4", "finished", 19, 101_000, 5_000, order=1),
    Ran("lapped", "GT3", "finished", 18, 102_000, 4_100, order=2),
    Ran("no time", "GT3", "finished", 18, None, None, order=3),
    Ran("retired", "GT3", "retired", 19, 98_000, 4_050, order=4),
    Ran("at home", "GT4", "not_started", 0, None, None, order=6),
    Ran("out", "GT3", "disqualified", 20, 90_000, 3_000, order=7),
]


def test_laps_then_time_with_penalties_then_who_retired():
    found = ranked(ORDERED[::-1], by_best_lap=False)
    assert [one.ran.key for one in found] == [one.key for one in ORDERED]
    assert [one.place for one in found] == [1, 2, 3, 4, 5, 6, None, None]
    assert [one.class_place for one in found] == [1, 2, 1, 3, 4, 5, None, None]


def test_gaps_are_to_the_first_of_the_class_in_laps_or_in_time():
    found = ranked(ORDERED, by_best_lap=False)
    assert [(one.behind_laps, one.behind_ms) for one in found] == [
        (None, None),
        (None, 4_000),
        (None, None),
        (2, None),
        (2, None),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_qualifying_goes_by_the_best_lap():
    found = ranked(ORDERED, by_best_lap=True)
    assert [(one.ran.key, one.place, one.behind_ms) for one in found][:5] == [
        ("penalised", 1, None),
        ("first", 2, 100),
        ("retired", 3, 150),
        ("lapped", 4, 200),
        ("other class", 5, None),
    ]
    assert [one.place for one in found][5:] == [None, None, None]


CARS = some.builds(
    Ran,
    key=some.uuids(),
    class_name=some.sampled_from(["GT3", "GT4", ""]),
    status=some.sampled_from(list(ResultStatus)),
    laps=some.integers(0, 4),
    total_ms=some.none() | some.integers(1, 9),
    best_lap_ms=some.none() | some.integers(1, 9),
    penalty_ms=some.integers(0, 3),
)


def _said(found: list[Placed]) -> list[Any]:
    return [(one.ran.key, one.place, one.class_place, one.behind_laps, one.behind_ms) for one in found]


@calm
@given(some.lists(CARS, max_size=8), some.booleans(), some.randoms())
def test_the_order_in_which_cars_are_told_does_not_matter(cars: list[Ran], by_best_lap: bool, random: Any):
    cars = [Ran(**{**vars(one), "order": place}) for place, one in enumerate(cars)]
    mixed = random.sample(cars, len(cars))
    assert _said(ranked(mixed, by_best_lap=by_best_lap)) == _said(ranked(cars, by_best_lap=by_best_lap))


@calm
@given(some.lists(CARS, max_size=8))
def test_places_count_from_one_without_gaps(cars: list[Ran]):
    found = ranked(cars, by_best_lap=False)
    assert [one.place for one in found if one.place] == list(
        range(1, sum(one.status in CLASSIFIED for one in cars) + 1)
    )
    for name in {one.class_name for one in cars}:
        places = [one.class_place for one in found if one.ran.class_name == name and one.class_place]
        assert places == list(range(1, len(places) + 1))


@calm
@given(some.lists(CARS, min_size=1, max_size=8), some.integers(1, 20))
def test_a_penalty_never_gains_a_place(cars: list[Ran], more: int):
    cars = [Ran(**{**vars(one), "order": place}) for place, one in enumerate(cars)]
    before = {one.ran.key: at for at, one in enumerate(ranked(cars, by_best_lap=False))}
    punished = Ran(**{**vars(cars[0]), "penalty_ms": cars[0].penalty_ms + more})
    after = {one.ran.key: at for at, one in enumerate(ranked([punished, *cars[1:]], by_best_lap=False))}
    assert after[punished.key] >= before[punished.key]
