"""The Python client: made from the schema, and speaking to a Lineup that runs."""

import importlib.util
import json
import sys
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.test import Client as Browser

from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.core.people import api_tokens
from tests.support import broker, factories

FOLDER = Path(__file__).resolve().parents[2] / "clients" / "python"


@pytest.fixture(scope="module", autouse=True)
def _importable():
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.fixture
def client_for(live_server):
    """`client_for(person)`: a client with a token of theirs; None is anybody."""
    from lineup_client import Client

    def make(person=None, **options):
        token = api_tokens.make(person, name="Client", scope="write", at=clock.now())[1] if person else ""
        return Client(live_server.url, token=token, **options)

    return make


@pytest.mark.django_db
def test_it_is_what_the_schema_says(tmp_path):
    spec = importlib.util.spec_from_file_location("generate", FOLDER / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    document = json.loads(Browser(SERVER_NAME="localhost").get("/api/openapi.json").content)
    generate.main(document, tmp_path)
    for name in ("operations.py", "shapes.py"):
        assert (tmp_path / name).read_text() == (FOLDER / "lineup_client" / name).read_text(), "run: bin/client"


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("B01", "P05")
def test_an_organiser_publishes_an_event_and_a_member_joins_it(client_for):
    organiser, guest = client_for(factories.member("Olga")), client_for(factories.member("Ada"))
    starts_at = (clock.now() + timedelta(days=30)).isoformat()
    event = organiser.events_create({"title": "Night hike", "starts_at": starts_at, "capacity": 10})
    organiser.events_publish(event["slug"])
    pool = organiser.events_show(event["slug"])["pools"][0]["id"]
    place = guest.join(pool, {})
    assert place["state"] == "confirmed"
    assert [one["title"] for one in client_for().every(client_for().events_find)] == ["Night hike"]
    assert b"BEGIN:VCALENDAR" in client_for().events_calendar_file(event["slug"])


@pytest.mark.django_db(transaction=True)
def test_every_page_of_a_list_is_asked_for(client_for):
    organiser = client_for(factories.member("Olga"))
    for number in range(5):
        starts_at = (clock.now() + timedelta(days=number + 1)).isoformat()
        organiser.events_publish(organiser.events_create({"title": f"Day {number}", "starts_at": starts_at})["slug"])
    found = [one["title"] for one in organiser.every(organiser.events_find, size=2)]
    assert found == [f"Day {number}" for number in range(5)]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_a_problem_with_its_code_and_fields(client_for):
    from lineup_client import Problem

    organiser = client_for(factories.member("Olga"))
    with pytest.raises(Problem) as refused:
        organiser.events_create({"title": "Hike", "starts_at": "yesterday"})
    assert (refused.value.status, [one["field"] for one in refused.value.errors]) == (422, ["starts_at"])
    with pytest.raises(Problem) as hidden:
        organiser.events_show("nothing-here")
    assert (hidden.value.status, hidden.value.code) == (404, "not_found")


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("Q2")
def test_what_is_sent_twice_with_one_key_is_done_once(client_for):
    pool = factories.pool()
    ada = client_for(factories.member("Ada"))
    answers = [ada.join(str(pool.pk), {}, idempotency_key="once") for _ in range(2)]
    assert answers[0] == answers[1]
    assert Place.objects.count() == 1


class Shaky(BaseHTTPRequestHandler):
    """Drops the first request, is busy at the second, and answers the third."""

    seen: list[tuple[str, str]] = []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Idempotency-Key"]))
        if len(self.seen) == 1:
            self.connection.close()
            return
        self.send_response(503 if len(self.seen) == 2 else 200)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


def test_writing_is_repeated_with_the_same_key_until_there_is_an_answer():
    from lineup_client import Client

    Shaky.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Shaky) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        slept: list[float] = []
        client = Client(f"http://127.0.0.1:{server.server_port}", sleep=slept.append)
        client.join("a/b", {})
        server.shutdown()
    paths, keys = zip(*Shaky.seen, strict=True)
    assert (set(paths), len(set(keys)), len(keys)) == ({"/api/pools/a%2Fb/places"}, 1, 3)
    assert slept == [0.5, 7.0]


def test_who_never_answers_is_unreachable():
    from lineup_client import Client, Unreachable

    client = Client(f"http://127.0.0.1:{broker.free_port()}", tries=2, sleep=lambda _seconds: None)
    with pytest.raises(Unreachable):
        client.events_find()
