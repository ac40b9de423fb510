"""Whatever is asked, the logs hold ids and routes: no name, address, phone or secret of anybody."""

import io
import json
import logging

import pytest
import structlog
from django.test import Client

from lineup.config import environment, logs, slow
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.people import persons, proofs
from lineup.domains.events import events
from lineup.interfaces.jobs import delivery
from tests.architecture.authorisation import trying
from tests.architecture.authorisation import world as worlds
from tests.architecture.authorisation.test_matrix import ROWS
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P15")]

NAME, EMAIL, PHONE = "Zqcanary Ortiz", "zqcanary@example.org", "+33 6 77 31 77 31"
PERSONAL = ("zqcanary", "@example.org", "77 31", "lnp_", "correct horse", "203.0.113")


@pytest.fixture
def written():
    """Everything that production would write, at its most talkative."""
    shape = logs.settings(environment.read({"LINEUP_LOG": "debug"}))["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shape["foreign_pre_chain"], processors=shape["processors"]
        )
    )
    lineup, root = logging.getLogger("lineup"), logging.getLogger()
    level = lineup.level
    lineup.setLevel("DEBUG")
    root.addHandler(handler)
    yield lambda: stream.getvalue()
    root.removeHandler(handler)
    lineup.setLevel(level)


def check(text, *routes):
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line.get("route") for line in lines} >= set(routes)
    folded = json.dumps(lines, ensure_ascii=False).lower().replace("lnp_…", "")
    assert [word for word in PERSONAL if word in folded] == []


def test_what_people_send_is_not_written_down(written, client, settings):
    owner = factories.member("Owner")
    event = events.create(title="Fair", starts_at=clock.now(), by=factories.actor(owner), at=clock.now())
    factories.published(event.offering, by=factories.actor(owner), at=clock.now())
    pool = events.pool_of(event)
    client.post("/account/signup", {"email": EMAIL})
    client.post("/account/login", {"login": EMAIL, "password": "correct horse battery"})
    client.post(f"/pools/{pool.pk}/join", {"name": NAME, "email": EMAIL})
    client.post(f"/pools/{pool.pk}/join", {"name": "", "email": f"{EMAIL} {PHONE}"})
    ada = factories.member(NAME, email=f"zqcanary2{EMAIL}")
    client.force_login(ada.account)
    client.post("/account", {"name": NAME, "phone": PHONE, "bio": NAME, "language": "en", "time_zone": "UTC"})
    client.get(f"/platform/people?q={EMAIL}")
    client.get(f"/events?q={NAME}")
    client.generic("PATCH", "/api/me", json.dumps({"name": NAME, "phone": PHONE}), content_type="application/json")
    client.generic("PATCH", "/api/me", f'{{"name": "{NAME}"', content_type="application/json")
    Client().get("/api/me", headers={"Authorization": "Bearer lnp_zqcanaryzqcanaryzqcanary"})
    for secret in ("lnp_zqcanaryzqcanaryzqcanaryzqcanaryzqcanary1", proofs.mint(asked())):
        client.get(f"/account/welcome/{secret}")
        client.get(f"/p/{secret}")
    outbox.drain()
    check(written(), "account/signup", "account/login", "pools/<uuid:pk>/join", "account", "api/me")


def asked():
    return proofs.ask("sign_up", email=EMAIL, at=clock.now())


def test_what_breaks_is_written_down_without_its_values(written, client, monkeypatch):
    client.raise_request_exception = False
    ada = factories.member(NAME, email=EMAIL)
    client.force_login(ada.account)

    def broken(*_given, **_named):
        raise ValueError(f"Key (email)=({EMAIL}) exists: “{NAME}”, '{PHONE}', lnp_zqcanaryzqcanary")

    monkeypatch.setattr(persons, "change_profile", broken)
    response = client.post("/account", {"name": NAME, "language": "en", "time_zone": "UTC"})
    assert response.status_code == 500
    [failed] = [line for line in map(json.loads, written().splitlines()) if line["event"] == "failed"]
    assert failed["exception"].endswith("ValueError: Key (email)=(…) exists: “…”, '…', lnp_…")
    check(written(), "account")


def test_work_that_fails_is_written_down_without_its_values(written, monkeypatch):
    messages.enqueue("mail", key="k", at=clock.now())

    def broken(message):
        raise ValueError(f"no such mailbox: {EMAIL} lnp_zqcanaryzqcanary")

    monkeypatch.setitem(messages._handlers, "mail", broken)
    [message] = messages.lease(at=clock.now())
    messages.deliver(message, clock=clock.now)
    message.refresh_from_db()
    assert message.last_error == "ValueError: no such mailbox: … …"
    check(written())


def test_a_slow_statement_is_written_down_without_its_values(written, monkeypatch):
    monkeypatch.setattr(slow, "SLOW_MS", -1)
    factories.guest(NAME, email=EMAIL)
    assert '"event": "slow statement"' in written()
    check(written())


@pytest.mark.req("P15")
def test_a_slow_statement_names_the_page_or_the_work_that_asked_for_it(client, written, monkeypatch):
    monkeypatch.setattr(slow, "SLOW_MS", -1)
    client.get("/clubs")
    messages.enqueue("mail", key="k", at=clock.now())
    monkeypatch.setitem(messages._handlers, "mail", lambda _message: factories.guest())
    [message] = messages.lease(at=clock.now())
    delivery.deliver(message)
    lines = [line for line in map(json.loads, written().splitlines()) if line["event"] == "slow statement"]
    named = {(line.get("route"), line.get("topic")) for line in lines}
    assert {("clubs", None), (None, "mail")} <= named


@pytest.mark.slow
@pytest.mark.once
def test_no_route_of_the_house_writes_down_anybody(written, settings, own_folders):
    settings.MAILBOX = settings.DEMO = False
    world = worlds.build()
    browsers = trying.clients(world)
    for row in ROWS:
        for method in row.methods.split():
            for name in ("stranger", "club_owner", "platform_admin"):
                trying.ask(browsers[name], method, row, world, row.on[0])
    text = written()
    check(text)
    names = {person.name for person in world.people.values() if person}
    assert [name for name in names if name in text] == []
    assert worlds.CANARY not in text
