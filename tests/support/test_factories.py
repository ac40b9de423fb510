import pytest

from lineup.core.participation.transitions import State
from tests.support import factories

pytestmark = pytest.mark.django_db


def test_a_pool_brings_its_offering_and_is_filled_in_the_order_of_the_queue():
    pool = factories.pool(capacity=2)
    assert [place.state for place in factories.fill(pool, waiting=1)] == [
        State.CONFIRMED,
        State.CONFIRMED,
        State.WAITLISTED,
    ]


def test_people_of_a_club_and_guests_are_told_apart():
    club = factories.club()
    assert factories.club_owner(club).is_guest is False
    assert factories.club_member(club, role="event_manager").is_guest is False
    assert factories.guest(proved=True).is_guest is True


def test_a_join_request_comes_with_its_secret():
    request, secret = factories.join_request(factories.pool())
    assert request.place is None
    assert secret.startswith("lnp_")
