"""Q3 for webhooks: a worker that dies between sending and noting loses nothing, and what comes twice has one id."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter

import pytest

from tests.support import tables
from tests.support.receiver import receiving
from tests.support.record_store import PATH, RecordStore

pytestmark = [pytest.mark.slow, pytest.mark.embedded, pytest.mark.req("P17", "E13", "Q3")]

# as many messages as statements
MESSAGES = 150
KILLS = 12
PATIENCE_S = 300
OF_WEBHOOKS = "endpoint_id IN (SELECT id FROM webhooks_endpoint WHERE speaks = 'webhook')"


class House:
    """A database of its own, and workers on it."""

    def __init__(self, var):
        self.var = var
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LINEUP_")}
        ours = {"LINEUP_VAR": str(var), "LINEUP_LOG": "error", "DJANGO_SETTINGS_MODULE": "lineup.config.settings"}
        self.environment = {**kept, **ours}

    def run(self, *command):
        subprocess.run([sys.executable, *command], check=True, env=self.environment, capture_output=True)

    def hire(self):
        command = [sys.executable, "-m", "tests.support.telling", "work"]
        worker = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert worker.stdout.readline() == "ready\n"
        return worker

    def ask(self, query):
        with contextlib.closing(sqlite3.connect(self.var / "lineup.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()


def test_workers_killed_at_any_moment_lose_no_message_and_repeat_only_with_the_same_id(tmp_path):
    house, chance, killed, store = House(tmp_path / "var"), random.Random(3), 0, RecordStore()
    tables.lay(house.var / tables.NAME)
    with receiving() as receiver:
        receiver.judge = lambda request: store(request) if request.path == PATH else (204, {}, b"")
        house.run("-m", "tests.support.telling", "make", str(receiver.port), str(MESSAGES))
        worker, deadline = house.hire(), time.monotonic() + PATIENCE_S
        while house.ask("SELECT count(*) FROM webhooks_delivery WHERE state = 'waiting'") != [(0,)]:
            assert time.monotonic() < deadline
            # spread over the work: often a receiver has the message, and nobody noted it yet
            if killed < KILLS and len(receiver.requests) >= 2 * MESSAGES * (killed + chance.random()) / (KILLS + 2):
                worker.send_signal(signal.SIGKILL)
                worker.communicate()
                worker, killed = house.hire(), killed + 1
            time.sleep(0.005)
        worker.kill()
        worker.communicate()
    heard = Counter(request.headers["webhook-id"] for request in receiver.requests if request.path != PATH)
    assert killed == KILLS
    assert {f"msg_{pk}" for (pk,) in house.ask(f"SELECT id FROM webhooks_delivery WHERE {OF_WEBHOOKS}")} == set(heard)
    assert (len(heard), len(store.held), store.faults) == (MESSAGES, MESSAGES, [])
    assert house.ask("SELECT state, attempts, count(*) FROM webhooks_delivery GROUP BY 1, 2") == [
        ("delivered", 1, 2 * MESSAGES)
    ]
    # at least once: at most what is in hand at each death comes again, and a record store keeps one of it
    assert len(receiver.requests) - 2 * MESSAGES <= KILLS * 2
