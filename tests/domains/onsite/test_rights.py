"""A room manager acts in the rooms they have duty in, and nowhere else."""

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import duties, sessions, team
from lineup.domains.onsite.models import Session
from lineup.domains.onsite.roles import Staff
from tests.domains.onsite.conftest import clock
from tests.support import factories


@pytest.fixture
def hall(make_room):
    return make_room("Hall")


@pytest.fixture
def attic(make_room):
    return make_room("Attic")


@pytest.fixture
def gina(event, hall, by, at):
    """On duty in the hall from nine to twelve."""
    gina = factories.member("Gina")
    times = {"starts_at": clock(9), "ends_at": clock(12)}
    duties.assign(event, gina, role=Staff.MANAGER, room=hall, by=by, at=at, **times)
    return gina


ACTS = {
    "change": lambda one, by, at: sessions.change(one, title="Changed", by=by, at=at),
    "move": lambda one, by, at: sessions.move(one, room=one.room, starts_at=clock(15), by=by, at=at),
    "mark": lambda one, by, at: sessions.mark(one, Session.Status.RUNNING, by=by, at=at),
    "discard": lambda one, by, at: sessions.discard(one, by=by, at=at),
    "create": lambda one, by, at: sessions.create(one.event, title="New", room=one.room, by=by, at=at),
}


def outcome(act, one, person, at):
    try:
        ACTS[act](one, factories.actor(person), at)
    except Refusal as refusal:
        return refusal.code
    return "done"


@pytest.mark.req("D09")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("hour", "expected"), [(8, "done"), (10, "done"), (12, "room_not_yours")])
def test_before_and_in_the_slot_they_act_in_their_room_and_after_it_no_more(
    act, hour, expected, make_session, hall, gina
):
    one = make_session("In the hall", (13, 14), room=hall)
    assert outcome(act, one, gina, clock(hour)) == expected


@pytest.mark.req("D09")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("where", ["attic", "nowhere"])
def test_elsewhere_they_do_not_act(act, where, make_session, attic, gina):
    one = make_session("Elsewhere", (13, 14), room=attic if where == "attic" else None)
    assert outcome(act, one, gina, clock(10)) == "room_not_yours"


@pytest.mark.req("D09")
def test_a_session_is_not_moved_out_of_their_rooms_nor_into_them(make_session, hall, attic, gina):
    inside, outside = make_session("In", (13, 14), room=hall), make_session("Out", (13, 14), room=attic)
    for one, to in ((inside, attic), (outside, hall)):
        with pytest.raises(Refusal) as refused:
            sessions.change(one, room=to, despite_clashes=True, by=factories.actor(gina), at=clock(10))
        assert str(refused.value) == "You look after Hall; for sessions elsewhere ask the organiser or the president."


@pytest.mark.req("D09")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["organiser", "president", "admin"])
def test_who_leads_the_event_acts_everywhere(act, who, event, make_session, attic, organiser, by, at):
    president = factories.member("Paula")
    team.set_president(event, president, by=by, at=at)
    people = {"organiser": organiser, "president": president, "admin": factories.admin()}
    assert outcome(act, make_session("Elsewhere", (13, 14), room=attic), people[who], clock(10)) == "done"


@pytest.mark.req("D09")
def test_a_controller_acts_in_no_session(event, make_session, hall, by, at):
    hugo = factories.member("Hugo")
    times = {"starts_at": clock(9), "ends_at": clock(12)}
    duties.assign(event, hugo, role=Staff.CONTROLLER, room=hall, by=by, at=at, **times)
    one = make_session("In the hall", (13, 14), room=hall)
    assert {act: outcome(act, one, hugo, clock(10)) for act in ACTS} == dict.fromkeys(ACTS, "room_not_yours")


@pytest.mark.req("D09")
def test_they_see_the_sessions_of_any_slot_of_theirs_and_leaders_all(event, make_session, hall, attic, gina, organiser):
    make_session("In", (13, 14), room=hall)
    make_session("Out", (14, 15), room=attic)
    make_session("Nowhere", (15, 16))
    assert [one.title for one in sessions.kept_by(event, gina)] == ["In"]
    assert [one.title for one in sessions.kept_by(event, organiser)] == ["In", "Out", "Nowhere"]
