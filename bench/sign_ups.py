"""Sign-ups per second on one hot event, through the HTTP API, 64 clients: `python -m bench.sign_ups`."""

import argparse
import json
import uuid

from bench import load, processes, stage, tables

CLIENTS = 64


def measure(on: stage.Stage, *, workers: int, number: int, capacity: int | None) -> list[object]:
    """Return a row of the table: accepted a minute, latencies, CPU per sign-up."""
    wanted = {"people": number, "events": [{"capacity": capacity}]}
    made = json.loads(on.script("bench.crowd", json.dumps(wanted)))
    path = f"/api/pools/{made['events'][0]['pool']}/places"
    requests = [join(path, token) for token in made["tokens"]]
    warm, measured = requests[:200], requests[200:]
    with stage.serving(on, workers=workers):
        load.run(on.port, warm, clients=8)
        before = processes.cpu_seconds(*on.roots)
        result = load.run(on.port, measured, clients=CLIENTS)
        cpu = processes.cpu_seconds(*on.roots) - before
    accepted = result.statuses.get(201, 0)
    return [
        on.database,
        workers,
        accepted,
        round(accepted / result.elapsed * 60),
        result.percentile(0.5),
        result.percentile(0.99),
        cpu / len(measured) * 1000,
        json.dumps(result.statuses),
    ]


def join(path: str, token: str) -> bytes:
    """Return the request by which the holder of the token joins."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    return load.request("POST", path, headers=headers, body=b"{}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=3000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for workers in (1, 2):
            with stage.prepared(database) as on:
                rows.append(measure(on, workers=workers, number=chosen.number, capacity=None))
    tables.show(
        f"Sign-ups on one hot event, {CLIENTS} clients",
        ["database", "workers", "accepted", "a minute", "p50 ms", "p99 ms", "CPU ms each", "statuses"],
        rows,
    )


if __name__ == "__main__":
    main()
