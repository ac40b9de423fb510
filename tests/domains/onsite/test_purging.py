"""The bin is emptied of sessions and rooms; an atelier stays with its places."""

from datetime import timedelta

import pytest

from lineup.domains.onsite import purging, rooms, sessions
from lineup.domains.onsite.models import Room, Session


@pytest.mark.req("P08", "D04")
def test_what_lay_in_the_bin_for_its_time_is_deleted(make_room, make_session, by, at):
    gone, kept = make_session("Gone"), make_session("Kept", (11, 12), kind="atelier", capacity=1)
    hall = make_room()
    for one in (gone, kept):
        sessions.discard(one, by=by, at=at)
    rooms.discard(hall, by=by, at=at)
    later = at + timedelta(days=31)
    assert (purging.purge_sessions(before=at, at=later), purging.purge_rooms(before=at, at=later)) == (0, 0)
    assert (purging.purge_sessions(before=later, at=later), purging.purge_rooms(before=later, at=later)) == (1, 1)
    assert (list(Session.objects.values_list("title", flat=True)), Room.objects.count()) == (["Kept"], 0)


@pytest.mark.req("P08", "D03")
def test_a_room_stays_while_a_session_in_the_bin_took_place_there(make_room, make_session, by, at):
    hall = make_room()
    sessions.discard(make_session(room=hall, kind="atelier", capacity=1), by=by, at=at)
    rooms.discard(hall, by=by, at=at)
    later = at + timedelta(days=31)
    assert purging.purge_rooms(before=later, at=later) == 0
