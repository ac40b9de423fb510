"""What browsers are told with every answer, whatever it is (Q15)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware

from lineup.config import environment
from lineup.config.security import content_policy
from lineup.core.foundation import clock
from lineup.domains.events import events, files
from tests.support import factories

pytestmark = [pytest.mark.req("Q15")]

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PAGE = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; "
        "style-src 'self'; worker-src 'self'"
    ),
    "X-Frame-Options": "DENY",
}
JSON = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
DOWNLOAD = {"Content-Security-Policy": "default-src 'none'; sandbox"}


@pytest.fixture
def house(client, db):
    """Somebody signed in, and the path of a file to download."""
    ada = factories.member("Ada")
    client.force_login(ada.account)
    by, at = factories.actor(ada), clock.now()
    event = events.create(title="Fair", by=by, at=at)
    return files.add(event, SimpleUploadedFile("plan.pdf", b"%PDF-1.7"), by=by, at=at)


@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        ("/", 200, PAGE),
        ("/no-such-page", 404, PAGE),
        ("/account", 200, PAGE),
        ("/events/month", 302, PAGE),
        ("/account/login", 302, PAGE),
        ("/robots.txt", 200, PAGE),
        ("/api/docs", 200, PAGE),
        ("/api/openapi.json", 200, {}),
        ("/api/no-such-thing", 404, {}),
        ("/api/events", 200, {}),
        ("/events/fair/files/{file}", 200, DOWNLOAD),
        ("/api/events/fair/files/{file}/content", 200, DOWNLOAD),
    ],
)
def test_every_answer_carries_the_strict_headers(client, house, path, status, more):
    response = client.get(path.format(file=house.pk))
    if response.streaming:
        b"".join(response.streaming_content)
    found = {name: response.headers.get(name) for name in (*EVERYWHERE, *more)}
    if "Content-Security-Policy" in more and more is PAGE:
        found["Content-Security-Policy"] = "; ".join(sorted(found["Content-Security-Policy"].split("; ")))
    assert (response.status_code, found) == (status, {**EVERYWHERE, **more})
    assert "camera=(self)" in response.headers["Permissions-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "Server" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/api/events", 200), ("/api/me", 401), ("/api/nothing", 404)])
def test_the_api_without_a_session_allows_a_browser_nothing(client, path, status):
    response = client.get(path)
    found = {name: response.headers.get(name) for name in (*EVERYWHERE, *JSON)}
    assert (response.status_code, found) == (status, {**EVERYWHERE, **JSON})
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_what_one_person_sees_is_for_no_shared_cache(client):
    assert "Cache-Control" not in client.get("/").headers
    client.force_login(factories.member().account)
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/account").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
def test_static_files_are_everybody_s_and_never_taken_for_something_else(client):
    response = client.get("/static/lineup/css/layout.css")
    b"".join(response.streaming_content)
    assert "Cross-Origin-Resource-Policy" not in response.headers
    assert (response.headers["X-Content-Type-Options"], response.status_code) == ("nosniff", 200)


def test_the_policy_allows_nothing_unsafe_and_nobody_else(settings):
    sources = {source for allowed in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in allowed}
    assert sources == {"'none'", "'self'"}


def test_over_https_browsers_are_told_to_stay_there(rf, settings):
    found = environment.read({"LINEUP_BASE_URL": "https://lineup.example", "LINEUP_TRUSTED_PROXIES": "127.0.0.1"})
    assert content_policy(found)["DIRECTIVES"]["upgrade-insecure-requests"] is True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    guard = SecurityMiddleware(lambda _request: HttpResponse())
    assert guard(rf.get("/", secure=True)).headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    assert guard(rf.get("/")).status_code == 301


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client):
    client.get("/account/login")
    client.post("/account/login", {"login": factories.member(email="a@b.org").email, "password": factories.PASSWORD})
    assert {"lineup_session", "lineup_csrf"} <= set(client.cookies)
    for name in ("lineup_session", "lineup_csrf"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
