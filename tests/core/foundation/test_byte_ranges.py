"""Which part of a file a Range header asks for."""

import pytest

from lineup.core.foundation import byte_ranges
from lineup.core.foundation.byte_ranges import Part

pytestmark = pytest.mark.req("E04")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=90-500", Part(90, 99)),
        ("bytes=-5", Part(95, 99)),
        ("bytes=-500", Part(0, 99)),
        ("", None),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_one_span_is_answered_and_all_else_is_the_whole(asked, part):
    assert byte_ranges.wanted(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=-0"])
def test_what_lies_behind_the_end_is_not_there(asked):
    with pytest.raises(byte_ranges.NotThere):
        byte_ranges.wanted(asked, 100)
