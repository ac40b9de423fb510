"""The timetable of 300 sessions, over three days and all on one: `python -m bench.timetable`."""

import argparse
import http.client
import json

from bench import pages, stage, tables

NUMBER = 300
ASKED = 15
HEAD = ["database", "sessions shown", "as", "status", "p50 ms", "CPU ms", "KB"]
FORMATS = {
    "page": "/programme",
    "page, signed in": "/programme",
    "calendar file": "/programme.ics",
    "XML": "/programme.xml",
    "JSON": "/programme.json",
}


def size(port: int, path: str, headers: dict[str, str]) -> int:
    """Return how many bytes the body of this page has."""
    asking = http.client.HTTPConnection("127.0.0.1", port)
    asking.request("GET", path, headers=headers)
    length = len(asking.getresponse().read())
    asking.close()
    return length


def measure(on: stage.Stage, *, days: int) -> list[list[object]]:
    """Return a row for each form of the programme."""
    wanted = {"sessions": NUMBER, "rooms": 10, "days": days}
    made = json.loads(on.script("bench.programme", json.dumps(wanted)))
    rows: list[list[object]] = []
    with stage.serving(on):
        for name, ending in FORMATS.items():
            path = f"/events/{made['slug']}{ending}"
            headers = {"Cookie": made["cookie"]} if name.endswith("signed in") else {}
            spent, typical, status = pages.cost(on, path, headers, number=ASKED)
            shown = NUMBER // days if ending == "/programme" else NUMBER
            rows.append([on.database, shown, name, status, typical, spent, size(on.port, path, headers) / 1000])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for days in (3, 1):
            with stage.prepared(database) as on:
                rows += measure(on, days=days)
    tables.show("The programme of an event", HEAD, rows)


if __name__ == "__main__":
    main()
