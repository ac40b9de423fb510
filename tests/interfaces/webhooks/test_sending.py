import base64
import hashlib
import hmac
import json
import socket
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.webhooks import deliveries, endpoints, signing
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17", "Q3")]


def a_test_of(listening):
    deliveries.test(listening, at=clock.now())
    outbox.drain()
    return Delivery.objects.get(endpoint=listening)


def signature(secret, request):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def test_a_message_arrives_signed_with_its_id_and_time(listening, receiver):
    delivery = a_test_of(listening)
    [request] = receiver.requests
    assert request.path == "/hooks"
    assert request.headers["webhook-id"] == f"msg_{delivery.pk.hex}"
    assert abs(int(request.headers["webhook-timestamp"]) - clock.now().timestamp()) < 10
    [secret] = signing.secrets_of(listening, at=clock.now())
    assert request.headers["webhook-signature"] == signature(secret, request)
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.body)["type"] == "webhook.test"
    assert delivery.state == Delivery.State.DELIVERED


def test_while_a_secret_rotates_a_receiver_with_either_is_satisfied(listening, receiver):
    [old] = signing.secrets_of(listening, at=clock.now())
    new = signing.rotate(listening, by=factories.actor(factories.member()), at=clock.now())
    a_test_of(listening)
    [request] = receiver.requests
    assert request.headers["webhook-signature"].split(" ") == [signature(new, request), signature(old, request)]


@pytest.mark.parametrize("status", [200, 201, 204])
def test_every_status_of_success_is_one(listening, receiver, status):
    receiver.will_answer(status)
    assert a_test_of(listening).state == Delivery.State.DELIVERED


@pytest.mark.parametrize("status", [301, 307, 400, 404, 429, 500, 503])
def test_everything_else_is_tried_again_five_seconds_later(listening, receiver, status):
    receiver.will_answer(status, Location="http://169.254.169.254/")
    delivery = a_test_of(listening)
    assert (delivery.state, delivery.attempts) == ("delivered", 2)
    assert list(Attempt.objects.order_by("id").values_list("status", flat=True)) == [status, 204]
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body


def test_a_receiver_that_asks_for_a_pause_gets_it(listening, receiver):
    receiver.will_answer(429, Retry_After="600")
    delivery = a_test_of(listening)
    assert delivery.next_at - delivery.happened_at > timedelta(seconds=590)


def test_410_is_the_end(listening, receiver):
    receiver.will_answer(410)
    assert a_test_of(listening).state == Delivery.State.FAILED
    assert Endpoint.objects.get(pk=listening.pk).disabled_why == Endpoint.Disabled.GONE


def test_what_it_answered_is_kept_in_brief(listening, receiver):
    receiver.will_answer(200, body=b"Thanks! Ask ana@example.org. " + b"x" * 5000)
    a_test_of(listening)
    attempt = Attempt.objects.get()
    assert attempt.excerpt == "Thanks! Ask … …"
    assert 0 <= attempt.duration_ms < 5000


def test_a_receiver_that_keeps_us_waiting_is_left_alone_for_a_while(listening, receiver, monkeypatch):
    monkeypatch.setattr("lineup.core.foundation.outward_calls.READ_S", 0.3)
    monkeypatch.setattr("lineup.interfaces.webhooks.sending.SLOW_MS", 250)
    receiver.slow_s = 1
    deliveries.test(listening, at=clock.now())
    deliveries.test(listening, at=clock.now())
    outbox.drain(at=clock.now())
    assert list(Attempt.objects.values_list("failure", flat=True)) == ["TimeoutError"]
    # the other was put off untried, to when the rest is over
    rests_until = Endpoint.objects.get(pk=listening.pk).rests_until
    other = Delivery.objects.get(attempts=0)
    assert other.next_at == rests_until


def test_nobody_there_is_a_failed_try(listening):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    endpoints.change(listening, url=url, by=factories.actor(factories.member()), at=clock.now())
    deliveries.test(listening, at=clock.now())
    outbox.drain(at=clock.now())
    assert list(Attempt.objects.values_list("status", "failure")) == [(None, "ConnectionRefusedError")]


def test_a_name_that_leads_inside_is_never_connected_to(listening, settings, monkeypatch):
    """The address was fine when it was typed in; its name means something else now."""
    reached = []
    monkeypatch.setattr(socket, "create_connection", lambda address, *_rest: reached.append(address))
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: found)
    settings.OUTWARD_LOOPBACK = False
    by = factories.actor(factories.member())
    endpoints.change(listening, url="https://hooks.example.org/", by=by, at=clock.now())
    deliveries.test(listening, at=clock.now())
    outbox.drain(at=clock.now())
    assert reached == []
    assert list(Attempt.objects.values_list("failure", flat=True)) == ["internal"]


def test_what_was_switched_off_meanwhile_gets_nothing(listening, receiver):
    deliveries.test(listening, at=clock.now())
    endpoints.pause(listening, by=factories.actor(factories.member()), at=clock.now())
    outbox.drain()
    assert receiver.requests == []
    assert Delivery.objects.get().state == Delivery.State.SKIPPED


def test_the_same_work_done_twice_is_sent_once_more_at_most_and_noted_once(listening, receiver):
    deliveries.test(listening, at=clock.now())
    [message] = messages.lease(at=clock.now())
    messages.deliver(message, clock=clock.now)
    Message.objects.filter(pk=message.pk).update(done_at=None)
    outbox.drain()
    assert len(receiver.requests) == 1
    assert Attempt.objects.count() == 1


def test_a_worker_that_dies_after_sending_sends_again_with_the_same_id(listening, receiver, monkeypatch):
    deliveries.test(listening, at=clock.now())

    def die(*_given, **_more):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("lineup.core.webhooks.attempts.note", die)
        [message] = messages.lease(at=clock.now())
        with pytest.raises(SystemExit):
            messages.deliver(message, clock=clock.now)
    assert Attempt.objects.count() == 0
    outbox.drain(at=clock.now() + messages.LEASE + timedelta(seconds=1))
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert Delivery.objects.get().state == Delivery.State.DELIVERED


def test_proxies_of_the_environment_are_not_asked(listening, receiver, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert a_test_of(listening).state == Delivery.State.DELIVERED
