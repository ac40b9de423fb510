from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.domains.racing.stints import windows
from lineup.domains.racing.stints.windows import Window
from tests.domains.racing.stints.races import GREEN, hours

pytestmark = [pytest.mark.req("A08"), pytest.mark.embedded]

many = st.lists(st.tuples(st.integers(0, 48), st.integers(1, 12)), max_size=6)


def test_a_window_across_midnight_ends_the_day_after():
    found = windows.on_clock(date(2027, 6, 12), time(22), time(6), "Europe/Paris")
    assert found == Window(datetime(2027, 6, 12, 20, tzinfo=UTC), datetime(2027, 6, 13, 4, tzinfo=UTC))


@pytest.mark.parametrize(("day", "length"), [(date(2027, 3, 27), 7), (date(2027, 10, 30), 9), (date(2027, 6, 12), 8)])
def test_a_night_in_which_clocks_change_is_an_hour_shorter_or_longer(day, length):
    assert windows.on_clock(day, time(22), time(6), "Europe/Paris").length == timedelta(hours=length)


def test_an_hour_that_clocks_skip_is_no_window():
    with pytest.raises(windows.BadWindow):
        windows.on_clock(date(2027, 3, 28), time(2, 30), time(3, 15), "Europe/Paris")


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(GREEN, GREEN), (GREEN + timedelta(hours=1), GREEN), (GREEN.replace(tzinfo=None), GREEN)]
)
def test_what_is_no_span_of_time_is_refused(starts_at, ends_at):
    with pytest.raises(windows.BadWindow):
        Window(starts_at, ends_at)


@given(many)
def test_windows_and_gaps_make_the_whole(spans):
    found = [Window(GREEN + timedelta(hours=a), GREEN + timedelta(hours=a + length)) for a, length in spans]
    ends = GREEN + timedelta(hours=60)
    parts = [*windows.joined(found), *windows.gaps(found, GREEN, ends)]
    assert sum((one.length for one in parts), timedelta()) == timedelta(hours=60)
    assert windows.covers(parts, GREEN, ends)


def test_the_highest_preference_of_an_hour_counts():
    painted = (*hours((0, 4), preference=2), *hours((2, 6), preference=5))
    assert [windows.preference_at(painted, GREEN + timedelta(hours=one)) for one in (1, 3, 9)] == [2, 5, 3]
