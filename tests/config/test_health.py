import json
import re

import pytest
from django.db import OperationalError

from lineup.config import environment, health, instruments
from lineup.core.foundation import clock
from lineup.core.outbox import messages, processes, queues
from lineup.core.outbox.messages import Work


@pytest.mark.req("P15", "Q27")
def test_livez_answers_without_a_database(client):
    # pytest-django refuses any use of the database here
    response = client.get("/livez", headers={"Host": "10.1.2.3"})
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.req("P15", "Q27")
@pytest.mark.django_db
def test_readyz_names_database_migrations_and_the_oldest_message(client):
    # as a container asks itself: by an address that is not the house's
    response = client.get("/readyz", headers={"Host": "10.1.2.3"})
    assert (response.status_code, response.json()) == (
        200,
        {"database": "ok", "migrations_missing": 0, "oldest_message_seconds": 0.0},
    )


@pytest.mark.req("P15", "Q27")
def test_readyz_says_no_when_the_database_is_away(client, monkeypatch):
    def away():
        raise OperationalError("10.0.0.3 refused the connection of user lineup")

    monkeypatch.setattr(health, "_missing_migrations", away)
    response = client.get("/readyz")
    assert (response.status_code, json.loads(response.content)) == (503, {"database": "OperationalError"})


@pytest.mark.req("P15")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", "", 404),
        ("", "Bearer ", 404),
        ("t" * 30, "", 404),
        ("t" * 30, "Bearer x", 404),
        ("t" * 30, "Bearer " + "t" * 30, 200),
    ],
)
def test_metrics_are_for_who_brings_the_token(client, settings, token, given, status):
    settings.ENVIRONMENT = environment.read({"LINEUP_METRICS_TOKEN": token})
    assert client.get("/metrics", headers={"Authorization": given}).status_code == status


@pytest.mark.req("P15")
@pytest.mark.django_db
def test_metrics_tell_of_requests_and_the_outbox(client, settings):
    settings.ENVIRONMENT = environment.read({"LINEUP_METRICS_TOKEN": "t" * 30})
    instruments.REQUESTS.labels("GET", "events/", 200).observe(0.1)
    text = client.get("/metrics", headers={"Authorization": "Bearer " + "t" * 30}).content.decode()
    assert 'lineup_request_seconds_count{method="GET",route="events/",status="200"}' in text
    assert "lineup_outbox_oldest_due_seconds 0.0" in text
    assert re.search(r"^lineup_query_seconds_count [1-9]", text, re.MULTILINE)


@pytest.mark.req("P15")
@pytest.mark.django_db
def test_metrics_tell_how_much_waits_in_each_queue_and_who_is_alive(client, settings):
    settings.ENVIRONMENT = environment.read({"LINEUP_METRICS_TOKEN": "t" * 30})
    messages.enqueue_many([Work("mail", "a"), Work("mail", "b"), Work("fan-out", "c")], at=clock.now())
    keys = processes.Keys(secret="s", audit="a")
    processes.begin("relay", host="one", number=1, keys=keys, at=clock.now())
    for number, undone in enumerate(({"events": 2}, {"events": 1, "questions": 4})):
        listens = processes.begin("gateway", host="one", number=number, keys=keys, at=clock.now())
        processes.go_on(listens, heard=processes.Heard(clock.now(), undone), at=clock.now())
    text = client.get("/metrics", headers={"Authorization": "Bearer " + "t" * 30}).content.decode()
    waiting = dict(re.findall(r'^lineup_outbox_waiting{queue="(\w+)"} (\S+)$', text, re.MULTILINE))
    assert {name: number for name, number in waiting.items() if number != "0.0"} == {"mail": "2.0", "bulk": "1.0"}
    assert set(waiting) == {queue.name for queue in queues.installed()}
    assert 'lineup_processes{kind="relay"} 1.0' in text
    assert dict(re.findall(r'^lineup_gateway_undone{sort="(\w+)"} (\S+)$', text, re.MULTILINE)) == {
        "events": "3.0",
        "questions": "4.0",
    }
