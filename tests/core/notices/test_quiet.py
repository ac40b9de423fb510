from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from lineup.core.notices import quiet

ZONES = ["Europe/Paris", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]
ZONES += ["Pacific/Apia", "Africa/Casablanca", "America/Santiago", "Pacific/Chatham"]
TIMES = some.builds(time, some.integers(0, 23), some.sampled_from([0, 1, 15, 30, 59]))
INSTANTS = some.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))


def end(at, zone="Europe/Paris", quiet_from=time(22), quiet_until=time(7)):
    return quiet.ends_at(at, zone=zone, quiet_from=quiet_from, quiet_until=quiet_until)


def paris(*parts, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Paris"), fold=fold)


@pytest.mark.req("Q23", "P12")
@pytest.mark.parametrize(
    ("at", "until"),
    [
        (paris(2027, 3, 1, 21, 59, 59), None),
        (paris(2027, 3, 1, 22), paris(2027, 3, 2, 7)),
        (paris(2027, 3, 2, 3), paris(2027, 3, 2, 7)),
        (paris(2027, 3, 2, 7), None),
        # the night of 23 hours, and that of 25
        (paris(2027, 3, 27, 23), paris(2027, 3, 28, 7)),
        (paris(2027, 10, 30, 23), paris(2027, 10, 31, 7)),
    ],
)
def test_quiet_hours_across_midnight_end_in_the_morning_of_ones_own_clock(at, until):
    assert end(at) == until


def test_quiet_hours_within_a_day_end_on_it():
    assert end(paris(2027, 3, 1, 13), quiet_from=time(12), quiet_until=time(14)) == paris(2027, 3, 1, 14)
    assert end(paris(2027, 3, 1, 15), quiet_from=time(12), quiet_until=time(14)) is None


def test_who_has_no_quiet_hours_is_never_quiet():
    assert end(paris(2027, 3, 1, 3), quiet_from=None, quiet_until=None) is None


def test_an_end_that_comes_twice_ends_the_quiet_twice():
    first, second = paris(2027, 10, 31, 2, 30), paris(2027, 10, 31, 2, 30, fold=1)
    assert end(paris(2027, 10, 31, 2, 10), quiet_until=time(2, 30)) == first.astimezone(UTC)
    assert end(paris(2027, 10, 31, 2, 10, fold=1), quiet_until=time(2, 30)) == second.astimezone(UTC)


def test_an_end_that_is_left_out_comes_as_late_as_it_would_have():
    assert end(paris(2027, 3, 28, 1, 30), quiet_until=time(2, 30)) == paris(2027, 3, 28, 3, 30)


def exists(local):
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)


@pytest.mark.req("Q23")
@settings(max_examples=500, deadline=None)
@given(INSTANTS, some.sampled_from(ZONES), TIMES, TIMES)
@example(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "Europe/Paris", time(22), time(2, 30))
@example(datetime(2026, 3, 22, 0, 59, tzinfo=UTC), "Africa/Casablanca", time(2, 1), time(2))
@example(datetime(2027, 4, 4, 15, 10, tzinfo=UTC), "Australia/Lord_Howe", time(22), time(1, 45))
def test_whenever_it_is_quiet_it_ends_at_the_hour_one_chose_and_is_not_quiet_then(at, zone, quiet_from, quiet_until):
    until = end(at, zone, quiet_from, quiet_until)
    local = at.astimezone(ZoneInfo(zone)).time()
    overnight = quiet_from > quiet_until
    within = local >= quiet_from or local < quiet_until if overnight else quiet_from <= local < quiet_until
    assert (until is not None) == within
    if until is None:
        return
    assert at < until <= at + timedelta(hours=25)
    there = until.astimezone(ZoneInfo(zone))
    wanted = datetime.combine(there.date(), quiet_until, ZoneInfo(zone))
    # somebody's only loud hour can lie where the clock is put forward
    no_loud_hour = not exists(wanted) and quiet_until <= quiet_from <= there.time()
    assert (end(until, zone, quiet_from, quiet_until) is not None) == no_loud_hour
    assert there.time() == quiet_until or not exists(wanted)
