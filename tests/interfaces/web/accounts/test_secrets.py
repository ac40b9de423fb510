"""Tokens and calendar addresses: shown once, revoked, and never to be found in the database (Q14)."""

import io
import re

import pytest
from django.core.management import call_command
from django.test import Client

from lineup.core.clubs import invitations
from lineup.core.foundation import clock
from lineup.core.people import api_tokens
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P05", "P04")]

SECRET = re.compile(r"lnp_[\w-]{43}")


@pytest.fixture
def ada(client):
    member = factories.member("Ada", email="ada@example.org")
    client.force_login(member.account)
    return member


def secrets_in(response):
    return set(SECRET.findall(response.content.decode()))


def test_a_token_is_shown_once_and_opens(client, ada):
    made = client.post("/account/tokens", {"name": "Laptop", "scope": "read", "expires_on": "2999-01-01"})
    (secret,) = secrets_in(made)
    token = api_tokens.recognise(secret, at=clock.now())
    assert (token.person, token.name, token.scope, token.expires_at.year) == (ada, "Laptop", "read", 2999)
    assert secrets_in(client.get("/account/tokens")) == set()
    assert "no-store" in made.headers["Cache-Control"]


def test_an_end_in_the_past_is_said_beside_its_field(client, ada):
    response = client.post("/account/tokens", {"name": "Laptop", "scope": "read", "expires_on": "2020-01-01"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["expires_on"]


def test_a_revoked_token_is_gone_and_a_strangers_is_not_to_be_found(client, ada):
    row, secret = api_tokens.make(ada, name="Old", scope="read", at=clock.now())
    stranger = Client()
    stranger.force_login(factories.member().account)
    assert stranger.post(f"/account/tokens/{row.pk}/revocation").status_code == 404
    assert api_tokens.recognise(secret, at=clock.now())
    assert client.post(f"/account/tokens/{row.pk}/revocation").status_code == 302
    assert api_tokens.recognise(secret, at=clock.now()) is None


def test_a_calendar_address_is_shown_once_and_revoked(client, ada):
    club = factories.club(owner=ada)
    own = client.post("/account/calendars", {"club": ""})
    of_club = client.post("/account/calendars", {"club": str(club.pk)})
    addresses = [secrets_in(own), secrets_in(of_club)]
    assert [len(found) for found in addresses] == [1, 1]
    page = client.get("/account/calendars")
    assert secrets_in(page) == set()
    pks = [feed.pk for feed in page.context["page"].items]
    for pk in pks:
        client.post(f"/account/calendars/{pk}/revocation")
    assert client.get("/account/calendars").context["page"].items == []


def test_a_calendar_of_a_club_one_is_not_in_is_not_offered(client, ada):
    foreign = factories.club()
    assert client.post("/account/calendars", {"club": str(foreign.pk)}).status_code == 422


def test_a_dump_of_the_database_holds_no_secret(client, ada, mailoutbox):
    club = factories.club(owner=ada)
    shown = secrets_in(client.post("/account/tokens", {"name": "Laptop", "scope": "write"}))
    shown |= secrets_in(client.post("/account/calendars", {"club": ""}))
    invitation = invitations.invite(club, email="zoe@example.org", by=factories.actor(ada), at=clock.now())
    shown.add(invitations.mint_link(invitation))
    _asked, link = factories.join_request(factories.pool())
    shown |= {link, factories.place_link(factories.place())}
    client.logout()
    client.post("/account/signup", {"email": "new@example.org", "next": f"/ci/{link}"})
    client.post("/account/password/forgotten", {"email": "ada@example.org"})
    outbox.drain()
    shown |= {secret for message in mailoutbox for secret in SECRET.findall(message.body)}
    dump = io.StringIO()
    call_command("dumpdata", stdout=dump, verbosity=0)
    assert len(shown) >= 7
    assert SECRET.findall(dump.getvalue()) == []
