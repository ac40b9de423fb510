from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import embedding
from lineup.core.participation.models import JoinRequest, Place
from lineup.core.participation.transitions import State
from lineup.domains.events import events
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B03")]


def signed_in(client, person):
    client.force_login(person.account)
    return client


def later(hours):
    return clock.now() + timedelta(hours=hours)


@pytest.mark.req("P09")
def test_who_will_see_the_name_is_said_before(client):
    by, at = factories.actor(factories.member("Olga")), clock.now()
    made = events.create(title="Run", starts_at=later(99), capacity=3, shows_participants=True, by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    embedding.allow(made.offering, origins=["https://club.example.org"], by=by, at=at)
    way_in, frame = f"/pools/{events.pool_of(made).pk}/join", f"/embed/events/{made.offering.slug}"
    own = signed_in(Client(), factories.member("Bo"))
    said, alone = "thers who come see your name.", "nobody else does"
    asked = ((client, way_in), (client, frame), (own, way_in))
    assert all(said in one.get(path).content.decode() for one, path in asked)
    assert alone not in client.get(way_in).content.decode() + client.get(frame).content.decode()
    events.change(made, shows_participants=False, by=by, at=at)
    assert all(alone in client.get(path).content.decode() for path in (way_in, frame))
    assert said not in own.get(way_in).content.decode()


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"capacity": 0, "waitlist": "none"}, "This is full and has no waitlist."),
        ({"admission": "invitation"}, "This is by invitation"),
        ({"opens_at": later(1)}, "Sign-up has not opened yet"),
        ({"closes_at": later(-1)}, "Sign-up is closed"),
    ],
)
def test_what_keeps_everybody_out_is_said_instead_of_a_form(client, rules, sentence):
    pool = factories.pool(**rules)
    page = client.get(f"/pools/{pool.pk}/join").content.decode()
    assert sentence in page
    assert "Send me the link" not in page
    answer = client.post(f"/pools/{pool.pk}/join", {"name": "Ana", "email": "ana@example.org"})
    assert (answer.status_code >= 400, JoinRequest.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"capacity": 3}, "3 places are left."),
        ({"capacity": None}, "There is room for everybody"),
        ({"capacity": 0}, "It is full. You wait in line; a freed place goes to the next at once."),
        ({"admission": "approval"}, "The organiser looks at each request and answers you."),
    ],
)
def test_what_joining_leads_to_is_said_before(client, rules, sentence):
    page = client.get(f"/pools/{factories.pool(**rules).pk}/join").content.decode()
    assert sentence in page


@pytest.mark.req("A09", "C04")
@pytest.mark.parametrize(("shows", "is_on"), [(True, True), (True, False), (False, True)])
def test_that_the_clubs_server_is_told_names_is_said_before(client, shows, is_on):
    owner, at = factories.member(), clock.now()
    by, club = factories.actor(owner), factories.club(owner=owner)
    event = events.create(title="Spa", club=club, shows_participants=shows, starts_at=later(99), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    guilds.link(club, 4711, name="The guild", by=by, at=at)
    Guild.objects.update(is_on=is_on)
    page = client.get(f"/pools/{events.pool_of(event).pk}/join").content.decode()
    assert ("the club’s Discord server is told the names" in page) == (shows and is_on)


def test_a_member_joins_with_one_button(client):
    person, pool = factories.member(), factories.pool()
    signed_in(client, person)
    page = client.get(f"/pools/{pool.pk}/join").content.decode()
    assert "Take a place" in page
    answers = [client.post(f"/pools/{pool.pk}/join") for _ in range(2)]
    place = Place.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"/places/{place.pk}"] * 2
    assert (place.contact, place.state) == (person, State.CONFIRMED)


def test_who_holds_a_place_is_led_to_it(client):
    person, pool = factories.member(), factories.pool()
    place = factories.place(pool, person)
    answer = signed_in(client, person).get(f"/pools/{pool.pk}/join")
    assert answer.headers["Location"] == f"/places/{place.pk}"


@pytest.mark.req("A05")
@pytest.mark.parametrize("visibility", ["private", "club_only"])
def test_the_way_into_what_one_may_not_see_is_not_there(client, visibility):
    club = factories.club()
    pool = factories.pool(factories.offering(club=club, visibility=visibility))
    assert client.get(f"/pools/{pool.pk}/join").status_code == 404
    signed_in(client, factories.member())
    assert client.post(f"/pools/{pool.pk}/join").status_code == 404
    assert Place.objects.count() == 0


def test_an_unknown_pool_is_not_there(client):
    assert client.get("/pools/0198c0de-0000-7000-8000-000000000000/join").status_code == 404
