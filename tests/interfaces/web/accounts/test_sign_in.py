"""Signing in, and being attacked (Q19)."""

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.people import limits
from lineup.core.people.models import Account
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P04")]

HOME, ATTACKER = "198.51.100.1", "203.0.113.66"


@pytest.fixture(autouse=True)
def the_clock_stands(clock_at):
    """So that no count starts anew in the middle of a test."""
    clock_at(clock.now().replace(minute=1))


def sign_in(client, email, password=factories.PASSWORD, address=HOME, **more):
    return client.post("/account/login", {"login": email, "password": password, **more}, REMOTE_ADDR=address)


@pytest.mark.parametrize("spelling", ["ada@example.org", " ADA@Example.ORG "])
def test_any_spelling_of_the_address_signs_in(client, spelling):
    factories.member(email="ada@example.org")
    assert sign_in(client, spelling).status_code == 302
    assert client.get("/account").status_code == 200


def test_where_from_is_kept_and_recorded(client):
    member = factories.member(email="ada@example.org")
    sign_in(client, "ada@example.org")
    assert Account.objects.get().last_address == HOME
    entry = Entry.objects.get(action="account.sign_in")
    assert (entry.actor, entry.origin.address) == (member, HOME)


def test_one_goes_on_where_one_wanted_to(client):
    factories.member(email="ada@example.org")
    assert client.get("/account/tokens").headers["Location"] == "/account/login?next=/account/tokens"
    page = client.get("/account/login?next=/account/tokens").content.decode()
    assert page.count('name="next" value="/account/tokens"') == 1
    assert sign_in(client, "ada@example.org", next="/account/tokens").headers["Location"] == "/account/tokens"
    client.logout()
    assert sign_in(client, "ada@example.org", next="https://evil.example/").headers["Location"] == "/"


def test_a_wrong_password_keeps_the_address_typed(client):
    response = sign_in(client, "ada@example.org", "wrong")
    assert response.status_code == 422
    assert response.context["form"]["login"].value() == "ada@example.org"


def test_a_closed_account_does_not_sign_in(client):
    member = factories.member(email="ada@example.org")
    Account.objects.filter(pk=member.account.pk).update(is_active=False)
    assert sign_in(client, "ada@example.org").status_code == 422


def test_the_owner_gets_in_while_somebody_else_tries_passwords(client):
    factories.member(email="ada@example.org")
    attack = [sign_in(Client(), "ada@example.org", f"guess {n}", ATTACKER).status_code for n in range(40)]
    assert attack == [422] * limits.SIGN_IN_TO.most + [429] * (40 - limits.SIGN_IN_TO.most)
    assert sign_in(client, "ada@example.org").status_code == 302


def test_the_right_password_too_is_refused_to_who_guessed_too_often(client):
    factories.member(email="ada@example.org")
    for number in range(limits.SIGN_IN_TO.most):
        sign_in(client, "ada@example.org", f"guess {number}", ATTACKER)
    refused = sign_in(client, "ada@example.org", address=ATTACKER)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= limits.SIGN_IN_TO.seconds
    assert "tried too often" in refused.content.decode()


def test_one_address_cannot_try_every_account(client):
    tries = [sign_in(client, f"member{n}@example.org", "guess", ATTACKER).status_code for n in range(60)]
    assert tries == [422] * limits.SIGN_IN_FROM.most + [429] * (60 - limits.SIGN_IN_FROM.most)


def test_many_who_sign_in_rightly_from_one_address_are_not_counted():
    for number in range(limits.SIGN_IN_FROM.most + 5):
        factories.member(email=f"many{number}@example.org")
        assert sign_in(Client(), f"many{number}@example.org").status_code == 302


def test_asking_for_mails_is_limited_where_it_comes_from(client):
    asks = [
        client.post("/account/signup", {"email": "ada@example.org"}, REMOTE_ADDR=ATTACKER).status_code for _ in range(8)
    ]
    assert asks == [302] * limits.MAIL_TO.most + [429] * (8 - limits.MAIL_TO.most)
    assert client.post("/account/signup", {"email": "ada@example.org"}, REMOTE_ADDR=HOME).status_code == 302


def test_a_page_shown_often_is_not_counted(client):
    assert {client.get("/account/login").status_code for _ in range(60)} == {200}


def test_signing_out_is_a_post(client):
    client.force_login(factories.member().account)
    assert client.get("/account/logout").status_code == 200
    assert client.get("/account").status_code == 200
    client.post("/account/logout")
    assert client.get("/account").status_code == 302


def test_demo_people_stand_on_the_page_in_the_demo_only(client, settings):
    factories.member("Ada Demo", email="ada@lineup.example")
    factories.member("Zoe Herself", email="zoe@example.org")
    settings.DEMO = False
    assert "Ada Demo" not in client.get("/account/login").content.decode()
    settings.DEMO = True
    body = client.get("/account/login").content.decode()
    assert ("Ada Demo" in body, "Zoe Herself" in body) == (True, False)
