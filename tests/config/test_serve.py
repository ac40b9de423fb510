import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent import futures
from pathlib import Path

import pytest

from tests.support import tables

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("serve")]

PATIENCE_S = 30


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    var = tmp_path_factory.mktemp("served")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LINEUP_")},
        "LINEUP_VAR": str(var),
        "LINEUP_PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "lineup.config.settings",
    }
    tables.lay(var / tables.NAME)
    manage(environment, "collectstatic", "--no-input", "-v0")
    return environment


@pytest.fixture
def served(migrated):
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"], env=migrated, stdout=subprocess.PIPE, text=True
    ) as one:
        try:
            yield one, one.stdout.readline()
        finally:
            one.send_signal(signal.SIGTERM)
            one.wait(PATIENCE_S)


@pytest.mark.slow
@pytest.mark.req("Q27")
def test_it_says_where_it_is_answers_and_stops_cleanly(served, migrated):
    process, announced = served
    port = migrated["LINEUP_PORT"]
    assert announced == f"Lineup is at http://localhost:{port}   (Ctrl-C stops it)\n"
    assert get(port, "/livez") == "ok"
    family = descendants(process.pid)
    assert len(family) >= 2

    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE_S) == 0
    assert [pid for pid in family if alive(pid)] == []


@pytest.mark.slow
@pytest.mark.req("Q27")
def test_stopping_under_load_answers_every_request_that_was_accepted(served, migrated):
    process, _ = served
    with futures.ThreadPoolExecutor(8) as crowd:
        outcomes = []
        for _ in range(8):
            crowd.submit(ask_until_refused, migrated["LINEUP_PORT"], outcomes)
        is_loaded = until(lambda: len(outcomes) > 100)
        process.send_signal(signal.SIGTERM)
    assert (is_loaded, set(outcomes)) == (True, {200})


@pytest.mark.slow
def test_a_worker_that_dies_is_started_again(served):
    process, _ = served
    first = until(lambda: worker_of(process.pid))
    time.sleep(2.1)  # longer than a life that counts as too short
    os.kill(first, signal.SIGKILL)
    assert until(lambda: worker_of(process.pid) not in (None, first))


@pytest.mark.slow
def test_nothing_is_left_when_the_parent_is_killed(served):
    process, _ = served
    family = descendants(process.pid)
    process.kill()
    assert until(lambda: not any(alive(pid) for pid in family))


@pytest.mark.slow
def test_a_port_in_use_is_told_and_the_next_is_taken(migrated):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(migrated["LINEUP_PORT"])))
        other.listen()
        with subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--no-work"], env=migrated, stdout=subprocess.PIPE, text=True
        ) as process:
            sentence, announced = process.stdout.readline(), process.stdout.readline()
            process.terminate()
    port = int(migrated["LINEUP_PORT"])
    # mostly the next one, unless somebody else has that as well
    taken = int(re.fullmatch(rf"Port {port} is in use by another program; taking (\d+)\.\n", sentence)[1])
    assert taken > port
    assert announced == f"Lineup is at http://localhost:{taken}   (Ctrl-C stops it)\n"


def test_without_tables_it_says_what_to_run(migrated, tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        env={**migrated, "LINEUP_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert "run: manage.py migrate" in result.stderr
    assert "Traceback" not in result.stderr


def ask_until_refused(port, outcomes):
    """Add the status of each answer; an exception's name where a request got none."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
        try:
            connection.connect()
        except (ConnectionRefusedError, ConnectionResetError):
            return  # nothing was asked yet
        try:
            connection.request("GET", "/readyz")
            outcomes.append(connection.getresponse().status)
        except ConnectionResetError:
            return  # it still queued in the kernel when the socket closed: nobody had accepted it
        except (OSError, http.client.HTTPException) as failure:
            outcomes.append(type(failure).__name__)
        finally:
            connection.close()


def manage(environment, *arguments):
    subprocess.run([sys.executable, "manage.py", *arguments], env=environment, check=True)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_S) as answer:
        return answer.read().decode()


def descendants(pid):
    parents = {int(stat.parent.name): parent_in(stat) for stat in Path("/proc").glob("[0-9]*/stat")}
    found, known = [], {pid}
    while more := [child for child, parent in parents.items() if parent in known and child not in known]:
        found += more
        known |= set(more)
    return found


def parent_in(stat):
    with contextlib.suppress(OSError):
        return int(stat.read_text().rpartition(")")[2].split()[1])


def worker_of(pid):
    for child in descendants(pid):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{child}/cmdline").read_text().endswith("\0work\0"):
                return child
    return None


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(found):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if value := found():
            return value
        time.sleep(0.05)
    return None


def free_port():
    """A port whose neighbour is free too, so that it is known which one is taken instead."""
    while True:
        with socket.socket() as probe, socket.socket() as neighbour:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                neighbour.bind(("127.0.0.1", port + 1))
                return port
