"""Each thing in a bin says until when it is kept."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from lineup.interfaces.web.binned import binned

pytestmark = pytest.mark.req("P08")

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def ten_days_later(clock_at, settings):
    settings.BIN_DAYS = 30
    clock_at(datetime(2026, 11, 11, 12, tzinfo=UTC))


def in_bin(**more):
    return SimpleNamespace(binned_at=AT, **more)


@pytest.mark.parametrize("row", [in_bin(), in_bin(stays=False)])
def test_what_goes_by_itself_says_on_which_day(row):
    told = binned(row)
    assert told.startswith('<time datetime="2026-11-01T12:00:00Z"')
    assert " · kept until <time " in told
    assert 'datetime="2026-12-01T12:00:00Z"' in told


def test_what_something_counts_on_and_what_never_goes_name_no_day():
    assert binned(in_bin(stays=True)).endswith("</time> · kept as long as something counts on it")
    assert binned(in_bin(), goes=False).endswith("</time> · kept until it is restored")
