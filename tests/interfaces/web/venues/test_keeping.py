"""Venues in the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.domains.events import venues
from lineup.domains.events.models import Venue
from tests.support import factories

HALL = {"name": "Hall", "address": "1 Road", "city": "Lyon", "country": "FR"}


@pytest.fixture
def keeper(client, db):
    person = factories.member("Kim")
    client.force_login(person.account)
    return person


def made(keeper, **values):
    return venues.create(by=factories.actor(keeper), at=clock.now(), **{**HALL, **values})


@pytest.mark.req("B02")
def test_a_venue_is_added_changed_and_listed(client, keeper):
    more = {"latitude": "45.7", "longitude": "4.8", "website": "hall.example"}
    assert client.post("/venues/new", {"kept_by": "me", **HALL, **more}).url == "/venues"
    venue = Venue.objects.get()
    assert (venue.owner, venue.latitude, venue.website) == (keeper, 45.7, "https://hall.example")
    client.post(f"/venues/{venue.pk}/edit", {**HALL, "name": "Big hall"})
    assert "Big hall" in client.get("/venues").content.decode()


@pytest.mark.req("B02")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"country": "France"}, "country"),
        ({"country": "1!"}, "country"),
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "1"}, "latitude"),
        ({"latitude": "x", "longitude": "1"}, "latitude"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"kept_by": "01a1fd9c-e811-765f-95bc-afb8e0dcd755"}, "kept_by"),
    ],
)
def test_what_is_no_venue_is_said_beside_its_field(client, keeper, values, field):
    answer = client.post("/venues/new", {"kept_by": "me", **HALL, **values})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Venue.objects.count() == 0


@pytest.mark.req("P10")
def test_a_strangers_venue_is_not_there(client, keeper):
    foreign = made(factories.member(), name="Canary barn")
    assert "Canary" not in client.get("/venues").content.decode()
    for act in ("edit", "discard"):
        assert client.post(f"/venues/{foreign.pk}/{act}", HALL).status_code == 404
    assert client.post(f"/venues/{foreign.pk}/restoration").status_code == 404


@pytest.mark.req("P08")
def test_a_venue_goes_to_the_bin_and_back(client, keeper):
    venue = made(keeper)
    assert "Events that take place there keep showing it." in client.get(f"/venues/{venue.pk}/discard").content.decode()
    after = client.post(f"/venues/{venue.pk}/discard", follow=True).content.decode()
    assert f'action="/venues/{venue.pk}/restoration"' in after
    assert "Hall" in client.get("/bin").content.decode()
    client.post(f"/venues/{venue.pk}/restoration")
    assert "Hall" in client.get("/venues").content.decode()


def test_the_list_takes_the_same_queries_for_1_3_and_30(client, keeper):
    client.get("/venues")
    counts, number = [], 0
    for rows in (1, 3, 30):
        while number < rows:
            made(keeper, name=f"Hall {number}")
            number += 1
        with CaptureQueriesContext(connection) as queries:
            client.get("/venues")
        counts.append(len(queries))
    assert counts == counts[:1] * 3


def test_hostile_names_are_only_text(client, keeper):
    made(keeper, name='"><script>alert(1)</script>')
    assert "<script>alert" not in client.get("/venues").content.decode()
