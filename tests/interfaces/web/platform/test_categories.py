"""The platform's page of categories: what is shown and done there; the API does the same."""

import pytest
from django.test import Client

from lineup.domains.events import topics
from tests.interfaces.api.conftest import caller
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P13", "P18")]
PAGE = "/platform/categories"


@pytest.fixture
def admin():
    return factories.admin()


@pytest.fixture
def browser(admin):
    found = Client()
    found.force_login(admin.account)
    return found


def slugs():
    return [row.slug for row in topics.categories()]


def test_one_is_added_moved_named_and_removed(browser):
    sent = {"name_en": "Crafts", "name_fr": "Artisanat"}
    assert browser.post(PAGE, sent).headers["Location"] == PAGE
    assert (slugs()[-1], "Artisanat" in browser.get(PAGE).content.decode()) == ("crafts", True)
    browser.post(f"{PAGE}/crafts/move", {"to": "up"})
    assert slugs()[-2] == "crafts"
    browser.post(f"{PAGE}/crafts", {"name_en": "Making", "name_fr": "Fabriquer"})
    assert "Making" in browser.get(f"{PAGE}/crafts").content.decode()
    assert "0 events have it" in browser.get(f"{PAGE}/crafts/removal").content.decode()
    assert browser.post(f"{PAGE}/crafts/removal").headers["Location"] == PAGE
    assert "crafts" not in slugs()


def test_what_would_not_do_is_said_beside_its_field(browser):
    before = slugs()
    page = browser.post(PAGE, {"name_en": "Talks", "name_fr": ""})
    assert (page.status_code, slugs()) == (422, before)
    assert "Write the name in both languages" in page.content.decode()
    page = browser.post(PAGE, {"name_en": "Talks", "name_fr": "Autre"})
    assert "There is a category of this English name already" in page.content.decode()


def test_the_api_does_the_same(admin):
    api = caller(admin)
    made = api.post("/platform/categories", {"name_en": "Crafts", "name_fr": "Artisanat"})
    assert (made.status_code, made.json()["slug"]) == (201, "crafts")
    assert api.post("/platform/categories/crafts/move", {"index": 0}).status_code == 204
    assert api.get("/categories").json()["items"][0]["slug"] == "crafts"
    named = api("PUT", "/platform/categories/crafts", {"name_en": "Making", "name_fr": "Fabriquer"})
    assert named.json() == {"slug": "crafts", "name_en": "Making", "name_fr": "Fabriquer"}
    assert api.delete("/platform/categories/crafts").status_code == 204
    assert api("PUT", "/platform/categories/crafts", {"name_en": "A", "name_fr": "B"}).status_code == 404
