"""The rule of a second factor, in the pages of a club and by the API."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.people import api_tokens
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "A01", "Q29")]


@pytest.fixture
def owner():
    found = factories.member("Olga")
    factories.passkey(found)
    return found


@pytest.fixture
def club(owner):
    return factories.club("Blue Club", owner=owner, time_zone="Europe/Paris")


def browser(person):
    client = Client()
    client.force_login(person.account)
    return client


def today():
    return clock.now().astimezone(ZoneInfo("Europe/Paris")).date().isoformat()


def test_the_consequence_is_named_before_it_is_switched_on(club, owner):
    factories.club_member(club, role="admin")
    factories.club_member(club)
    page = browser(owner).get("/clubs/blue-club/second-factor").content.decode()
    assert "1 of 2 has none yet, and is told." in page
    assert "2 of 3 have none yet, and are told." in page


def test_it_is_switched_on_and_leads_who_has_none_to_set_one_up(club, owner):
    manager = factories.club_member(club, role="admin")
    client = browser(owner)
    assert client.post("/clubs/blue-club/second-factor", {"who": "managers", "starts_on": today()}).status_code == 302
    assert Club.objects.get().second_factor_enforced
    held_up = browser(manager)
    refused = held_up.get("/clubs/blue-club/edit")
    assert refused.status_code == 403
    assert 'href="/account/security#second-factor"' in refused.content.decode()
    assert "This club waits for your second factor" in held_up.get("/clubs/blue-club").content.decode()
    assert "Waiting for your second factor: Blue Club" in held_up.get(reverse("desk:home")).content.decode()


def test_before_its_day_a_banner_says_so(club, owner):
    manager = factories.club_member(club, role="admin")
    later = (clock.now() + timedelta(days=7)).date().isoformat()
    browser(owner).post("/clubs/blue-club/second-factor", {"who": "managers", "starts_on": later})
    page = browser(manager).get("/clubs/blue-club/edit")
    assert page.status_code == 200
    assert "This club asks you for a second factor" in page.content.decode()


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "tomorrow"])
def test_a_day_that_can_not_be_is_said_beside_its_field(club, owner, day):
    answer = browser(owner).post("/clubs/blue-club/second-factor", {"who": "managers", "starts_on": day})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["starts_on"])
    assert Club.objects.get().second_factor == "nobody"


def test_who_has_none_is_told_to_begin_with_themselves(club):
    admin = factories.club_member(club, role="admin")
    answer = browser(admin).post("/clubs/blue-club/second-factor", {"who": "managers", "starts_on": today()})
    assert answer.status_code == 422
    assert "second factor of your own first" in answer.content.decode()


@pytest.mark.req("P06")
def test_the_api_shows_asks_and_refuses_tokens_of_who_has_none(club, owner):
    manager = factories.club_member(club, role="admin")
    _row, secret = api_tokens.make(manager, name="t", scope="write", at=clock.now())
    key = {"Authorization": f"Bearer {secret}"}
    body = {"who": "managers", "starts_at": clock.now().isoformat()}
    asked = browser(owner).put("/api/clubs/blue-club/second-factor", body, content_type="application/json")
    shown = {name: asked.json()[name] for name in ("who", "enforced", "without", "of")}
    assert shown == {"who": "managers", "enforced": True, "without": 1, "of": 2}
    refused = Client().get("/api/clubs/blue-club/second-factor", headers=key)
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    factories.passkey(manager)
    assert Client().get("/api/clubs/blue-club/second-factor", headers=key).json()["without"] == 0
