"""Q3, scaled out: two web processes, two workers, a relay and a broker killed, PostgreSQL cut off, in turn under load.

In a hurry one of each kind dies; all of them, with more people:
    TEST_FULL=1 bin/test tests/interfaces/jobs/test_many_machines.py
"""

import contextlib
import http.client
import json
import os
import secrets
import subprocess
import sys
import time
from collections import Counter
from concurrent import futures
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest

from tests.support import broker, postgres

pytestmark = [pytest.mark.embedded, pytest.mark.slow, pytest.mark.xdist_group("serve")]

FULL = os.environ.get("TEST_FULL") == "1"
PEOPLE = 400 if FULL else 60
KILLED = ("web 1", "worker 1", "broker", "database", "relay", *(("web 2", "worker 2") if FULL else ()))
CLIENTS = 4
PATIENCE_S = 90
WEBS = ("web 1", "web 2")
HANDS = ("worker 1", "worker 2", "relay")


class Town:
    """The processes of one Lineup, as on many machines."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        self.ports = {name: broker.free_port() for name in (*WEBS, "broker")}
        address = f"redis://127.0.0.1:{self.ports['broker']}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LINEUP_")}
        self.environment = kept | {
            "LINEUP_VAR": str(folder / "var"),
            "LINEUP_DATABASE": database,
            "LINEUP_CACHE": f"{address}/0",
            "LINEUP_BROKER": f"{address}/1",
            "LINEUP_LOG": "error",
            "DJANGO_SETTINGS_MODULE": "lineup.config.settings",
        }
        self.running: dict[str, subprocess.Popen] = {}

    def manage(self, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], check=True, env=self.environment)

    def crowd(self) -> dict:
        wanted = json.dumps({"people": PEOPLE, "events": [{}]})
        command = [sys.executable, "-m", "bench.crowd", wanted]
        return json.loads(subprocess.run(command, check=True, env=self.environment, capture_output=True).stdout)

    def start(self, name: str) -> None:
        if name == "broker":
            self.running[name] = broker.start(self.ports[name], str(self.folder))
            return
        if name in WEBS:
            command, more = ["manage.py", "serve", "--no-work"], {"LINEUP_PORT": str(self.ports[name])}
        else:
            command, more = ["-m", "tests.support.hurried", name.partition(" ")[0]], {}
        quiet = subprocess.DEVNULL
        self.running[name] = subprocess.Popen(
            [sys.executable, *command], env=self.environment | more, stdout=quiet, stderr=quiet
        )

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.kill()
        process.wait(PATIENCE_S)

    def cut_database(self) -> None:
        with self.connected() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
            )

    @contextlib.contextmanager
    def connected(self):
        with psycopg.connect(self.database, autocommit=True) as connection:
            yield connection

    def count(self, statement: str) -> int:
        with self.connected() as connection:
            return connection.execute(statement).fetchone()[0]

    def mails(self) -> Counter:
        files = (self.folder / "var" / "mailbox").glob("[!.]*.eml")
        return Counter(message_from_bytes(file.read_bytes())["To"] for file in files)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


@pytest.fixture
def town(tmp_path):
    try:
        broker.program()
        postgres.binaries()
    except (broker.Missing, postgres.Missing) as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
    with postgres.cluster() as database:
        made = Town(tmp_path, database)
        made.manage("migrate", "-v0")
        made.manage("collectstatic", "--no-input", "-v0")
        for name in ("broker", *WEBS, *HANDS):
            made.start(name)
        try:
            yield made
        finally:
            made.stop()


def until(true, seconds: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert true()


def ask(port: int, path: str, token: str, key: str) -> int:
    """The status of joining; 0 where nobody answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"}
    try:
        connection.request("POST", path, b"{}", headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def join(town: Town, pool: str, number: int, token: str) -> list[int]:
    """Join as a person whose app tries again, on one machine and then the other, until there is an answer."""
    key, statuses = secrets.token_hex(16), []
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        port = town.ports[WEBS[(number + len(statuses)) % 2]]
        statuses.append(ask(port, f"/api/pools/{pool}/places", token, key))
        if 200 <= statuses[-1] < 300:
            break
        time.sleep(0.1)
    return statuses


def disturb(town: Town, tries: list[futures.Future]) -> None:
    """Kill one after the other while people join, and start it again."""
    for number, name in enumerate(KILLED, 1):
        reached = PEOPLE * number // (len(KILLED) + 2)
        while sum(one.done() for one in tries) < reached:
            time.sleep(0.05)
        if name == "database":
            town.cut_database()
        else:
            town.kill(name)
            time.sleep(0.3)
            town.start(name)


@pytest.mark.req("Q3")
def test_nothing_is_lost_or_doubled_whoever_is_killed(town):
    crowd = town.crowd()
    pool = crowd["events"][0]["pool"]
    until(lambda: all(broker.listens(port) for port in town.ports.values()))
    with futures.ThreadPoolExecutor(CLIENTS) as clients:
        tries = [clients.submit(join, town, pool, *one) for one in enumerate(crowd["tokens"])]
        disturb(town, tries)
    refused = Counter(status for one in tries for status in one.result() if status // 100 != 2)
    assert set(refused) <= {0, 500, 503}
    assert {one.result()[-1] // 100 for one in tries} == {2}

    ours = f"FROM participation_place WHERE pool_id = '{pool}'"
    assert town.count(f"SELECT count(*) {ours}") == PEOPLE
    assert town.count(f"SELECT count(DISTINCT participant_id) {ours}") == PEOPLE
    assert town.count(f"SELECT taken FROM participation_pool WHERE id = '{pool}'") == PEOPLE
    until(lambda: town.count("SELECT count(*) FROM outbox_message WHERE done_at IS NULL") == 0)
    mails = town.mails()
    assert (len(mails), set(mails.values())) == (PEOPLE, {1})
    town.manage("verify")
