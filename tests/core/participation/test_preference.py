"""What an organiser does past the queue: moving a group up, adding a guest by hand."""

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places, queue
from lineup.core.participation.transitions import State, WrongState
from tests.support import factories

pytestmark = pytest.mark.django_db


def organiser(pool):
    return factories.actor(pool.offering.organiser)


@pytest.mark.req("B04")
def test_who_is_moved_up_gets_the_next_free_place():
    pool = factories.pool(capacity=1)
    held, first, second = factories.fill(pool, waiting=2)
    queue.move_up(second, by=organiser(pool), at=clock.now())
    places.withdraw(held, by=factories.actor(held.contact), at=clock.now())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.WAITLISTED, State.CONFIRMED)


@pytest.mark.req("B04")
def test_who_is_moved_up_last_stands_first_and_can_be_moved_back():
    pool = factories.pool(capacity=0)
    first, second, third = factories.fill(pool, waiting=3)
    queue.move_up(second, by=organiser(pool), at=clock.now())
    queue.move_up(third, by=organiser(pool), at=clock.now())
    assert list(queue.waiting(pool)) == [third, second, first]
    queue.move_back(third, by=organiser(pool), at=clock.now())
    assert list(queue.waiting(pool)) == [second, first, third]


@pytest.mark.req("B04")
def test_a_group_that_fits_comes_in_when_it_is_moved_before_one_that_does_not():
    pool = factories.pool(capacity=2)
    factories.place(pool)
    large = factories.place(pool, companions=["Ana"])
    small = factories.place(pool)
    moved = queue.move_up(small, by=organiser(pool), at=clock.now())
    large.refresh_from_db()
    assert (moved.state, large.state) == (State.CONFIRMED, State.WAITLISTED)


def test_only_who_waits_can_be_moved_up():
    place = factories.place()
    with pytest.raises(WrongState):
        queue.move_up(place, by=organiser(place.pool), at=clock.now())


@pytest.mark.req("B05")
def test_a_guest_added_by_hand_takes_a_place_or_is_refused():
    pool = factories.pool(capacity=1, admission="invitation")
    guest = factories.guest()
    host = organiser(pool)
    added = places.add(pool, guest, by=host, at=clock.now())
    again = places.add(pool, guest, by=host, at=clock.now())
    assert (added.state, again) == (State.CONFIRMED, added)
    other = factories.guest()
    with pytest.raises(places.PoolFull):
        places.add(pool, other, by=host, at=clock.now())
