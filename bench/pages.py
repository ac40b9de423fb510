"""Lists and event page at 1,000 and 1,000,000 events, a guest list of 10,000: `python -m bench.pages`."""

import argparse
import json
import statistics

from bench import load, processes, stage, tables

ROUNDS = 7
NUMBER = 60


def cost(
    on: stage.Stage, path: str, headers: dict[str, str] | None = None, *, number: int = NUMBER
) -> tuple[float, float, int]:
    """Return CPU milliseconds (web and database together) and p50 milliseconds of a GET, and its status."""
    one = load.request("GET", path, headers=headers)
    warm = load.run(on.port, [one] * 20, clients=2)
    cpu, typical = [], []
    for _ in range(ROUNDS):
        before = processes.cpu_seconds(*on.roots)
        result = load.run(on.port, [one] * number, clients=1)
        cpu.append((processes.cpu_seconds(*on.roots) - before) / number * 1000)
        typical.append(result.percentile(0.5))
    return statistics.median(cpu), statistics.median(typical), max(warm.statuses)


def measure(on: stage.Stage, events: int) -> list[list[object]]:
    """Return a row per page."""
    on.script("bench.many_events", str(events))
    made = json.loads(on.script("bench.crowd", json.dumps({"events": [{"stuffed": 10_000}]})))["events"][0]
    key = {"Authorization": f"Bearer {made['organiser']}"}
    pages = {
        "event list (page)": ("/events", None),
        "search “ecole 42” (page)": ("/events?q=ecole+42", None),
        "event (page)": (f"/events/gathering-{events // 2 + 5}", None),
        "event list (API)": ("/api/events", None),
        "50 of 10,000 guests (API)": (f"/api/pools/{made['pool']}/places?limit=50", key),
    }
    rows = []
    with stage.serving(on):
        for name, (path, headers) in pages.items():
            spent, typical, status = cost(on, path, headers)
            rows.append([on.database, name, events, status, typical, spent])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[1_000, 1_000_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for events in chosen.events:
            with stage.prepared(database) as on:
                rows += measure(on, events)
    rows.sort(key=lambda row: (str(row[0]), str(row[1]), int(str(row[2]))))
    tables.show(
        "Pages and lists as the number of events grows",
        ["database", "page", "events", "status", "p50 ms", "CPU ms"],
        rows,
    )


if __name__ == "__main__":
    main()
