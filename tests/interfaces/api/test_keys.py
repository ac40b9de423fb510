"""Who may call, with which key, and what a key may."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock, tokens
from lineup.core.people import api_tokens
from lineup.core.people.models import ApiToken
from tests.interfaces.api.conftest import Caller, caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P05")]


def test_a_token_says_who_one_is_and_remembers_that_it_was_used():
    person = factories.member("Ada")
    answer = caller(person, scope="read").get("/me")
    assert (answer.status_code, answer.json()["name"]) == (200, "Ada")
    assert ApiToken.objects.get().last_used_at is not None


def test_without_a_key_one_is_asked_for_one(nobody):
    answer = nobody.get("/me")
    assert problem(answer) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer lnp_wrong", "Bearer ", "Basic YTpi", "lnp_x", "Bearer é"])
def test_a_wrong_key_is_refused_even_where_none_is_needed(header):
    assert problem(Caller({"Authorization": header}).get("/events")) == (401, "bad_token")


def test_expired_and_revoked_tokens_open_nothing():
    person, now = factories.member(), clock.now()
    expired, first = api_tokens.make(person, name="a", scope="write", at=now, expires_at=now + timedelta(days=1))
    ApiToken.objects.filter(pk=expired.pk).update(expires_at=now - timedelta(seconds=1))
    revoked, second = api_tokens.make(person, name="b", scope="write", at=now)
    api_tokens.revoke(revoked, at=now)
    for secret in (first, second):
        assert problem(Caller({"Authorization": f"Bearer {secret}"}).get("/me")) == (401, "bad_token")


def test_a_token_of_a_closed_account_opens_nothing():
    person = factories.member()
    key = caller(person)
    person.account.is_active = False
    person.account.save()
    assert problem(key.get("/me")) == (401, "bad_token")


def test_a_token_that_may_read_may_not_write():
    person = factories.member("Ada")
    assert problem(caller(person, scope="read").patch("/me", {"name": "Eve"})) == (403, "scope_too_narrow")
    person.refresh_from_db()
    assert person.name == "Ada"


def test_a_session_needs_the_token_of_the_page_for_what_writes():
    person = factories.member()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person.account)
    assert browser.get("/api/me").json()["id"] == str(person.pk)
    sent = {"data": '{"name": "Eve"}', "content_type": "application/json"}
    assert problem(browser.patch("/api/me", **sent)) == (403, "csrf")
    page = browser.get("/api/docs").content.decode()
    proof = re.search('name="csrf-token" content="([^"]+)"', page)
    answer = browser.patch("/api/me", headers={"X-CSRFToken": proof[1]}, **sent)
    assert answer.json()["name"] == "Eve"


def test_a_token_is_made_in_a_session_shown_once_and_revoked():
    person = factories.member()
    browser = Client()
    browser.force_login(person.account)
    sent = {"data": '{"name": "Wall", "scope": "write"}', "content_type": "application/json"}
    made = browser.post("/api/tokens", headers={"Idempotency-Key": "k1"}, **sent)
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert ApiToken.objects.get().digest == tokens.digest(secret)
    assert problem(browser.post("/api/tokens", headers={"Idempotency-Key": "k1"}, **sent)) == (409, "secret_shown_once")
    assert ApiToken.objects.count() == 1
    listed = browser.get("/api/tokens").json()["items"]
    assert [(row["name"], row["scope"], row["hint"]) for row in listed] == [("Wall", "write", secret[:8])]
    assert "secret" not in listed[0]
    key = Caller({"Authorization": f"Bearer {secret}"})
    assert key.post(f"/tokens/{made.json()['id']}/revocation").json()["revoked_at"]
    assert problem(key.get("/me")) == (401, "bad_token")


def test_a_token_makes_no_tokens_and_touches_no_others(as_person):
    person = factories.member()
    assert problem(as_person(person).post("/tokens", {"name": "Another"})) == (403, "session_needed")
    foreign, _secret = api_tokens.make(factories.member(), name="Theirs", scope="read", at=clock.now())
    assert problem(as_person(person).post(f"/tokens/{foreign.pk}/revocation")) == (404, "not_found")
    foreign.refresh_from_db()
    assert foreign.revoked_at is None
