"""Who was there, taken back after a slip."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.domains.events import attendance, attendees, events
from lineup.domains.events.models import Attendance
from tests.support import factories


def test_a_confirmed_guest_is_checked_in_once(make_event, organiser, at):
    place = factories.place(events.pool_of(make_event()), at=at)
    by = factories.actor(organiser)
    first = attendance.check_in(place, by=by, at=at)
    again = attendance.check_in(place, by=by, at=at + timedelta(minutes=1))
    assert (again.at, again.by, Attendance.objects.count()) == (first.at, organiser, 1)
    assert Entry.objects.filter(action="attendance.check_in").count() == 1


def test_a_check_in_is_taken_back(make_event, organiser, at):
    place = factories.place(events.pool_of(make_event()), at=at)
    by = factories.actor(organiser)
    attendance.check_in(place, by=by, at=at)
    attendance.undo(place, by=by, at=at)
    attendance.undo(place, by=by, at=at)
    assert (Attendance.objects.count(), Entry.objects.filter(action="attendance.undo").count()) == (0, 1)


def test_who_only_waits_is_not_checked_in(make_event, organiser, at):
    pool = events.pool_of(make_event(capacity=1))
    waiting = [factories.place(pool, at=at) for _ in range(2)][1]
    with pytest.raises(attendance.NotConfirmed):
        attendance.check_in(waiting, by=factories.actor(organiser), at=at)


@pytest.mark.req("A16")
@pytest.mark.parametrize("shows", [True, False])
def test_names_are_for_organisers_and_where_it_says_so_for_who_comes(shows, make_event, organiser, at):
    event = make_event(shows_participants=shows, capacity=2)
    pool = events.pool_of(event)
    coming, waiting = factories.member("Bea"), factories.member("Cleo")
    factories.place(pool, coming, companions=["Ann"], at=at)
    factories.place(pool, waiting, at=at)
    who = {"organiser": organiser, "coming": coming, "waiting": waiting, "other": factories.member(), "nobody": None}
    seen = {
        name: [place.participant.display_name for place in attendees.shown_to(person, event, pool)]
        for name, person in who.items()
    }
    both = ["Ann", "Bea"]
    assert seen == {
        "organiser": both, "coming": both if shows else [], "waiting": [], "other": [], "nobody": [],
    }  # fmt: skip
