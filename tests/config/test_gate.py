import json
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.utils import ConnectionHandler

from lineup.config import database, environment
from lineup.config.sqlite import gate

pytestmark = pytest.mark.embedded

PROCESSES = 16
SECONDS = 4.0


@pytest.fixture
def crowded_database(tmp_path):
    file = tmp_path / "crowd.sqlite3"
    connection = sqlite3.connect(file)
    connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE pool (id INTEGER PRIMARY KEY, taken INTEGER);"
        "CREATE TABLE place (id INTEGER PRIMARY KEY, pool INTEGER); INSERT INTO pool VALUES (1, 0);"
    )
    connection.close()
    return file


@pytest.mark.slow
@pytest.mark.req("Q7")
def test_sixteen_processes_write_without_failure_and_in_fair_shares(crowded_database):
    results = crowd(crowded_database, PROCESSES, SECONDS)
    took = sorted(one for result in results for one in result["took"])
    shares = [len(result["took"]) for result in results]
    p99 = took[int(len(took) * 0.99)]
    print(f"{len(took)} writes, p99 {p99:.0f} ms, a process {min(shares)} to {max(shares)}")
    assert [failure for result in results for failure in result["failures"]] == []
    assert min(shares) >= statistics.mean(shares) / 2


def test_who_asks_first_writes_first():
    door = gate.Gate(None)
    order: list[int] = []
    door.enter(1)
    waiting = [threading.Thread(target=write_down, args=(door, order, number)) for number in range(8)]
    for number, thread in enumerate(waiting):
        thread.start()
        until(lambda number=number: len(door._waiting) == number + 1)
    door.leave()
    for thread in waiting:
        thread.join()
    assert order == [0, 1, 2, 3, 4, 5, 6, 7]


def test_who_waits_too_long_is_told_and_does_not_block_the_next():
    door = gate.Gate(None)
    door.enter(1)
    with pytest.raises(gate.GateTimeout):
        door.enter(0.01)
    door.leave()
    door.enter(0.01)


HOLDER = """
import pathlib, sys, time
from lineup.config.sqlite.gate import Gate
Gate(pathlib.Path(sys.argv[1])).enter(1)
print("in", flush=True)
time.sleep(60)
"""


def test_a_killed_writer_frees_the_gate(tmp_path):
    path = tmp_path / "gate"
    entered = threading.Event()
    ours = gate.Gate(path)
    waiting = threading.Thread(target=lambda: (ours.enter(1), entered.set(), ours.leave()))
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"in\n"
        waiting.start()
        assert not entered.wait(0.2)
        holder.kill()
        assert entered.wait(1)
    waiting.join()


def test_the_gate_is_held_for_the_transaction_and_left_on_every_way_out(own_sqlite):
    connection = own_sqlite
    door = gate.gate_of(str(connection.settings_dict["NAME"]), in_memory=False)

    with transaction.atomic(using=connection.alias):
        assert door._taken
        connection.cursor().execute("CREATE TABLE t (n INTEGER UNIQUE)")
    assert not door._taken

    with pytest.raises(IntegrityError), transaction.atomic(using=connection.alias):
        connection.cursor().execute("INSERT INTO t VALUES (1), (1)")
    assert not door._taken

    connection.cursor().execute("INSERT INTO t VALUES (2)")
    assert not door._taken

    with transaction.atomic(using=connection.alias):
        connection.close()
    assert not door._taken


@pytest.fixture
def own_sqlite(tmp_path, django_db_blocker):
    found = environment.read({"LINEUP_DATABASE": f"sqlite:///{tmp_path}/own.sqlite3"})
    own = ConnectionHandler({"default": database.settings(found)}).create_connection("default")
    own.alias = "own"
    connections["own"] = own
    with django_db_blocker.unblock():
        yield own
    own.close()
    del connections["own"]


def write_down(door, order, number):
    door.enter(5)
    order.append(number)
    door.leave()


def until(true):
    deadline = time.monotonic() + 5
    while not true() and time.monotonic() < deadline:
        time.sleep(0.002)
    assert true()


def crowd(file, processes, seconds):
    command = [sys.executable, "-m", "tests.support.writer", str(file), str(seconds)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [json.loads(process.communicate(timeout=60)[0]) for process in running]
