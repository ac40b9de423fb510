"""Messages of the outbox a second: embedded, and handed over to one and two workers: `python -m bench.outbox`."""

import argparse
import contextlib
import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from bench import processes, stage, tables
from tests.support import broker

WAYS = {"embedded": ["work"], "relay, 1 worker": ["relay", "worker"], "relay, 2 workers": ["relay", "worker", "worker"]}

# of its pace, and one query each; see bench.emptying
KINDS = ("quick", "heavy")
HEAD = ["database", "way", "kind", "messages", "a second", "CPU ms each: ours", "the database's", "both"]


@contextlib.contextmanager
def running(on: stage.Stage, commands: Sequence[str]) -> Iterator[list[int]]:
    """Run these commands and yield their process numbers."""
    quiet = subprocess.DEVNULL
    children = [
        subprocess.Popen(
            [sys.executable, "manage.py", *one.split()], cwd=stage.ROOT, env=on.environment, stdout=quiet, stderr=quiet
        )
        for one in commands
    ]
    try:
        yield [child.pid for child in children]
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(10)
            child.kill()


def measure(database: str, way: str, kind: str, number: int) -> list[object]:
    """Return a row: how many a second, and the CPU of these processes, and of the database, for each."""
    with stage.prepared(database) as on, broker.running() as address:
        on.environment["LINEUP_BROKER"] = f"{address}/1"
        with running(on, WAYS[way]) as hands:
            hired = json.dumps({"hands": Counter(WAYS[way])})
            on.script("bench.emptying", hired)
            parts = [tuple(hands), tuple(on.roots)]
            before = [processes.cpu_seconds(*part) for part in parts]
            took = json.loads(on.script("bench.emptying", json.dumps({"number": number, "kind": kind})))
            spent = [
                (processes.cpu_seconds(*part) - was) / number * 1000 for part, was in zip(parts, before, strict=True)
            ]
    return [database, way, kind, number, round(number / took), *spent, sum(spent)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--way", choices=WAYS, action="append")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = [
        measure(database, way, kind, chosen.number)
        for kind in chosen.kind or KINDS
        for database in chosen.database or ["sqlite", "postgresql"]
        for way in chosen.way or WAYS
        if database == "postgresql" or way == "embedded"
    ]
    tables.show("The outbox worked off", HEAD, rows)


if __name__ == "__main__":
    main()
