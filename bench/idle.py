"""What each process costs while nobody asks for anything: `python -m bench.idle`."""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator

from bench import outbox, processes, stage, tables
from tests.support import broker

SECONDS = 20
# what a process imports when it begins is no idle cost
SETTLED_S = 20
KINDS = ("serve --no-work", "work", "relay", "worker")


def measure(database: str) -> Iterator[list[object]]:
    """Yield a row for each kind: CPU seconds an hour of this process and those it starts, and their memory."""
    with stage.prepared(database) as on, broker.running() as address:
        on.environment["LINEUP_BROKER"] = f"{address}/1"
        for kind in KINDS:
            with outbox.running(on, [kind]) as [root]:
                on.script("bench.emptying", json.dumps({"hands": Counter([kind.split()[0]])}))
                time.sleep(SETTLED_S)
                before = processes.cpu_seconds(root)
                time.sleep(SECONDS)
                spent = processes.cpu_seconds(root) - before
                memory = sum(processes.memory_megabytes(pid) for pid in processes.tree(root))
                yield [database, kind, len(list(processes.tree(root))), spent / SECONDS * 3600, memory]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = [row for database in chosen.database or ["sqlite", "postgresql"] for row in measure(database)]
    tables.show("Each process idle", ["database", "command", "processes", "CPU s an hour", "MB"], rows)


if __name__ == "__main__":
    main()
