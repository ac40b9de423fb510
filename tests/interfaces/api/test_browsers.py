"""Browsers that push reaches, by the API."""

import pytest

from lineup.core.notices import push_keys
from lineup.core.notices.models import Browser
from tests.interfaces.api.conftest import problem
from tests.support import factories
from tests.support.push_service import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P06")]

URL = "https://push.example.org/abc"


@pytest.fixture
def ann():
    return factories.member("Ann")


def test_a_browser_is_added_listed_and_removed_and_its_address_is_never_shown(as_person, ann):
    caller = as_person(ann)
    added = caller.post("/me/browsers", {"endpoint": URL, **Reader().keys})
    assert (added.status_code, set(added.json())) == (201, {"id", "name", "created_at"})
    assert [row["id"] for row in caller.get("/me/browsers").json()["items"]] == [added.json()["id"]]
    assert caller.delete(f"/me/browsers/{added.json()['id']}").status_code == 204
    assert not Browser.objects.exists()


def test_the_key_is_everybodys(nobody, db):
    assert nobody.get("/push-key").json() == {"key": push_keys.public(push_keys.present())}


def test_what_no_browser_gives_is_refused(as_person, ann):
    caller = as_person(ann)
    wrong = {"endpoint": "https://127.0.0.1/", **Reader().keys}
    assert problem(caller.post("/me/browsers", wrong)) == (422, "address_not_allowed")
    assert problem(caller.post("/me/browsers", {"endpoint": URL, "p256dh": "x", "auth": "y"})) == (
        422,
        "not_a_subscription",
    )


def test_somebody_elses_browser_is_not_found(as_person, ann):
    added = as_person(ann).post("/me/browsers", {"endpoint": URL, **Reader().keys})
    other = as_person(factories.member())
    assert problem(other.delete(f"/me/browsers/{added.json()['id']}")) == (404, "not_found")
