"""Where sign-up is shown, through the API."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B08")]


def test_an_event_says_where_or_leaves_it_to_its_club(as_person):
    olga = factories.member("Olga")
    starts_at, by = clock.now() + timedelta(days=9), Actor(olga)
    event = events.create(title="Run", starts_at=starts_at, by=by, at=clock.now())
    factories.published(event.offering, by=by, at=clock.now())
    key, path = as_person(olga), f"/events/{event.offering.slug}/embedding"
    assert key.get(path).json() == {"where": "club", "origins": [], "ancestors": []}
    said = key("PUT", path, {"where": "sites", "origins": ["https://Example.org/"]}).json()
    assert said == {"where": "sites", "origins": ["https://example.org"], "ancestors": ["https://example.org"]}
    assert key("PUT", path, {"where": "anywhere"}).json()["ancestors"] == ["*"]
    assert key("PUT", path, {"where": "nowhere"}).json()["ancestors"] == []
    assert key("PUT", path, {"where": "club"}).json()["where"] == "club"
    assert problem(key("PUT", path, {"where": "sites", "origins": ["x"]})) == (422, "bad_origin")


def test_a_club_says_it_for_all(as_person):
    club = factories.club()
    key, path = as_person(factories.club_owner(club)), f"/clubs/{club.slug}/embedding"
    assert key.get(path).json()["where"] == "nowhere"
    assert key("PUT", path, {"where": "anywhere"}).json()["where"] == "anywhere"
