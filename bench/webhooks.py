"""Webhooks: from the record to deliveries, and from there to a receiver on loopback: `python -m bench.webhooks`."""

import argparse
import json
import subprocess
import sys

from bench import stage, tables

HEAD = ["database", "endpoints", "things", "messages", "heard a second", "CPU ms each", "sent a second", "CPU ms each"]


def measure(on: stage.Stage, *, endpoints: int, things: int) -> list[object]:
    """Return a row of the table: how fast things become messages, and messages are sent, by one worker's thread."""
    receiver = subprocess.Popen([sys.executable, "-m", "bench.receiver"], stdout=subprocess.PIPE, text=True)
    try:
        assert receiver.stdout
        wanted = {"port": int(receiver.stdout.readline()), "endpoints": endpoints, "things": things}
        found = json.loads(on.script("bench.telling", json.dumps(wanted)))
    finally:
        receiver.kill()
        receiver.wait()
    messages = found["messages"]
    return [
        on.database,
        endpoints,
        things,
        messages,
        round(messages / found["heard_s"]),
        found["heard_cpu_s"] * 1000 / messages,
        round(messages / found["sent_s"]),
        found["sent_cpu_s"] * 1000 / messages,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, default=400)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for endpoints in (1, 5):
            with stage.prepared(database) as on:
                rows.append(measure(on, endpoints=endpoints, things=chosen.things))
    tables.show("Webhooks: heard, and sent to a receiver on loopback", HEAD, rows)


if __name__ == "__main__":
    main()
