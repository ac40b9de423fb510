"""Nobody learns from us whether an address is known (Q13)."""

import re
import statistics
import time

import pytest
from django.test import Client

from lineup.core.people.limits import Limit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "A16")]

KNOWN, UNKNOWN = "known@example.org", "stranger@example.org"
WAYS = {
    "sign up": ("/account/signup", {}),
    "forgotten": ("/account/password/forgotten", {}),
    "sign in": ("/account/login", {"password": "not the password"}),
}
TRIES, MOST_MS = 200, 5


@pytest.fixture(autouse=True)
def somebody_known_and_no_limits(monkeypatch):
    factories.member(email=KNOWN)
    endless = Limit("endless", 10**9, 3600)
    for name in ("MAIL_FROM", "MAIL_TO", "SIGN_IN_FROM", "SIGN_IN_TO"):
        monkeypatch.setattr(f"lineup.core.people.limits.{name}", endless)


def answer(client, way, email):
    path, more = WAYS[way]
    field = "login" if way == "sign in" else "email"
    return client.post(path, {field: email, **more}, follow=True)


def plain(response, email):
    """The body without what differs on every page: the proof of origin and the address typed in."""
    body = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", response.content.decode())
    return body.replace(email, "…")


@pytest.mark.parametrize("way", WAYS)
def test_known_and_unknown_get_the_same_answer(way):
    known, unknown = answer(Client(), way, KNOWN), answer(Client(), way, UNKNOWN)
    assert (known.status_code, known.redirect_chain) == (unknown.status_code, unknown.redirect_chain)
    assert plain(known, KNOWN) == plain(unknown, UNKNOWN)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("way", WAYS)
def test_known_and_unknown_take_the_same_time(way, settings):
    # a real hash, so that a missing one would show
    settings.PASSWORD_HASHERS = ["tests.interfaces.web.accounts.hashing.Quick"]
    factories.member(email=KNOWN.replace("known", "known2")).account.check_password("warm")
    path, more = WAYS[way]
    field = "login" if way == "sign in" else "email"
    took = {KNOWN: [], UNKNOWN: []}
    client = Client()
    for number in range(2 * TRIES):
        email = (KNOWN, UNKNOWN)[number % 2]
        # what this thread spends: nothing here waits for anybody, and what else the machine does is left out
        began = time.thread_time()
        client.post(path, {field: email, **more})
        took[email].append((time.thread_time() - began) * 1000)
    known, unknown = statistics.median(took[KNOWN]), statistics.median(took[UNKNOWN])
    print(f"{way}: known {known:.1f} ms, unknown {unknown:.1f} ms")
    assert abs(known - unknown) < MOST_MS
