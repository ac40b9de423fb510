"""An atelier is joined like anything else, unless it is gone, over, or at the time of another."""

import pytest

from lineup.core.participation import places
from lineup.domains.onsite import ateliers, sessions
from tests.domains.onsite.conftest import clock
from tests.support import factories


def join(session, guest, at):
    return places.join(session.pool, guest, by=factories.actor(guest), at=at)


@pytest.mark.req("D05", "B04", "B05")
def test_a_full_atelier_has_a_waitlist_that_moves(make_session, at):
    made = make_session(kind="atelier", capacity=1)
    first, second = factories.guest(), factories.guest()
    held, waits = join(made, first, at), join(made, second, at)
    assert (held.state, waits.state) == ("confirmed", "waitlisted")
    places.withdraw(held, by=factories.actor(first), at=at)
    waits.refresh_from_db()
    assert waits.state == "confirmed"


@pytest.mark.req("D04", "D05")
def test_nobody_is_in_two_ateliers_at_once(make_session, at):
    first = make_session("Soldering", kind="atelier", capacity=5)
    second = make_session("Welding", kind="atelier", capacity=5)
    later = make_session("Sawing", (10, 11), kind="atelier", capacity=5)
    guest = factories.guest()
    join(first, guest, at)
    with pytest.raises(ateliers.AtTheSameTime) as refused:
        join(second, guest, at)
    assert "“Soldering”" in str(refused.value)
    assert join(later, guest, at).state == "confirmed"


@pytest.mark.req("D04", "D05")
def test_an_atelier_that_is_gone_or_over_is_joined_by_nobody(make_session, by, at):
    made = make_session(kind="atelier", capacity=5)
    with pytest.raises(ateliers.AtelierOver):
        join(made, factories.guest(), clock(10))
    sessions.discard(made, by=by, at=at)
    with pytest.raises(ateliers.AtelierGone):
        join(made, factories.guest(), at)


@pytest.mark.req("D10")
def test_a_freed_place_goes_on_to_who_waits_until_the_atelier_ends(event, make_session, by):
    """The event has begun by then: its own queue stands still."""
    clay = make_session("Clay", kind="atelier", hours=(9, 11), capacity=1)
    held, waits = (factories.place(clay.pool, factories.guest(), at=clock(7)) for _ in range(2))
    places.revoke(held, by=by, at=clock(10))
    waits.refresh_from_db()
    assert waits.state == "confirmed"
    last = factories.place(clay.pool, factories.guest(), at=clock(10))
    places.revoke(waits, by=by, at=clock(11))
    last.refresh_from_db()
    assert last.state == "waitlisted"
