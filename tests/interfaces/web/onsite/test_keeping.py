"""The programme as its organisers keep it."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.onsite import rooms, sessions, statuses
from lineup.domains.onsite.models import Room, Session
from tests.support import factories

DESK = "/events/forum/desk/programme"


@pytest.fixture
def keeper(client, organiser):
    client.force_login(organiser.account)
    return client


def entered(starts_at, **values):
    day = starts_at.date().isoformat()
    return {
        "kind": "conference",
        "title": "Closing",
        "starts_at_0": day,
        "starts_at_1": "14:00",
        "ends_at_0": day,
        "ends_at_1": "15:00",
        "waitlist": "automatic",
        **values,
    }


@pytest.mark.req("D03")
def test_a_room_is_added_changed_thrown_away_and_taken_back(keeper, event):
    assert keeper.post(f"{DESK}/rooms", {"name": "Hall", "capacity": "90"}).url == f"{DESK}/rooms"
    room = Room.objects.get()
    keeper.post(f"{DESK}/rooms/{room.pk}", {"name": "Great hall", "capacity": ""})
    room.refresh_from_db()
    assert (room.name, room.capacity) == ("Great hall", None)
    keeper.post(f"{DESK}/rooms/{room.pk}/discard")
    assert "Take Great hall out of the bin" in keeper.get(f"{DESK}/rooms").content.decode()
    keeper.post(f"{DESK}/rooms/{room.pk}/restoration")
    assert rooms.of(event).get() == room


@pytest.mark.req("D03")
def test_rooms_are_put_in_order_by_buttons_that_name_them(keeper, event):
    for name in ("Hall", "Cellar"):
        keeper.post(f"{DESK}/rooms", {"name": name})
    cellar = Room.objects.get(name="Cellar")
    page = keeper.get(f"{DESK}/rooms").content.decode()
    shown = [f"Move “{name}” {way}" in page for name in ("Hall", "Cellar") for way in ("up", "down")]
    assert shown == [False, True, True, False]
    assert keeper.post(f"{DESK}/rooms/{cellar.pk}/position", {"to": "up"}).url == f"{DESK}/rooms"
    assert [room.name for room in rooms.of(event)] == ["Cellar", "Hall"]
    keeper.post(f"{DESK}/rooms/{cellar.pk}/position", {"to": "up"})
    assert [room.name for room in rooms.of(event)] == ["Cellar", "Hall"]


@pytest.mark.req("D04")
def test_the_form_of_a_conference_asks_nothing_of_workshops_and_is_saved_as_it_is_shown(keeper, opening):
    form = keeper.get(f"{DESK}/sessions/{opening.pk}").context["form"]
    sent = {field.html_name: field.value() or "" for field in form if field.name not in ("starts_at", "ends_at")}
    day = opening.starts_at.date()
    times = {"starts_at_0": day, "starts_at_1": "09:00", "ends_at_0": day, "ends_at_1": "10:00"}
    assert keeper.post(f"{DESK}/sessions/{opening.pk}", {**sent, **times, "title": "Changed"}).url == DESK
    opening.refresh_from_db()
    assert (opening.title, opening.kind, opening.starts_at.hour) == ("Changed", "conference", 9)


@pytest.mark.req("D03")
def test_what_is_no_room_is_said_beside_its_field(keeper, event, opening):
    answer = keeper.post(f"{DESK}/rooms", {"name": "hall"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


@pytest.mark.req("D04")
def test_a_session_is_planned_and_changed(keeper, event, starts_at):
    sent = entered(starts_at, speakers="Ada\nGrace", description="Bye")
    assert keeper.post(f"{DESK}/sessions/new", sent).url == DESK
    made = Session.objects.get()
    assert (made.title, made.starts_at.hour, made.speakers.count()) == ("Closing", 14, 2)
    keeper.post(f"{DESK}/sessions/{made.pk}", {**sent, "title": "The end", "speakers": "Ada"})
    made.refresh_from_db()
    assert (made.title, made.speakers.count(), made.revision) == ("The end", 1, 0)


@pytest.mark.req("D04", "D05")
def test_a_paid_workshop_is_planned_in_one_form(keeper, event, starts_at):
    sent = entered(starts_at, kind="atelier", capacity="12", price="15", currency="eur")
    keeper.post(f"{DESK}/sessions/new", sent)
    pool = Session.objects.get().pool
    assert (pool.capacity, pool.price, pool.currency) == (12, 15, "EUR")


@pytest.mark.req("D04", "Q29")
def test_a_clash_is_named_beside_the_time_with_the_choice_to_save_it_all_the_same(keeper, opening, starts_at):
    sent = entered(starts_at, room=str(opening.room_id), starts_at_1="09:30", ends_at_1="10:30")
    answer = keeper.post(f"{DESK}/sessions/new", sent)
    page = answer.content.decode()
    assert (answer.status_code, "Hall is taken by “Opening &lt;b&gt;”." in page) == (422, True)
    assert 'type="checkbox" name="despite_clashes"' in page
    assert keeper.post(f"{DESK}/sessions/new", {**sent, "despite_clashes": "on"}).url == DESK


@pytest.mark.req("D04")
def test_a_session_is_dropped_on_another_time(keeper, opening, starts_at):
    later = starts_at + timedelta(hours=3)
    sent = {"session": str(opening.pk), "room": "", "starts_at": later.isoformat(), "day": later.date().isoformat()}
    keeper.post(f"{DESK}/move", sent)
    opening.refresh_from_db()
    assert (opening.starts_at, opening.room) == (later, None)


@pytest.mark.req("D04", "Q29")
def test_a_drop_that_clashes_asks_first(keeper, event, opening, organiser, starts_at):
    later = starts_at + timedelta(hours=3)
    times = {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    other = sessions.create(
        event, title="Lunch", room=opening.room, by=factories.actor(organiser), at=clock.now(), **times
    )
    sent = {"session": str(opening.pk), "room": str(other.room_id), "starts_at": later.isoformat(), "day": ""}
    answer = keeper.post(f"{DESK}/move", sent)
    assert (answer.status_code, "Move it all the same" in answer.content.decode()) == (409, True)
    opening.refresh_from_db()
    assert opening.starts_at == starts_at
    keeper.post(f"{DESK}/move", {**sent, "despite_clashes": "on"})
    opening.refresh_from_db()
    assert opening.starts_at == later


@pytest.mark.req("D04")
def test_nonsense_dropped_changes_nothing(keeper, opening, starts_at):
    assert keeper.post(f"{DESK}/move", {"session": "x", "starts_at": "soon"}).url == DESK
    opening.refresh_from_db()
    assert opening.starts_at == starts_at


@pytest.mark.req("D04")
def test_a_session_is_marked_from_its_page(keeper, opening):
    keeper.post(f"/events/forum/programme/{opening.pk}/status", {"status": "en_cours"})
    opening.refresh_from_db()
    assert statuses.of(opening, at=clock.now()).value == "en_cours"
    keeper.post(f"/events/forum/programme/{opening.pk}/status", {"status": ""})
    opening.refresh_from_db()
    assert statuses.of(opening, at=clock.now()).value == "pas_encore"


@pytest.mark.req("D04", "P08")
def test_a_session_goes_to_the_bin_and_back(keeper, event, opening):
    keeper.post(f"{DESK}/sessions/{opening.pk}/discard")
    assert "No sessions yet" in keeper.get(DESK).content.decode()
    keeper.post(f"{DESK}/sessions/{opening.pk}/restoration")
    assert sessions.find(event, opening.pk) == opening


@pytest.mark.req("D04")
def test_what_is_said_about_a_speaker_stands_on_the_page_of_the_session(keeper, opening):
    speaker = opening.speakers.get()
    keeper.post(f"{DESK}/speakers/{speaker.pk}", {"name": "Ada Lovelace", "about": "First of all."})
    page = keeper.get(f"/events/forum/programme/{opening.pk}").content.decode()
    assert ("Ada Lovelace" in page, "First of all." in page) == (True, True)


@pytest.mark.req("D04")
def test_a_speaker_who_speaks_nowhere_is_removed_and_another_is_refused(keeper, event, opening):
    speaker = opening.speakers.get()
    refused = keeper.post(f"{DESK}/speakers/{speaker.pk}/removal", follow=True)
    assert ("take them off these first" in refused.content.decode(), event.speakers.count()) == (True, 1)
    opening.speakers.clear()
    assert keeper.post(f"{DESK}/speakers/{speaker.pk}/removal").url == f"{DESK}/speakers"
    assert event.speakers.count() == 0
