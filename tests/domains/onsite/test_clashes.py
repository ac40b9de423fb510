"""Clashes of room, speaker and people with places are named before anything is saved."""

import pytest

from lineup.core.participation import places
from lineup.domains.onsite import clashes, sessions
from lineup.domains.onsite.models import Session
from tests.domains.onsite.conftest import clock
from tests.support import factories


@pytest.mark.req("D04", "D08")
def test_a_room_is_not_used_twice_at_once(make_room, make_session):
    hall = make_room()
    make_session("Opening", (9, 10), room=hall)
    make_session("After", (10, 11), room=hall)
    with pytest.raises(clashes.Clashes) as refused:
        make_session("Between", starts_at=clock(9, 30), ends_at=clock(10, 30), room=hall)
    told = "Hall is taken by “Opening”. Hall is taken by “After”."
    assert str(refused.value) == f"{told} Choose another time or room, or save it all the same."
    assert Session.objects.count() == 2


@pytest.mark.req("D04")
def test_somebody_speaks_in_one_place_at_a_time(make_session):
    make_session("Opening", speakers=["Ada"])
    with pytest.raises(clashes.Clashes) as refused:
        make_session("Elsewhere", speakers=["ADA"])
    assert str(refused.value).startswith("Ada speaks in “Opening”.")


@pytest.mark.req("D04", "D05")
def test_people_with_places_in_both_are_counted(make_session, by, at):
    first = make_session("Soldering", kind="atelier", capacity=5)
    second = make_session("Welding", (11, 12), kind="atelier", capacity=5)
    for guest in (factories.guest(), factories.guest()):
        for one in (first, second):
            places.join(one.pool, guest, by=factories.actor(guest), at=at)
    with pytest.raises(clashes.Clashes) as refused:
        sessions.move(second, room=None, starts_at=clock(9, 30), by=by, at=at)
    assert str(refused.value).startswith("2 people have places in “Soldering”.")


@pytest.mark.req("D04")
def test_who_insists_saves_it_all_the_same(make_room, make_session):
    hall = make_room()
    make_session(room=hall)
    assert make_session("Also", room=hall, despite_clashes=True).room == hall


@pytest.mark.req("D04")
def test_of_many_clashes_the_first_are_named_and_the_rest_counted(make_room, make_session):
    hall = make_room()
    for number in range(7):
        make_session(f"S{number}", room=hall, despite_clashes=True)
    with pytest.raises(clashes.Clashes) as refused:
        make_session("Last", room=hall)
    assert "And 2 more." in str(refused.value)
