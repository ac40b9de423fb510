"""A lap chart tells the order in which cars crossed the line at the end of each lap."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lineup.domains.racing.result_laps import Trace, traced

pytestmark = pytest.mark.req("A17")
# a machine with much to do is no fault
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_positions_and_gaps_follow_from_the_times_of_laps():
    found = traced({"a": [100, 100, 100], "b": [99, 103, 100], "c": [101, None, 90]})
    assert found == {
        "a": Trace((2, 1, 1), (1, 0, 0)),
        "b": Trace((1, 2, 2), (0, 2, 2)),
        "c": Trace((3,), (2,)),
    }


@calm
@given(some.lists(some.lists(some.sampled_from([None, 1, 2, 3, 50]), max_size=5), max_size=5))
def test_in_each_lap_every_position_is_held_once(laps: list[list[int | None]]):
    found = traced(dict(enumerate(laps)))
    for lap in range(6):
        there = [trace.positions[lap] for trace in found.values() if len(trace.positions) > lap]
        assert sorted(there) == list(range(1, len(there) + 1))
        assert all(trace.behind_ms[lap] >= 0 for trace in found.values() if len(trace.behind_ms) > lap)
