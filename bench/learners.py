"""How soon a course answers 500 who learn at once: `python -m bench.learners`.

Each is a person of their own who opens a lesson, sends the pulse of a page that is seen and used, and marks the lesson
as done; then the next lesson, half a minute after the one before. Afterwards every sum is counted again. The learners
run on the same two cores.
"""

import argparse
import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench import load, processes, stage, tables
from bench.questions import Line

HEAD = ["database", "workers", "learners", "asked", "failed", "what", "p50 ms", "p95 ms", "p99 ms", "CPU ms a second",
        "sums"]  # fmt: skip
EVERY = 30.0
WARM = 20
JSON = {"Content-Type": "application/json"}


@dataclass
class Room:
    """What all who learn share: until when, and what each kind of request took."""

    lessons: list[str]
    until: float
    took: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "pulse": [], "done": []})
    failed: int = 0


async def learn(port: int, room: Room, cookie: str, token: str) -> None:
    """Go through the lessons in their order, until time is up."""
    line, key = Line(port), {"Authorization": f"Bearer {token}"}
    await asyncio.sleep(random.random() * EVERY)
    for path in room.lessons:
        if time.perf_counter() > room.until:
            break
        began = time.perf_counter()
        pulse = json.dumps({"focus": 30, "interactions": 4, "device": "desktop"}).encode()
        steps = {
            "page": load.request("GET", path, headers={"Cookie": cookie}),
            "pulse": load.request("POST", f"/api{path}/pulses", headers={**key, **JSON}, body=pulse),
            "done": load.request("PUT", f"/api{path}/completion", headers=key),
        }
        for what, request in steps.items():
            await _timed(line, room, what, request)
        await asyncio.sleep(max(0.0, EVERY * (0.9 + random.random() / 5) - (time.perf_counter() - began)))
    line.close()


async def _timed(line: Line, room: Room, what: str, request: bytes) -> None:
    began = time.perf_counter()
    try:
        await line.ask(request)
    except OSError:
        room.failed += 1
        line.close()
    else:
        room.took[what].append(time.perf_counter() - began)


async def play(port: int, made: dict[str, Any], seconds: float) -> Room:
    """Let everybody learn at once for so long, once each worker has drawn the page for the first time."""
    first = load.request("GET", made["lessons"][0], headers={"Cookie": made["cookies"][0]})
    for line in [Line(port) for _ in range(WARM)]:
        await line.ask(first)
        line.close()
    room = Room(made["lessons"], time.perf_counter() + seconds)
    await asyncio.gather(
        *(learn(port, room, *who) for who in zip(made["cookies"], made["tokens"], strict=True)),
    )
    return room


def measure(on: stage.Stage, *, workers: int, learners: int, seconds: float) -> list[list[object]]:
    """Return the rows of the table, one for each kind of request."""
    made = json.loads(on.script("bench.classroom", str(learners)))
    with stage.serving(on, workers=workers):
        before, began = processes.cpu_seconds(*on.roots), time.perf_counter()
        room = asyncio.run(play(on.port, made, seconds))
        spent = (processes.cpu_seconds(*on.roots) - before) / (time.perf_counter() - began) * 1000
    sums = on.manage("verify").strip().splitlines()[-1]
    rows = []
    for what, took in room.took.items():
        told = load.Result({}, took, seconds)
        shares = [round(told.percentile(share)) for share in (0.5, 0.95, 0.99)]
        rows.append([on.database, workers, learners, len(took), room.failed, what, *shares, round(spent), sums])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as on:
            rows += measure(on, workers=chosen.workers, learners=chosen.learners, seconds=chosen.seconds)
    tables.show("How soon a course answers those who learn at once", HEAD, rows)


if __name__ == "__main__":
    main()
