"""A calendar feed read by a program that has it already, and by one that has not: `python -m bench.feeds`."""

import argparse
import json
import sys
import time
from datetime import timedelta
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.test import Client

from bench import stage, tables

READINGS = 100


def inside(number: int) -> dict[str, Any]:
    """In the Lineup under measurement: somebody with places at so many events, and their feed read again and again."""
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    clock, factories, events, feeds, answers = (
        import_module(name)
        for name in (
            "lineup.core.foundation.clock",
            "tests.support.factories",
            "lineup.domains.events.events",
            "lineup.core.participation.feeds",
            "lineup.interfaces.web.feeds.answers",
        )
    )
    answers.PACE = answers.Pace(most=10**9)
    at, organiser, person = clock.now(), factories.member(), factories.member()
    by = factories.actor(organiser)
    for day in range(number):
        start = at + timedelta(days=1 + day)
        event = events.create(title=f"Event {day}", starts_at=start, capacity=5, by=by, at=at)
        factories.published(event.offering, by=by, at=at)
        factories.place(events.pool_of(event), person)
    client, path = Client(), f"/feeds/{feeds.make(person, at=at)[1]}.ics"
    whole = client.get(path)
    return {
        "bytes": len(whole.content),
        "full": spent(client, path, {}),
        "unchanged": spent(client, path, {"If-None-Match": whole.headers["ETag"]}),
    }


def spent(client: Client, path: str, headers: dict[str, str]) -> float:
    """Return the milliseconds of CPU of one reading."""
    client.get(path, headers=headers)
    began = time.process_time()
    for _ in range(READINGS):
        client.get(path, headers=headers)
    return (time.process_time() - began) * 1000 / READINGS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", type=int)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(inside(chosen.inside)))
        return
    rows = []
    for number in (10, 200):
        with stage.prepared("sqlite") as on:
            found = json.loads(on.script("bench.feeds", "--inside", str(number)).splitlines()[-1])
        ratio = found["full"] / found["unchanged"]
        rows.append([number, round(found["bytes"] / 1000), found["full"], found["unchanged"], ratio])
    head = ["events", "KB", "in full, CPU ms", "304, CPU ms", "ratio"]
    tables.show("A personal calendar feed, read again", head, rows)


if __name__ == "__main__":
    sys.exit(main())
