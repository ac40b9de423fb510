"""Tries are counted where they come from, never against an account alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.people import limits
from lineup.core.people.limits import Limit
from lineup.core.people.models import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.req("P04")]

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
THREE = Limit("three", 3, 60)


def test_the_try_beyond_the_limit_is_refused_with_the_time_to_wait():
    for _ in range(3):
        limits.spend((THREE, "a"), at=AT + timedelta(seconds=20))
    with pytest.raises(limits.TooManyTries) as refusal:
        limits.spend((THREE, "a"), at=AT + timedelta(seconds=20))
    assert (refusal.value.status, refusal.value.facts) == (429, {"minutes": 1, "retry_after": 40})


def test_others_are_not_concerned():
    for _ in range(3):
        limits.spend((THREE, "a"), at=AT)
    limits.spend((THREE, "b"), at=AT)


def test_the_next_span_begins_anew():
    for _ in range(3):
        limits.spend((THREE, "a"), at=AT)
    limits.spend((THREE, "a"), at=AT + timedelta(seconds=60))


def test_a_refused_try_counts_under_no_limit():
    for _ in range(3):
        limits.spend((THREE, "a"), at=AT)
    with pytest.raises(limits.TooManyTries):
        limits.spend((Limit("other", 9, 60), "a"), (THREE, "a"), at=AT)
    assert [tally.count for tally in Tally.objects.all()] == [3]


def test_a_rightful_try_is_given_back():
    for _ in range(10):
        limits.spend((THREE, "a"), at=AT)
        limits.give_back((THREE, "a"), at=AT)


def test_the_table_names_nobody():
    limits.spend((THREE, "ada@example.org"), at=AT)
    assert re.fullmatch("[0-9a-f]+", Tally.objects.get().key)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one(address, network):
    assert limits.network(address) == network


def test_spans_that_ended_are_forgotten():
    limits.spend((THREE, "a"), at=AT)
    assert limits.forget_old(before=AT + timedelta(seconds=61)) == 1
