"""The snippet in a page of another site: 127.0.0.1 there, localhost here, so that no cookie of ours comes along."""

import contextlib
import gzip
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import embedding
from lineup.core.participation.models import JoinRequest
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.slow, pytest.mark.req("B08")]

MOST_BYTES = 50 * 1024
PATIENCE_MS = 15_000


@contextlib.contextmanager
def site(*pages):
    """A site of somebody else's, with these pages at /0, /1 …"""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            number = self.path.strip("/")
            body = pages[int(number)].encode() if number.isdigit() else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@pytest.fixture
def olga(transactional_db):
    return factories.member("Olga")


@pytest.fixture
def event(olga):
    by, at = Actor(olga), clock.now()
    made = events.create(title="Night run", starts_at=at + timedelta(days=9), capacity=3, by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


def allow(event, olga, **where):
    embedding.allow(event.offering, **where, by=Actor(olga), at=clock.now())


@pytest.fixture
def visitor(chromium, live_server, settings, olga):
    """A browser in which Olga is signed in to us, and which blocks the cookies of third parties, as most do by now."""
    settings.BASE_URL = live_server.url
    client = Client()
    client.force_login(olga.account)
    context = chromium.new_context(locale="en")
    context.set_default_timeout(PATIENCE_MS)
    name = configured.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: page.asked.append(request))
    yield page
    context.close()


def snippet(live_server, **data):
    told = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    script = f'<script async src="{live_server.url}/embed.js" {told}></script>'
    return f"<!DOCTYPE html><title>Club</title><h1>Our club</h1>{script}"


def test_the_snippet_shows_the_form_at_its_height_and_a_guest_signs_up(visitor, event, olga, live_server):
    with site(snippet(live_server, event=event.offering.slug, lang="fr", theme="dark", title="S’inscrire")) as home:
        allow(event, olga, origins=[home])
        visitor.goto(f"{home}/0")
        frame = visitor.frame_locator("iframe")
        frame.get_by_label("Votre nom").fill("Bo")
        frame.get_by_label("Adresse e-mail").fill("bo@example.org")
        assert frame.locator("html").get_attribute("data-theme") == "dark"
        assert visitor.locator("iframe").get_attribute("title") == "S’inscrire"
        visitor.wait_for_function("parseInt(document.querySelector('iframe').style.height) !== 512")
        inside = visitor.frames[1].evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        assert visitor.locator("iframe").evaluate("frame => parseInt(frame.style.height)") == inside
        assert visitor.frames[1].evaluate("document.documentElement.scrollHeight - innerHeight") <= 1
        frame.get_by_role("button", name="Envoyez-moi le lien").click()
        frame.get_by_text("bo@example.org").wait_for()
    request = JoinRequest.objects.get()
    # not in Olga's name, although she is signed in
    assert (request.name, request.email, request.language) == ("Bo", "bo@example.org", "fr")
    assert visitor.faults == []
    ours, theirs = urlsplit(live_server.url).netloc, urlsplit(home).netloc
    assert {urlsplit(asked.url).netloc for asked in visitor.asked} <= {ours, theirs}


@pytest.mark.req("Q15")
def test_a_site_that_was_not_named_shows_nothing(visitor, event, olga, live_server):
    with site(snippet(live_server, event=event.offering.slug)) as home:
        allow(event, olga, origins=["https://another.example.org"])
        visitor.goto(f"{home}/0")
        visitor.wait_for_timeout(1500)
        assert visitor.frame_locator("iframe").locator("form").count() == 0
        assert any("frame-ancestors" in fault for fault in visitor.faults)


def test_the_plain_frame_works_without_a_script(chromium, event, olga, live_server):
    allow(event, olga, anywhere=True)
    address = f"{live_server.url}/embed/events/{event.offering.slug}"
    with site(f'<!DOCTYPE html><title>Club</title><iframe src="{address}" title="Join" height="560"></iframe>') as home:
        context = chromium.new_context(java_script_enabled=False, locale="en")
        page = context.new_page()
        page.goto(f"{home}/0")
        frame = page.frame_locator("iframe")
        frame.get_by_label("Your name").fill("Bo")
        frame.get_by_label("E-mail address").fill("bo@example.org")
        frame.get_by_role("button", name="Send me the link").click()
        frame.get_by_text("bo@example.org").wait_for()
        context.close()
    assert JoinRequest.objects.count() == 1


def test_only_our_own_frame_is_heard(visitor, event, olga, live_server):
    """Somebody else's frame, or the page itself, must not be able to stretch ours."""
    foreign = "<script>parent.postMessage({lineupHeight: 5000}, '*')</script>"
    page = snippet(live_server, event=event.offering.slug) + '<iframe id="other" src="/1"></iframe>'
    with site(page, foreign) as home:
        allow(event, olga, anywhere=True)
        visitor.goto(f"{home}/0")
        visitor.evaluate("window.postMessage({lineupHeight: 4000}, '*')")
        visitor.wait_for_timeout(800)
        height = visitor.locator("iframe:not(#other)").evaluate("frame => parseInt(frame.style.height)")
        assert 120 <= height < 2000


@pytest.mark.req("Q21")
def test_all_of_it_weighs_less_than_fifty_kilobytes(visitor, event, olga, live_server):
    allow(event, olga, anywhere=True)
    bodies = []
    visitor.on("response", lambda response: bodies.append(response.body()))
    visitor.goto(f"{live_server.url}/embed/events/{event.offering.slug}")
    visitor.wait_for_load_state("networkidle")
    assert len(bodies) >= 6
    assert sum(len(gzip.compress(body)) for body in bodies) < MOST_BYTES / 2
    assert sum(len(body) for body in bodies) < MOST_BYTES
