"""Q13: nobody learns from a sign-up whether an address is known."""

import re
import statistics
import time

import pytest

from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B03", "Q13")]

TOKENS = re.compile(rb"(value|hx-headers)=(\"[A-Za-z0-9]{64}\"|'[^']*')")


def ask(client, pool, email):
    return client.post(f"/pools/{pool.pk}/join", {"name": "Ana", "email": email})


def test_known_and_unknown_addresses_get_the_same_answer(client):
    pool = factories.pool(capacity=None)
    strangers = ask(client, pool, "ana@example.org")
    member = factories.member(email="ana@example.org")
    factories.place(pool, member)
    known = ask(client, pool, "ana@example.org")
    assert strangers.status_code == known.status_code == 200
    assert TOKENS.sub(b"", strangers.content) == TOKENS.sub(b"", known.content)
    assert list(strangers.headers) == list(known.headers)


def test_known_and_unknown_addresses_take_the_same_time(client):
    pool = factories.pool(capacity=None)
    for number in range(100):
        factories.place(pool, factories.guest(email=f"known{number}@example.org", proved=True))
    spent = {"known": [], "unknown": []}
    for number in range(100):
        for kind, times in spent.items():
            began = time.perf_counter()
            ask(client, pool, f"{kind}{number}@example.org")
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) * 1000 for times in spent.values())
    assert abs(known - unknown) < 5
