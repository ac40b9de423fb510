"""Publishing, cancelling, finishing and the bin: consequences named before, undone where possible."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from tests.support import factories


def state(event):
    return Offering.objects.get(pk=event.pk).state


@pytest.mark.req("B01")
def test_publishing_names_who_will_see_it(theirs, make_event):
    event = make_event(published=False)
    assert "Everybody finds it in lists and search" in theirs.get("/events/night-hike/publication").content.decode()
    assert state(event) == "draft"
    assert theirs.post("/events/night-hike/publication").url == "/events/night-hike"
    assert state(event) == "published"


@pytest.mark.req("B01", "P12")
@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (0, "Nobody holds a place or waits, so that nobody will be told."),
        (1, "1 person will be told."),
        (4, "4 people will be told."),
    ],
)
def test_cancelling_names_how_many_are_told_and_tells_them(people, sentence, theirs, make_event):
    event = make_event(capacity=2)
    for _ in range(people):
        factories.place(events.pool_of(event))
    assert sentence in theirs.get("/events/night-hike/cancellation").content.decode()
    assert state(event) == "published"
    after = theirs.post("/events/night-hike/cancellation", {"reason": "Storm"}, follow=True)
    assert sentence in after.content.decode()
    told = Message.objects.get(topic="fan-out", payload__kind="offering.cancelled")
    assert (state(event), told.payload["facts"]["reason"]) == ("cancelled", "Storm")


def test_a_second_cancellation_is_refused_in_a_sentence(theirs, make_event):
    make_event()
    for _ in range(2):
        page = theirs.post("/events/night-hike/cancellation", follow=True).content.decode()
    assert "This can&#x27;t be done with something that is" in page
    assert Message.objects.filter(topic="fan-out").count() == 1


def test_a_reason_that_is_too_long_is_kept_and_named(theirs, make_event):
    event = make_event()
    answer = theirs.post("/events/night-hike/cancellation", {"reason": "x" * 301})
    assert (answer.status_code, state(event)) == (422, "published")
    assert "x" * 301 in answer.content.decode()


@pytest.mark.req("B01")
def test_an_event_is_finished_by_hand(theirs, make_event):
    event = make_event()
    factories.place(events.pool_of(event))
    asked = theirs.get("/events/night-hike/completion").content.decode()
    assert "It has not begun: 1 person counts on it and is told nothing." in asked
    refused = theirs.post("/events/night-hike/completion")
    assert (refused.status_code, state(event)) == (422, "published")
    assert "say plainly that it is to be finished as it is." in refused.content.decode()
    assert theirs.post("/events/night-hike/completion", {"although_ahead": "on"}).url == "/events/night-hike"
    assert state(event) == "finished"


@pytest.mark.req("B01")
def test_an_event_that_has_begun_is_finished_without_another_word(theirs, make_event):
    event = make_event(starts_at=clock.now() - timedelta(hours=1))
    asked = theirs.get("/events/night-hike/completion").content.decode()
    assert ("It has not begun" in asked, "although_ahead" in asked) == (False, False)
    theirs.post("/events/night-hike/completion")
    assert state(event) == "finished"
    again = theirs.post("/events/night-hike/completion")
    assert (again.status_code, "something that is “Finished”" in again.content.decode()) == (422, True)


@pytest.mark.req("P08")
def test_the_bin_gives_back_what_was_put_into_it(theirs, make_event):
    event = make_event(published=False)
    theirs.get("/events/night-hike/discard")
    binned = theirs.post("/events/night-hike/discard", follow=True)
    assert "Night hike" in binned.content.decode()
    assert 'action="/events/night-hike/restoration"' in binned.content.decode()
    assert theirs.get("/events/night-hike").status_code == 404
    theirs.post("/events/night-hike/restoration")
    assert theirs.get("/events/night-hike").status_code == 200
    assert (state(event), "The bin is empty" in theirs.get("/bin").content.decode()) == ("draft", True)


@pytest.mark.req("P08")
def test_the_bin_says_until_when_unless_people_had_places(theirs, make_event, at):
    gone = make_event(published=False)
    theirs.post("/events/night-hike/discard")
    assert "kept until <time" in theirs.get("/bin").content.decode()
    held = make_event("Held")
    factories.place(events.pool_of(held))
    theirs.post("/events/held/cancellation")
    theirs.post("/events/held/discard")
    told = theirs.get("/bin").content.decode()
    assert (told.count("kept until <time"), told.count("kept as long as something counts on it")) == (1, 1)
    assert [state(gone), state(held)] == ["draft", "cancelled"]


@pytest.mark.req("P08")
def test_a_published_event_must_be_cancelled_first(theirs, make_event):
    event = make_event()
    page = theirs.post("/events/night-hike/discard", follow=True).content.decode()
    assert "cancel it first, so that they are told" in page
    assert Offering.objects.get(pk=event.pk).binned_at is None


@pytest.mark.req("P10", "P08")
def test_the_bin_of_others_is_not_shown(client, make_event, organiser, at):
    event = make_event(published=False)
    offerings.discard(event.offering, by=factories.actor(organiser), at=at)
    client.force_login(factories.member().account)
    assert "Night hike" not in client.get("/bin").content.decode()
    assert client.post("/events/night-hike/restoration").status_code == 404


@pytest.mark.req("P10")
@pytest.mark.parametrize("act", ["publication", "cancellation", "completion", "discard", "copy"])
def test_only_organisers_act(act, client, make_event):
    event = make_event(published=act != "publication", visibility="public")
    path = f"/events/{event.offering.slug}/{act}"
    assert client.post(path).url == f"/account/login?next={path}"
    client.force_login(factories.member().account)
    assert client.post(path).status_code == (404 if act == "publication" else 403)
    assert Offering.objects.count() == 1
