from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lineup.core.participation import figures, places
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from tests.support import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def pool():
    return factories.pool(factories.offering(at=NOON), capacity=2)


def test_every_state_is_counted(pool):
    factories.fill(pool, waiting=1, at=NOON)
    counts = figures.by_state(Place.objects.filter(pool=pool))
    assert counts == {state: {"confirmed": 2, "waitlisted": 1}.get(state, 0) for state in State}


def test_sign_ups_are_counted_on_the_days_of_the_zone(pool):
    for hours in (0, 1, 11.5):
        factories.place(pool, at=NOON + timedelta(hours=hours))
    in_utc = figures.sign_ups_by_day(pool.places.all(), zone=UTC)
    in_paris = figures.sign_ups_by_day(pool.places.all(), zone=ZoneInfo("Europe/Paris"))
    assert in_utc == [(date(2026, 5, 1), 3)]
    assert in_paris == [(date(2026, 5, 1), 2), (date(2026, 5, 2), 1)]


def test_who_waited_and_got_in_counts_as_converted(pool):
    first, _second, _third, _fourth = factories.fill(pool, waiting=2, at=NOON)
    places.withdraw(first, by=factories.actor(first.contact), at=NOON)
    assert figures.waitlist_conversion(pool.places.all()) == figures.Share(1, 2)
    assert figures.kept(pool.places.all()) == figures.Share(3, 4)


@pytest.mark.parametrize(("share", "percent"), [((1, 3), 33), ((0, 5), 0), ((0, 0), None)])
def test_a_share_of_nothing_has_no_percentage(share, percent):
    assert figures.Share(*share).percent == percent
