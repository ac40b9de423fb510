"""Announcements as pages: written at the desk, read by whom they are for."""

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import announcements
from lineup.domains.onsite.models import Announcement
from tests.support import factories

DESK = "/events/forum/desk/announcements"
WORDS = {"title": "Lunch <late>", "description": "By half an hour.", "target": "participants"}


@pytest.fixture
def keeper(client, organiser):
    client.force_login(organiser.account)
    return client


@pytest.mark.req("D06")
def test_it_is_written_read_changed_thrown_away_and_taken_back(keeper, event):
    assert keeper.post(DESK, WORDS).url == DESK
    row = Announcement.objects.get()
    assert "Lunch &lt;late&gt;" in keeper.get("/events/forum/announcements").content.decode()
    keeper.post(f"{DESK}/{row.pk}", {**WORDS, "title": "Dinner"})
    keeper.post(f"{DESK}/{row.pk}/discard")
    assert "Take “Dinner” out of the bin" in keeper.get(DESK).content.decode()
    keeper.post(f"{DESK}/{row.pk}/restoration")
    assert announcements.of(event).get().title == "Dinner"


@pytest.mark.req("D06")
def test_the_events_page_shows_it_to_whom_it_is_for(keeper, client, event):
    keeper.post(DESK, WORDS)
    seen = {}
    for name in ("comes", "passes"):
        person = factories.member(name)
        if name == "comes":
            factories.place(events.pool_of(event), person)
        client.force_login(person.account)
        seen[name] = "Lunch &lt;late&gt;" in client.get("/events/forum").content.decode()
    client.logout()
    seen["nobody"] = "Lunch &lt;late&gt;" in client.get("/events/forum").content.decode()
    assert seen == {"comes": True, "passes": False, "nobody": False}


@pytest.mark.req("D06")
def test_another_organiser_does_not_change_it(client, event, organiser):
    made = announcements.make(event, title="A", description="B", by=factories.actor(organiser), at=clock.now())
    client.force_login(factories.admin().account)
    assert client.get(f"{DESK}/{made.pk}").status_code == 403
    assert client.post(f"{DESK}/{made.pk}/discard").status_code == 403
    assert f"{DESK}/{made.pk}" not in client.get(DESK).content.decode()


@pytest.mark.req("D06")
def test_a_target_without_its_room_is_said_beside_the_field(keeper, event, opening):
    answer = keeper.post(DESK, {**WORDS, "target": "room"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["room"])
    keeper.post(DESK, {**WORDS, "target": "room", "room": opening.room.pk, "session": opening.pk})
    made = Announcement.objects.get()
    assert (made.target, made.room, made.session) == ("room", opening.room, None)
