"""Sign-up within another site: who may frame it, that it knows nobody, and that the form is the one for guests."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import embedding, offerings
from lineup.core.participation.models import JoinRequest, Pool
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B08")]

SITES = ["https://club.example.org"]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def event(olga):
    by, at = Actor(olga), clock.now()
    made = events.create(title="Run", starts_at=at + timedelta(days=9), capacity=3, by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    embedding.allow(made.offering, origins=SITES, by=by, at=at)
    return made


@pytest.fixture
def browser():
    """As a browser of today within a foreign frame: without cookies, and no cookie would be believed."""
    return Client(enforce_csrf_checks=True)


def path(event, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/embed/events/{event.offering.slug}" + (f"?{query}" if query else "")


def token(response):
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


def filled(response, **values):
    return {"token": token(response), "name": "Bo", "email": "bo@example.org", **values}


@pytest.mark.req("Q15")
def test_the_declared_sites_may_frame_it_and_nobody_else(browser, event):
    response = browser.get(path(event))
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://club.example.org" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in response.headers
    assert "unsafe" not in policy


@pytest.mark.req("Q15")
def test_everything_else_stays_shut_to_frames(browser, event):
    for other in (f"/events/{event.offering.slug}", f"/pools/{events.pool_of(event).pk}/join", "/"):
        response = browser.get(other)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_everywhere_means_everywhere_and_nowhere_is_not_found(browser, event, olga):
    embedding.allow(event.offering, anywhere=True, by=Actor(olga), at=clock.now())
    assert "frame-ancestors *" in browser.get(path(event)).headers["Content-Security-Policy"]
    embedding.allow(event.offering, by=Actor(olga), at=clock.now())
    refused = browser.get(path(event))
    assert (refused.status_code, refused.headers["X-Frame-Options"]) == (404, "DENY")


@pytest.mark.req("Q12")
def test_a_guest_signs_up_without_cookies(browser, event):
    response = browser.get(path(event, lang="fr"))
    assert response.cookies == {}
    sent = browser.post(path(event, lang="fr"), filled(response))
    assert "Ouvrez vos e-mails" in sent.content.decode() or "e-mail" in sent.content.decode()
    request = JoinRequest.objects.get()
    assert (request.name, request.email, request.language) == ("Bo", "bo@example.org", "fr")
    assert sent.cookies == {}


@pytest.mark.parametrize("forged", ["", "nonsense", "x:y:z"])
def test_a_form_that_is_not_from_us_is_not_believed_and_keeps_its_input(browser, event, forged):
    browser.get(path(event))
    refused = browser.post(path(event), {"token": forged, "name": "Bo", "email": "bo@example.org"})
    assert refused.status_code == 422
    assert 'value="bo@example.org"' in refused.content.decode()
    assert not JoinRequest.objects.exists()
    # the form shown again is good
    browser.post(path(event), filled(refused))
    assert JoinRequest.objects.count() == 1


def test_a_token_is_good_for_its_form_and_its_time(browser, event, olga, monkeypatch):
    other = events.create(title="Other", starts_at=clock.now() + timedelta(days=9), by=Actor(olga), at=clock.now())
    factories.published(other.offering, by=Actor(olga), at=clock.now())
    embedding.allow(other.offering, anywhere=True, by=Actor(olga), at=clock.now())
    response = browser.get(path(other))
    assert browser.post(path(event), filled(response)).status_code == 422
    monkeypatch.setattr("lineup.interfaces.web.embedding.widget.LASTS_SECONDS", -1)
    assert browser.post(path(other), filled(response)).status_code == 422
    assert not JoinRequest.objects.exists()


def test_nobody_is_signed_in_within_a_frame(browser, event, olga):
    """A foreign site could otherwise have them join by a click of its own."""
    browser.force_login(olga.account)
    response = browser.get(path(event))
    assert "Olga" not in response.content.decode()
    browser.post(path(event), filled(response))
    assert JoinRequest.objects.get().name == "Bo"
    assert not Pool.objects.filter(taken__gt=0).exists()


def test_mistakes_are_said_beside_the_fields(browser, event):
    response = browser.get(path(event))
    wrong = browser.post(path(event), filled(response, email="nobody"))
    assert wrong.status_code == 422
    assert 'value="Bo"' in wrong.content.decode()


def test_why_one_can_not_sign_up_is_said_instead_of_the_form(browser, event, olga):
    offerings.cancel(event.offering, by=Actor(olga), at=clock.now())
    shown = browser.get(path(event)).content.decode()
    assert "nobody can join any more" in shown
    assert "<form" not in shown


@pytest.mark.parametrize(("asked", "found"), [("light", 'data-theme="light"'), ("dark", 'data-theme="dark"')])
def test_language_and_theme_are_asked_in_the_address(browser, event, asked, found):
    shown = browser.get(path(event, theme=asked, lang="fr")).content.decode()
    assert found in shown
    assert '<html lang="fr"' in shown
    assert "data-theme" not in browser.get(path(event, theme="pink")).content.decode().partition("<body")[0]


def test_the_script_has_an_address_that_never_changes(browser, db):
    response = browser.get("/embed.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert b"data-event" in response.content
    assert len(response.content) < 2048


# --- for organisers -----------------------------------------------------------------------------


def test_an_organiser_says_where_and_copies_the_snippet(client, event, olga, settings):
    client.force_login(olga.account)
    page = f"/events/{event.offering.slug}/embedding"
    client.post(page, {"where": "sites", "origins": "https://a.example.org\nhttps://b.example.org"})
    assert embedding.ancestors(event.offering) == ("https://a.example.org", "https://b.example.org")
    shown = client.get(page)
    slug = event.offering.slug
    script = f'<script async src="{settings.BASE_URL}/embed.js" data-event="{slug}"></script>'
    assert shown.content.decode().count("<iframe") == 1  # the preview: snippets are text
    snippets = [html for _id, _label, html in shown.context["snippets"]]
    assert snippets[0] == script
    assert f'src="{settings.BASE_URL}/embed/events/{slug}"' in snippets[1]
    assert "frame-src 'self'" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "values", [{"where": "sites", "origins": ""}, {"where": "sites", "origins": "example.org"}]
)  # fmt: skip
def test_what_is_no_site_is_said_beside_the_field(client, event, olga, values):
    client.force_login(olga.account)
    response = client.post(f"/events/{event.offering.slug}/embedding", values)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["origins"])


def test_a_club_says_it_for_all_its_events(client, olga):
    club = factories.club(owner=olga)
    offering = factories.offering(club=club)
    client.force_login(olga.account)
    client.post(f"/clubs/{club.slug}/embedding", {"where": "anywhere"})
    assert embedding.ancestors(offering) == ("*",)
