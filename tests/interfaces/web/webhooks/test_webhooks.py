"""The pages of webhooks: made with a secret shown once, paused, removed, and their log."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, deliveries, endpoints, signing
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Delivery, Endpoint
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]

SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")
FILLED = {"name": "Wall", "url": "https://hooks.example.org/", "kinds": ["place.confirmed"]}


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def a_webhook(ada, club=None):
    values = {"url": "https://hooks.example.org/", "name": "Wall", "kinds": ["place.confirmed"]}
    return endpoints.make(club=club, by=factories.actor(ada), at=clock.now(), **values)[0]


@pytest.mark.req("Q14")
def test_a_webhook_is_made_and_its_secret_shown_once(client, ada):
    club = factories.club(owner=ada)
    path = f"/clubs/{club.slug}/webhooks"
    made = client.post(path, FILLED)
    [secret] = set(SECRET.findall(made.content.decode()))
    endpoint = Endpoint.objects.get()
    assert (endpoint.club, endpoint.kinds, endpoint.tells_people) == (club, ["place.confirmed"], False)
    assert signing.secrets_of(endpoint, at=clock.now()) == [secret]
    assert "no-store" in made.headers["Cache-Control"]
    assert SECRET.findall(client.get(path).content.decode()) == []


def test_ones_own_is_made_from_the_account(client, ada):
    client.post("/account/webhooks", FILLED)
    assert Endpoint.objects.get().person == ada
    assert b"membership.began" not in client.get("/account/webhooks").content


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"url": "https://localhost/"}, "url"), ({"kinds": []}, "kinds"), ({"name": ""}, "name")],
)
def test_what_can_not_be_is_said_and_the_form_keeps_its_input(client, ada, wrong, field):
    response = client.post("/account/webhooks", {**FILLED, **wrong})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["url"].value() == {**FILLED, **wrong}["url"]
    assert not Endpoint.objects.exists()


def test_settings_are_changed(client, ada):
    endpoint = a_webhook(ada)
    client.post(f"/webhooks/{endpoint.pk}/edit", {**FILLED, "name": "Door", "tells_people": "on"})
    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.tells_people) == ("Door", True)


def test_it_is_paused_resumed_and_removed_after_a_question(client, ada):
    endpoint = a_webhook(ada)
    client.post(f"/webhooks/{endpoint.pk}/pause")
    assert not Endpoint.objects.get().is_on
    client.post(f"/webhooks/{endpoint.pk}/resumption")
    assert Endpoint.objects.get().is_on
    deliveries.test(endpoint, at=clock.now())
    asked = client.get(f"/webhooks/{endpoint.pk}/removal")
    assert "Messages on their way that are not sent: 1." in asked.content.decode()
    assert Endpoint.objects.exists()
    client.post(f"/webhooks/{endpoint.pk}/removal")
    assert not Endpoint.objects.exists()


def test_a_new_secret_is_shown_once_after_a_question(client, ada):
    endpoint = a_webhook(ada)
    [old] = signing.secrets_of(endpoint, at=clock.now())
    assert SECRET.findall(client.get(f"/webhooks/{endpoint.pk}/secret").content.decode()) == []
    [new] = set(SECRET.findall(client.post(f"/webhooks/{endpoint.pk}/secret").content.decode()))
    assert signing.secrets_of(endpoint, at=clock.now()) == [new, old]


def test_a_test_is_sent_and_its_delivery_sent_again(client, ada):
    endpoint = a_webhook(ada)
    client.post(f"/webhooks/{endpoint.pk}/test")
    delivery = Delivery.objects.select_related("endpoint").get()
    outcome = Outcome(status=500, duration_ms=12, excerpt="<b>Oh no</b>")
    attempts.note(delivery, outcome, at=clock.now())
    attempts.note(Delivery.objects.select_related("endpoint").get(), Outcome(status=200), at=clock.now())
    shown = client.get(f"/webhooks/{endpoint.pk}/deliveries/{delivery.pk}").content.decode()
    assert "&lt;b&gt;Oh no&lt;/b&gt;" in shown
    assert f"msg_{delivery.pk.hex}" in shown
    client.post(f"/webhooks/{endpoint.pk}/deliveries/{delivery.pk}/replay")
    assert Delivery.objects.get().state == Delivery.State.WAITING


def test_the_log_is_narrowed_by_state(client, ada):
    endpoint = a_webhook(ada)
    deliveries.test(endpoint, at=clock.now())
    assert len(client.get(f"/webhooks/{endpoint.pk}?state=waiting").context["rows"]) == 1
    assert len(client.get(f"/webhooks/{endpoint.pk}?state=failed").context["rows"]) == 0
    assert len(client.get(f"/webhooks/{endpoint.pk}?state=nonsense").context["rows"]) == 1


def test_everything_since_a_time_is_sent_again(client, ada):
    endpoint = a_webhook(ada)
    now = clock.now()
    path = f"/webhooks/{endpoint.pk}/replay"
    refused = client.post(path, {"since_0": "2001-01-01", "since_1": "12:00"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["since"])
    day = now.date().isoformat()
    assert client.post(path, {"since_0": day, "since_1": "00:00"}).status_code == 302
    assert Message.objects.filter(topic="webhook-replay").count() == 2


def test_what_is_off_can_not_be_tested(client, ada):
    endpoint = a_webhook(ada)
    client.post(f"/webhooks/{endpoint.pk}/pause")
    told = client.post(f"/webhooks/{endpoint.pk}/test", follow=True).content.decode()
    assert "switched off; resume it first" in told
    assert not Delivery.objects.exists()


@pytest.mark.req("Q21")
def test_lists_cost_the_same_whatever_their_length(client, ada):
    club = factories.club(owner=ada)

    def queries(path):
        with CaptureQueriesContext(connection) as made:
            assert client.get(path).status_code == 200
        return len(made)

    endpoint = a_webhook(ada, club)
    deliveries.test(endpoint, at=clock.now())
    paths = (f"/clubs/{club.slug}/webhooks", f"/webhooks/{endpoint.pk}")
    client.get(paths[0])  # the first visit of a session writes
    one = [queries(path) for path in paths]
    for _ in range(4):
        a_webhook(ada, club)
        deliveries.test(endpoint, at=clock.now())
    assert [queries(path) for path in paths] == one
