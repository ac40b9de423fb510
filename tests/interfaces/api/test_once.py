"""Idempotency-Key (Q4): one effect and equal answers, however often and however much at once it is sent."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import orjson
import pytest
from django.db import connection, connections
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation.models import JoinRequest, Place, Pool
from lineup.interfaces.api import once
from lineup.interfaces.api.models import IdempotencyKey
from tests.interfaces.api.conftest import Caller, caller, problem
from tests.support import factories

pytestmark = pytest.mark.req("P06", "B05")

CROWD = 100


@pytest.mark.django_db
def test_a_repeat_is_answered_and_not_done_again(as_person):
    key = as_person(factories.member())
    first = key.post("/clubs", {"name": "Atelier"}, Idempotency_Key="k")
    second = key.post("/clubs", {"name": "Atelier"}, Idempotency_Key="k")
    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert key.get("/clubs?mine=true").json()["items"] == [
        {name: value for name, value in first.json().items() if name != "role"}
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/clubs", {"name": "Other"}),
        ("POST", "/venues", {"name": "Atelier"}),
        ("PATCH", "/me", {"name": "Atelier"}),
    ],
)
def test_the_same_key_with_another_request_is_a_mistake(as_person, method, path, body):
    key = as_person(factories.member("Ada"))
    key.post("/clubs", {"name": "Atelier"}, Idempotency_Key="k")
    if path == "/venues":
        body = {"name": "Hall", "address": "1 rue A", "city": "Lille", "country": "FR"}
    assert problem(key(method, path, body, Idempotency_Key="k")) == (422, "idempotency_key_reused")
    assert len(key.get("/clubs?mine=true").json()["items"]) == 1
    assert key.get("/me").json()["name"] == "Ada"


@pytest.mark.django_db
def test_a_key_belongs_to_who_uses_it(as_person):
    for _person in range(2):
        assert as_person(factories.member()).post("/clubs", {"name": "A"}, Idempotency_Key="k").status_code == 201


@pytest.mark.django_db
def test_a_refusal_is_not_kept_so_that_one_can_try_again(as_person):
    pool, key = factories.pool(capacity=0, waitlist="none"), as_person(factories.member())
    assert problem(key.post(f"/pools/{pool.pk}/places", Idempotency_Key="k")) == (409, "pool_full")
    assert IdempotencyKey.objects.count() == 0
    Pool.objects.update(capacity=1)
    assert key.post(f"/pools/{pool.pk}/places", Idempotency_Key="k").status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "x" * 256])
def test_a_key_has_a_length(as_person, value):
    answer = as_person(factories.member()).post("/clubs", {"name": "A"}, Idempotency_Key=value)
    assert problem(answer) == (422, "idempotency_key_unusable")


@pytest.mark.django_db
def test_a_stranger_asks_once_with_a_key(nobody):
    pool = factories.pool()
    wish = {"pool": str(pool.pk), "name": "Ada", "email": "ada@example.org"}
    for _twice in range(2):
        assert nobody.post("/join-requests", wish, Idempotency_Key="k").status_code == 202
    assert JoinRequest.objects.count() == 1


@pytest.mark.django_db
def test_one_refused_place_leaves_the_others_of_a_bulk_act_done(as_person):
    organiser = factories.member()
    pool = factories.pool(factories.offering(organiser=organiser), capacity=1)
    held, waiting, *_rest = factories.fill(pool, waiting=2)
    act = {"act": "promote", "places": [str(waiting.pk), str(held.pk)]}
    Pool.objects.update(capacity=5)
    first = as_person(organiser).post(f"/pools/{pool.pk}/acts", act, Idempotency_Key="k")
    assert first.json()["done"] == [str(waiting.pk)]
    assert [(no["place"], no["code"]) for no in first.json()["refused"]] == [(str(held.pk), "wrong_state")]
    second = as_person(organiser).post(f"/pools/{pool.pk}/acts", act, Idempotency_Key="k")
    assert second.content == first.content


@pytest.mark.django_db
def test_old_keys_are_forgotten(as_person):
    as_person(factories.member()).post("/clubs", {"name": "A"}, Idempotency_Key="k")
    assert once.forget(before=clock.now() - once.KEPT) == 0
    assert once.forget(before=clock.now() + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_have_one_effect_and_equal_answers():
    """Threads with connections of their own, as the threads of a server."""
    pool = factories.pool(capacity=5)
    key = caller(factories.member("Ada"))
    start = threading.Barrier(CROWD)
    answers: list[tuple[int, bytes]] = []

    def send() -> None:
        start.wait()
        try:
            answers.append(_raw(key, f"/api/pools/{pool.pk}/places", {"companions": ["Grace"]}))
        finally:
            connections.close_all()

    crowd = [threading.Thread(target=send) for _one in range(CROWD)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(answers) == CROWD
    assert {status for status, _body in answers} == {201}
    assert len({body for _status, body in answers}) == 1
    assert (Place.objects.count(), Pool.objects.get().taken) == (2, 2)


def _raw(key: Caller, path: str, body: object) -> tuple[int, bytes]:
    headers = {**key.headers, "Idempotency-Key": "the same"}
    answer = Client().post(path, orjson.dumps(body), content_type="application/json", headers=headers)
    return answer.status_code, answer.content


@pytest.mark.django_db(transaction=True)
def test_after_a_kill_the_key_can_be_used_at_once():
    pool, key = factories.pool(capacity=5), caller(factories.member())
    command = [sys.executable, "-m", "tests.interfaces.api.killed", str(pool.pk), key.headers["Authorization"][7:]]
    killed = subprocess.run(command, env={**os.environ, "LINEUP_DATABASE": _address()}, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (Place.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert _raw(key, f"/api/pools/{pool.pk}/places", {})[0] == 201
    assert Pool.objects.get().taken == 1


def _address() -> str:
    """The test database, as LINEUP_DATABASE names it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return (
        f"postgresql://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?host={found['HOST']}&port={found['PORT']}"
    )
