"""Asks the main requests within this process and counts what each costs; run inside a stage's settings. Prints JSON."""

import io
import json
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import login  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import crowd, processes  # noqa: E402
from lineup.config.wsgi import application  # noqa: E402
from lineup.core.foundation import clock, tokens  # noqa: E402
from lineup.core.participation import places  # noqa: E402
from lineup.core.participation.models import Offering, Pool  # noqa: E402
from lineup.core.people import opening  # noqa: E402
from lineup.core.people.actors import Actor  # noqa: E402
from lineup.core.people.models import ApiToken, Person  # noqa: E402

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")
CSRF = "c" * 32

Environ = dict[str, object]


def request(method: str, path: str, body: bytes = b"", **more: str) -> Environ:
    """Return what a server hands over for this request."""
    place, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": place,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_USER_AGENT": "bench",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "CONTENT_LENGTH": str(len(body)),
        **more,
    }


def ask(environ: Environ) -> tuple[int, int]:
    """Answer the request as the server would; return the status and the length of the body."""
    seen: list[str] = []
    answer = application(environ, lambda status, _headers, _trouble=None: seen.append(status))  # type: ignore[arg-type]
    length = sum(len(part) for part in answer)
    answer.close()
    return int(seen[0][:3]), length


def sign_ups(number: int) -> Iterator[Environ]:
    """Yield the sign-up of one person after the other by the API, each with a key of its own."""
    pool, _, _ = crowd.hot_event(None)
    for secret in crowd.people(number):
        headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}", "HTTP_IDEMPOTENCY_KEY": secrets.token_hex(16)}
        yield request("POST", f"/api/pools/{pool}/places", b"{}", CONTENT_TYPE="application/json", **headers)


def wishes() -> Iterator[Environ]:
    """Yield the form of one guest after the other."""
    pool, _, _ = crowd.hot_event(100)
    while True:
        word = secrets.token_hex(8)
        form = {"csrfmiddlewaretoken": CSRF, "name": f"Guest {word}", "email": f"{word}@example.org"}
        cookie = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
        kind = "application/x-www-form-urlencoded"
        yield request("POST", f"/pools/{pool}/join", urlencode(form).encode(), CONTENT_TYPE=kind, HTTP_COOKIE=cookie)


def repeated(path: str, **headers: str) -> Iterator[Environ]:
    """Yield the same GET again and again."""
    while True:
        yield request("GET", path, **headers)


def session_of(person: Person) -> dict[str, str]:
    """Return the header that makes a request this person's."""
    asking = HttpRequest()
    asking.META = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "bench"}
    asking.session = SessionStore()
    login(asking, person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    asking.session.save()
    return {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={asking.session.session_key}"}


def requests(number: int) -> dict[str, Iterator[Environ]]:
    """Return the main requests by name; the guest list has 10,000 guests, the member 60 places."""
    pool, slug, secret = crowd.hot_event(None)
    crowd.stuff(pool, 10_000)
    organiser = ApiToken.objects.select_related("person__account").get(digest=tokens.digest(secret)).person
    return {
        "sign-up (API)": sign_ups(number),
        "join form of a guest (page)": wishes(),
        "event (page)": repeated(f"/events/{slug}"),
        "event (API)": repeated(f"/api/events/{slug}"),
        "event list (page)": repeated("/events"),
        "event list (API)": repeated("/api/events"),
        "50 of 10,000 guests (page)": repeated(f"/events/{slug}/desk", **session_of(organiser)),
        "50 of 10,000 guests (API)": repeated(f"/api/pools/{pool}/places", HTTP_AUTHORIZATION=f"Bearer {secret}"),
        "my places (page)": repeated("/places", **session_of(_goer())),
    }


def _goer() -> Person:
    at = clock.now()
    email = f"goer{secrets.token_hex(4)}@example.org"
    person = opening.open_proved(email=email, password="bench", name="Goer", role="owner", at=at)
    upcoming = Offering.objects.filter(state=Offering.State.PUBLISHED, starts_at__gt=at).order_by("starts_at", "id")
    for pool in Pool.objects.filter(offering__in=list(upcoming.values_list("pk", flat=True)[:60])):
        pool.offering = upcoming.get(pk=pool.offering_id)
        places.join(pool, person, by=Actor(person), at=at + timedelta(seconds=1))
    return person


def spent(roots: list[int]) -> Callable[[], float]:
    """Return a clock of the CPU seconds that this process and the database's have used."""
    return lambda: time.process_time() + processes.cpu_seconds(*roots)


def cost(asked: Iterator[Environ], rounds: int, share: int, clock_: Callable[[], float]) -> dict[str, object]:
    """Return statements, statements that begin or end transactions, median CPU milliseconds, status and bytes."""
    for _ in range(share):
        status, size = ask(next(asked))
    with CaptureQueriesContext(connection) as captured:
        ask(next(asked))
    written = [one["sql"] for one in captured.captured_queries]
    control = sum(sql.startswith(CONTROL) for sql in written)
    figures = []
    for _ in range(rounds):
        before = clock_()
        for _ in range(share):
            ask(next(asked))
        figures.append((clock_() - before) / share * 1000)
    return {
        "statements": len(written) - control,
        "control": control,
        "cpu": statistics.median(figures),
        "status": status,
        "bytes": size,
    }


def main() -> None:
    wanted = json.loads(sys.argv[1])
    rounds, share = wanted["rounds"], wanted["share"]
    asked = requests((rounds + 1) * share + 2)
    only = wanted.get("only") or list(asked)
    print(json.dumps({name: cost(asked[name], rounds, share, spent(wanted["roots"])) for name in only}))


if __name__ == "__main__":
    main()
