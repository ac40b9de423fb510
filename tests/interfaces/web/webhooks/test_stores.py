"""The pages of a record store: connected, tested, changed, its login never shown."""

import pytest

from lineup.core.webhooks import stores
from lineup.core.webhooks.models import Delivery, Endpoint
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("E13")]

FILLED = {"name": "Store", "url": "https://lrs.example.org/xapi", "key": "key", "secret": "hidden-secret"}


@pytest.mark.req("Q14")
def test_a_store_is_connected_tested_and_changed_and_its_login_never_shown(client):
    ada = factories.member("Ada")
    club = factories.club(owner=ada)
    client.force_login(ada.account)
    new = f"/clubs/{club.slug}/webhooks/record-store"
    assert new in client.get(f"/clubs/{club.slug}/webhooks").content.decode()
    refused = client.post(new, {**FILLED, "url": "https://127.0.0.1/", "secret": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["url"])
    made = client.post(new, FILLED, follow=True).content.decode()
    store = Endpoint.objects.get()
    assert (store.club, stores.login_of(store)) == (club, "key:hidden-secret")
    assert "Send a test statement" in made
    assert f"/webhooks/{store.pk}/secret" not in made
    assert client.get(f"/webhooks/{store.pk}/secret").status_code == 404
    client.post(f"/webhooks/{store.pk}/test")
    sent = client.get(f"/webhooks/{store.pk}/deliveries/{Delivery.objects.get().pk}").content.decode()
    edit = f"/webhooks/{store.pk}/edit"
    moved = client.post(edit, {**FILLED, "url": "https://other.example.org/", "key": "", "secret": ""})
    assert (moved.status_code, list(moved.context["form"].errors)) == (422, ["secret"])
    client.post(edit, {**FILLED, "name": "Renamed", "key": "", "secret": ""})
    store.refresh_from_db()
    assert (store.name, stores.login_of(store)) == ("Renamed", "key:hidden-secret")
    shown = (made, sent, client.get(edit).content.decode(), moved.content.decode())
    assert ["hidden-secret" in page for page in shown] == [False] * 4
    asked = client.get(f"/webhooks/{store.pk}/removal").content.decode()
    assert "what the record store has stays there" in asked
