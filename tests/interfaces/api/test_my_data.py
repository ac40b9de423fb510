"""What is held on oneself, through the API."""

import io
import json
import zipfile

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09")]


@pytest.fixture
def ada():
    return factories.member("Ada Ortiz", email="ada@example.org")


@pytest.fixture
def browser(ada):
    """Ada in a browser, who just gave her password."""
    browser = Client()
    browser.post("/account/login", {"login": ada.email, "password": factories.PASSWORD})
    browser.post("/account/again", {"password": factories.PASSWORD})
    return browser


def test_what_is_held_is_counted_by_part_and_taken_along(browser, ada, as_person):
    counted = as_person(ada).get("/me/data").json()["parts"]
    assert {"part": "person", "rows": 1} in counted
    answer = browser.post("/api/me/data/export")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/zip", "no-store")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert [row["name"] for row in json.loads(archive.read("person.json"))] == ["Ada Ortiz"]
        assert {part["part"] for part in counted} <= {name.removesuffix(".json") for name in archive.namelist()}
    assert Entry.objects.get(action="person.export").channel == "api"


def test_who_is_counted_on_is_told_what_to_do_first(browser, ada):
    factories.club("Ada’s", owner=ada)
    asked = browser.get("/api/me/erasure").json()
    refused = browser.post("/api/me/erasure")
    assert (asked["possible"], asked["code"], asked["reason"]) == (
        False,
        refused.json()["code"],
        refused.json()["detail"],
    )
    ada.refresh_from_db()
    assert (refused.status_code, ada.anonymised_at) == (409, None)


def test_somebody_erases_themselves_and_is_signed_out(browser, ada):
    assert browser.get("/api/me/erasure").json() == {"possible": True, "code": "", "reason": ""}
    erased = browser.post("/api/me/erasure").json()
    ada.refresh_from_db()
    assert (erased["person"], ada.name, ada.account) == (str(ada.pk), "Former participant", None)
    assert Entry.objects.get(action="person.erase").metadata == {"digest": erased["digest"]}
    assert browser.get("/api/me").status_code == 401


def test_a_token_alone_takes_nothing_along_and_erases_nobody(ada, as_person):
    for path in ("/me/data/export", "/me/erasure"):
        assert problem(as_person(ada).post(path)) == (403, "session_needed")
    assert problem(as_person(ada).get("/me/erasure")) == (403, "session_needed")
    signed_in = Client()
    signed_in.force_login(ada.account)
    assert signed_in.post("/api/me/erasure").json()["code"] == "again_needed"
    ada.refresh_from_db()
    assert ada.anonymised_at is None
