"""A plan follows what was seen: the stints ahead shift, what ended stays, and the race ends when it ends."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.domains.racing.stints import shifting
from lineup.domains.racing.stints.plan import Stint

pytestmark = pytest.mark.req("C12")
START, MINUTE = datetime(2027, 5, 3, 12, tzinfo=UTC), timedelta(minutes=1)
# who drives, from which minute on; two stints in a row by Ben
DRIVEN = (("ann", 0), ("ben", 60), ("ben", 120), ("ann", 180), ("cid", 235))
END = 240


def plan(driven=DRIVEN, end=END):
    ends = [begins for _driver, begins in driven[1:]] + [end]
    return [
        Stint(number, driver, START + begins * MINUTE, START + until * MINUTE, 20, 60.0, new_tyres=False, dark=False)
        for number, ((driver, begins), until) in enumerate(zip(driven, ends, strict=True), 1)
    ]


def moved(driver, minute, stints=None, end=END):
    found = shifting.shifted(
        stints or plan(), driver=driver, seen_at=START + minute * MINUTE, race_ends_at=START + end * MINUTE
    )
    return None if found is None else [(one.driver, (one.starts_at - START) / MINUTE) for one in found]


@pytest.mark.parametrize(
    ("driver", "minute", "expected"),
    [
        # later by four, earlier by four; the last that has room is driven to the end
        ("ben", 64, [("ann", 0), ("ben", 64), ("ben", 124), ("ann", 184), ("cid", 239)]),
        ("ben", 56, [("ann", 0), ("ben", 56), ("ben", 116), ("ann", 176), ("cid", 231)]),
        # what would begin after the end is left out
        ("ben", 65, [("ann", 0), ("ben", 65), ("ben", 125), ("ann", 185)]),
        # of the second hand-over only what comes after it
        ("ann", 182, [("ann", 0), ("ben", 60), ("ben", 120), ("ann", 182), ("cid", 237)]),
        # nobody knows who took over: the nearest hand-over; a stop between stints of one driver is none
        (None, 57, [("ann", 0), ("ben", 57), ("ben", 117), ("ann", 177), ("cid", 232)]),
        (None, 121, None),
        # too little, too far, no hand-over of the plan
        ("ben", 60.9, None),
        ("ben", 29, None),
        ("cid", 60, None),
        ("dan", 60, None),
    ],
)
def test_the_hand_over_moves_with_all_after_it(driver, minute, expected):
    assert moved(driver, minute) == expected


def test_what_moved_is_driven_and_may_be_put_right_by_name_alone():
    seen = START + 64 * MINUTE
    once = shifting.shifted(plan(), driver="ben", seen_at=seen, race_ends_at=START + END * MINUTE)
    assert [one.done for one in once] == [True, True, False, False, False]
    assert moved("ben", 67, once)[1] == ("ben", 67)
    assert moved(None, 67, once) is None
    # ended long ago: it stays where it was
    assert moved("ben", 125, once) is None


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(2, 90), min_size=2, max_size=8),
    drivers=st.lists(st.sampled_from("abc"), min_size=8, max_size=8),
    seen=st.integers(-10, 800),
    who=st.sampled_from([None, "a", "b", "c"]),
)
def test_it_stays_a_plan(lengths, drivers, seen, who):
    begins = [sum(lengths[:n]) for n in range(len(lengths))]
    stints = plan(tuple(zip(drivers, begins, strict=False)), sum(lengths))
    at, end = START + seen * MINUTE, stints[-1].ends_at
    found = shifting.shifted(stints, driver=who, seen_at=at, race_ends_at=end)
    if found is None:
        return
    assert all(before.ends_at == one.starts_at for before, one in pairwise(found))
    assert all(one.ends_at > one.starts_at for one in found)
    assert (found[0].starts_at, found[-1].ends_at) == (START, end)
    assert [one for one in found if one.ends_at < at] == [
        one for one in found if one.ends_at < at and one.starts_at in {s.starts_at for s in stints}
    ]
    assert at in [one.starts_at for one in found]
