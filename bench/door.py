"""Scans at the doors: 50 controllers at once by the HTTP API, and what a scan costs among few and many badges.

`python -m bench.door`; each badge is checked in at the entrance and then scanned into a room.
"""

import argparse
import itertools
import json
import uuid

from bench import load, processes, stage, tables

SCANNERS = 50
# taps before the clock runs, so that both workers have read what they need
FIRST = 200


def body(code: str, room: str | None) -> bytes:
    """Return what a scanner sends of one tap."""
    return json.dumps({"client_id": str(uuid.uuid4()), "code": code, "room": room}).encode()


def crowded(on: stage.Stage, *, workers: int, badges: int, number: int) -> list[object]:
    """Return a row: scans a second, latencies and CPU per scan, with 50 controllers at once."""
    made = json.loads(on.script("bench.at_the_door", json.dumps({"badges": badges, "controllers": SCANNERS})))
    taps = [load_of(made["slug"], key, code, room) for key, room, code in _shown(made, number + FIRST)]
    with stage.serving(on, workers=workers):
        load.run(on.port, taps[:FIRST], clients=8)
        before = processes.cpu_seconds(*on.roots)
        result = load.run(on.port, taps[FIRST:], clients=SCANNERS)
        cpu = processes.cpu_seconds(*on.roots) - before
    times = [result.percentile(share) for share in (0.5, 0.95, 0.99)]
    each = cpu / number * 1000
    return [on.database, workers, badges, number / result.elapsed, *times, each, json.dumps(result.statuses)]


def _shown(made: dict[str, list[str]], number: int) -> list[tuple[str, str | None, str]]:
    """Who scans whom where: everybody at the entrance, then into the room of the controller."""
    scanners, taps = itertools.cycle(made["scanners"]), []
    for code, (key, room) in zip(made["codes"][: number // 2], scanners, strict=False):
        taps += [(key, None, code), (key, room, code)]
    # so that the second scan of a badge does not overtake the first
    return taps[::2] + taps[1::2]


def load_of(slug: str, token: str, code: str, room: str | None) -> bytes:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return load.request("POST", f"/api/events/{slug}/scans", headers=headers, body=body(code, room))


def alone(on: stage.Stage, *, badges: int, rounds: int, share: int) -> list[list[object]]:
    """Return a row per kind of scan: statements and CPU within one process."""
    wanted = {"badges": badges, "roots": on.roots, "rounds": rounds, "share": share}
    found = json.loads(on.script("bench.at_the_door", json.dumps(wanted)).splitlines()[-1])
    return [
        [on.database, badges, name, one["status"], one["statements"], one["control"], one["cpu"]]
        for name, one in found.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--badges", type=int, default=20_000)
    parser.add_argument("--number", type=int, default=4000)
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--share", type=int, default=40)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    if chosen.badges * 2 < chosen.number + FIRST:
        parser.error(f"--number is at most twice --badges, less {FIRST}: each badge is scanned twice.")
    rows, costs = [], []
    for database in chosen.database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as on:
            rows.append(crowded(on, workers=2, badges=chosen.badges, number=chosen.number))
        for badges in (chosen.few, chosen.many):
            with stage.prepared(database) as on:
                costs += alone(on, badges=badges, rounds=chosen.rounds, share=chosen.share)
    head = ["database", "workers", "badges", "scans a second", "p50 ms", "p95 ms", "p99 ms", "CPU ms each", "statuses"]
    tables.show(f"{SCANNERS} controllers at once", head, rows)
    head = ["database", "badges", "scan", "status", "statements", "+ BEGIN, COMMIT …", "CPU ms"]
    tables.show("What one scan costs, web and database together", head, costs)


if __name__ == "__main__":
    main()
