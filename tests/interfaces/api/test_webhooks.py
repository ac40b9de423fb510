"""Webhooks through the API."""

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, signing, stores
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Delivery, Endpoint
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]

NEW = {"name": "Wall", "url": "https://hooks.example.org/", "kinds": ["place.withdrawn", "place.confirmed"]}


@pytest.mark.req("Q14", "Q4")
def test_a_clubs_webhook_is_made_its_secret_shown_once(as_person):
    club = factories.club()
    key = as_person(factories.club_owner(club))
    path = f"/clubs/{club.slug}/webhooks"
    made = key.post(path, NEW, Idempotency_Key="k1")
    assert made.status_code == 201
    body = made.json()
    assert (body["club"]["slug"], body["kinds"]) == (club.slug, ["place.confirmed", "place.withdrawn"])
    assert signing.secrets_of(Endpoint.objects.get(), at=clock.now()) == [body["secret"]]
    [listed] = key.get(path).json()["items"]
    assert listed == {name: value for name, value in body.items() if name != "secret"}
    assert problem(key.post(path, NEW, Idempotency_Key="k1")) == (409, "secret_shown_once")
    assert Endpoint.objects.count() == 1


def test_what_can_be_heard_of_is_listed_for_anybody(nobody, db):
    kinds = {row["kind"]: row for row in nobody.get("/webhook-kinds").json()["items"]}
    assert kinds["place.confirmed"] == {
        "kind": "place.confirmed",
        "words": "Somebody has a place",
        "of_clubs_only": False,
    }
    assert kinds["membership.began"]["of_clubs_only"]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"url": "https://127.0.0.1/"}, "address_not_allowed", "url"),
        ({"kinds": []}, "nothing_to_hear", "kinds"),
        ({"kinds": ["place.exploded"]}, "unknown_happening", "kinds"),
        ({"kinds": ["membership.began"]}, "unknown_happening", "kinds"),
        ({"name": " "}, "webhook_name_needed", "name"),
    ],
)
def test_what_can_not_be_is_refused_with_its_field(as_person, wrong, code, field):
    response = as_person(factories.member()).post("/webhooks", {**NEW, **wrong})
    assert problem(response) == (422, code)
    assert response.json()["field"] == field


def test_ones_own_goes_through_its_whole_life(as_person):
    key = as_person(factories.member())
    path = f"/webhooks/{key.post('/webhooks', NEW).json()['id']}"
    assert key.patch(path, {"name": "Door"}).json()["name"] == "Door"
    assert key.post(f"{path}/pause").json()["off_because"] == "by_hand"
    assert problem(key.post(f"{path}/test")) == (409, "webhook_off")
    assert key.post(f"{path}/resumption").json()["disabled_at"] is None
    assert key.post(f"{path}/secret").json()["secret"].startswith("whsec_")
    sent = key.post(f"{path}/test").json()
    assert (sent["kind"], sent["state"], sent["attempts"]) == ("webhook.test", "waiting", 0)
    attempts.note(Delivery.objects.select_related("endpoint").get(), Outcome(status=200, excerpt="ok"), at=clock.now())
    assert key.get(f"{path}/deliveries?state=waiting").json()["items"] == []
    [delivery] = key.get(f"{path}/deliveries").json()["items"]
    assert delivery["webhook_id"] == "msg_" + delivery["id"].replace("-", "")
    [attempt] = key.get(f"{path}/deliveries/{delivery['id']}/attempts").json()["items"]
    assert (attempt["status"], attempt["excerpt"]) == (200, "ok")
    assert key.post(f"{path}/deliveries/{delivery['id']}/replay").json()["state"] == "waiting"
    assert problem(key.post(f"{path}/deliveries/{delivery['id']}/replay")) == (409, "still_on_its_way")
    assert key.delete(path).json()["name"] == "Door"
    assert problem(key.get(path)) == (404, "not_found")


def test_everything_since_a_time_is_sent_again(as_person):
    key = as_person(factories.member())
    path = f"/webhooks/{key.post('/webhooks', NEW).json()['id']}/replay"
    assert key.post(path, {"since": clock.now().isoformat()}).status_code == 202
    assert Message.objects.filter(topic="webhook-replay").count() == 2
    assert problem(key.post(path, {"since": "2001-01-01T00:00:00Z"})) == (422, "too_long_ago")
    assert problem(key.post(path, {"since": "2150-01-01T00:00:00Z"})) == (422, "not_yet")


@pytest.mark.req("E13", "Q4")
def test_a_clubs_record_store_is_connected_and_its_login_changed_but_never_shown(as_person):
    club = factories.club()
    key = as_person(factories.club_owner(club))
    new = {"name": "Store", "url": "https://lrs.example.org/xapi", "key": "key", "secret": "hidden-secret"}
    made = key.post(f"/clubs/{club.slug}/record-stores", new, Idempotency_Key="k1")
    again = key.post(f"/clubs/{club.slug}/record-stores", new, Idempotency_Key="k1")
    body = made.json()
    assert (made.status_code, body["speaks"], body["club"]["slug"], again.json()) == (201, "xapi", club.slug, body)
    path = f"/webhooks/{body['id']}"
    moved = {"name": "Store", "url": "https://other.example.org/xapi"}
    assert problem(key("PUT", f"{path}/record-store", moved)) == (422, "store_login_needed")
    changed = key("PUT", f"{path}/record-store", {**moved, "key": "key", "secret": "hidden-again"})
    assert (changed.status_code, changed.json()["url"]) == (200, moved["url"])
    assert stores.login_of(Endpoint.objects.get()) == "key:hidden-again"
    assert "hidden" not in made.content.decode() + changed.content.decode() + key.get(path).content.decode()
    assert problem(key.patch(path, {"url": "https://elsewhere.example.org/"})) == (422, "store_hears_all")
    assert problem(key.post(f"{path}/secret")) == (409, "store_not_signed")
    webhook = key.post(f"/clubs/{club.slug}/webhooks", NEW).json()["id"]
    assert problem(key("PUT", f"/webhooks/{webhook}/record-store", new)) == (404, "not_found")
    assert key.post(f"{path}/test").json()["kind"] == "webhook.test"
