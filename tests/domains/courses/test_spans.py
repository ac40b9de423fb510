"""Spans of seconds: merged, they are what a recount by seconds says, in whatever order and however often they came."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.domains.courses import spans

pytestmark = pytest.mark.req("E05")

ANY = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=8)


def seconds(some):
    return {second for first, last in some for second in range(first, last)}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY, st.integers(0, 1000), st.integers(0, 50))
def test_merged_spans_are_a_recount_by_seconds_replayed_and_shuffled(one, other, seed, most):
    merged = spans.merged([*one, *other])
    shuffled = [*one, *other, *one]
    Random(seed).shuffle(shuffled)
    known: spans.Spans = []
    for span in shuffled:
        known = spans.added(known, [span], most=1000)
    assert known == merged == spans.merged(merged)
    assert seconds(merged) == seconds([*one, *other])
    assert all(before[1] < after[0] for before, after in pairwise(merged))
    assert spans.length(merged) == len(seconds(merged))
    assert seconds(spans.within(one, 30)) == {second for second in seconds(one) if 0 <= second < 30}
    first = spans.merged(one)
    assert seconds(spans.missing(first, other)) == seconds(other) - seconds(one)
    limited = spans.added(first, other, most=most)
    assert spans.length(limited) == len(seconds(one)) + min(most, len(seconds(other) - seconds(one)))
    assert seconds(one) <= seconds(limited) <= seconds(merged)
