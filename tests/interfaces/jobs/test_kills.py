"""Q3, embedded: workers that die at any moment lose nothing and double nothing.

In a hurry 1,500 jobs; the full promise, 12,000 jobs with leases of real length (about three minutes):
    TEST_JOBS=12000 bin/test tests/interfaces/jobs/test_kills.py
"""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.support import tables

JOBS = int(os.environ.get("TEST_JOBS", "1500"))
FULL = JOBS >= 12_000
KILLS = 14
WORKERS = 2
LEASE_S = 45.0 if FULL else 2.0
PATIENCE_S = 900 if FULL else 90


class House:
    """A database and a mailbox of their own, and workers on them."""

    def __init__(self, var: Path) -> None:
        self.var = var
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LINEUP_")}
        ours = {"LINEUP_VAR": str(var), "LINEUP_LOG": "error", "DJANGO_SETTINGS_MODULE": "lineup.config.settings"}
        self.environment = {**kept, **ours}
        self.workers: list[int] = []

    def enqueue(self, number: int) -> None:
        tables.lay(self.var / tables.NAME)
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        rows = [(f"{n:032x}", f"job:{n}", f'{{"n": {n}}}', now, now) for n in range(number)]
        with contextlib.closing(self.open()) as database, database:
            database.executemany(
                "INSERT INTO outbox_message (id, key, topic, payload, due_at, attempts, lease, last_error, created_at) "
                "VALUES (?, ?, 'job', ?, ?, 0, '', '', ?)",
                rows,
            )

    def open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.var / "lineup.sqlite3", timeout=20)

    def left(self) -> int:
        with contextlib.closing(self.open()) as database:
            return database.execute("SELECT count(*) FROM outbox_message WHERE done_at IS NULL").fetchone()[0]

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.support.worker", str(LEASE_S)]
        pipe = subprocess.PIPE
        self.nursery = subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, text=True)
        assert self.nursery.stdout.readline() == "ready\n"

    def hire(self) -> None:
        self.nursery.stdin.write("one\n")
        self.nursery.stdin.flush()
        self.workers.append(int(self.nursery.stdout.readline()))

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
        self.workers.remove(worker)

    def stop(self) -> None:
        for worker in list(self.workers):
            self.kill(worker)
        self.nursery.communicate(timeout=10)

    def mails(self) -> list[str]:
        return [message_from_bytes(file.read_bytes())["To"] for file in (self.var / "mailbox").glob("[!.]*.eml")]


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path / "var")
    made.enqueue(JOBS)
    made.start()
    yield made
    made.stop()


@pytest.mark.slow
@pytest.mark.req("Q3", "P12")
def test_workers_killed_at_any_moment_lose_and_double_nothing(house):
    chance = random.Random(3)
    for _ in range(WORKERS):
        house.hire()
    killed = 0
    deadline = time.monotonic() + PATIENCE_S
    while (left := house.left()) and time.monotonic() < deadline:
        # spread over the work, each in the middle of some batch
        if killed < KILLS and JOBS - left >= JOBS * (killed + chance.random()) / (KILLS + 2):
            house.kill(chance.choice(house.workers))
            house.hire()
            killed += 1
        time.sleep(0.02)
    assert house.left() == 0
    assert killed >= 12
    mails = house.mails()
    assert len(mails) == JOBS
    assert set(mails) == {f"job{n}@example.org" for n in range(JOBS)}
