"""Lines that grow day by day."""

from datetime import date, timedelta

import pytest

from lineup.interfaces.web import growth

TODAY = date(2026, 11, 30)


@pytest.mark.req("P14", "E07")
def test_every_day_without_a_step_is_on_the_curve_and_a_long_one_is_thinned():
    days = [(TODAY - timedelta(days=2), 1), (TODAY, 2)]
    assert [value for _label, value in growth.curve(days, today=TODAY)] == [1, 1, 3]
    long = growth.curve([(TODAY - timedelta(days=400), 1), (TODAY, 1)], today=TODAY)
    assert len(long) <= growth.MOST_POINTS + 1
    assert long[-1][1] == 2
    assert growth.curve([], today=TODAY) == []
