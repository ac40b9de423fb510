"""SQL statements and CPU of the main requests, on both databases: `python -m bench.statements`."""

import argparse
import json

from bench import stage, tables

HEAD = ["database", "request", "status", "statements", "+ BEGIN, COMMIT …", "CPU ms", "KB"]


def measure(on: stage.Stage, *, events: int, rounds: int, share: int) -> list[list[object]]:
    """Return a row per request, asked `rounds` times `share`, within one process."""
    on.script("bench.many_events", str(events))
    wanted = {"roots": on.roots, "rounds": rounds, "share": share}
    found = json.loads(on.script("bench.asking", json.dumps(wanted)).splitlines()[-1])
    return [
        [on.database, name, one["status"], one["statements"], one["control"], one["cpu"], one["bytes"] / 1000]
        for name, one in found.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--share", type=int, default=40)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as on:
            rows += measure(on, events=chosen.events, rounds=chosen.rounds, share=chosen.share)
    tables.show("What the main requests cost, web and database together", HEAD, rows)


if __name__ == "__main__":
    main()
