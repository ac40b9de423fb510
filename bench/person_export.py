"""Everything held on one person: 100 rows against 10,000, among 50,000 of others: `python -m bench.person_export`."""

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from bench import stage, tables

SIZES = (100, 10_000)
OTHERS = 25_000
HEAD = ["database", "rows", "seconds", "CPU s", "statements", "KB", "memory more, MB"]


def measure(on: stage.Stage, size: int) -> list[object]:
    """Return a row of the table for a person with about so many rows."""
    found = json.loads(on.script("bench.person_export", "--inside", str(size)))
    return [on.database, *(found[name] for name in ("rows", "seconds", "cpu", "statements", "kilobytes", "megabytes"))]


def inside(size: int) -> dict[str, float]:
    """In the Lineup under measurement: a quarter places, half their changes, a quarter notices."""
    django.setup()
    export, held, clock, actors, db, capture = (
        import_module(name)
        for name in (
            "lineup.core.privacy.export",
            "lineup.core.privacy.held",
            "lineup.core.foundation.clock",
            "lineup.core.people.actors",
            "django.db",
            "django.test.utils",
        )
    )
    person = _known(size)
    db.connection.force_debug_cursor = False
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "export.zip")
        before, began, cpu = _peak(), time.perf_counter(), time.process_time()
        with file.open("wb") as out:
            export.write(person, out, by=actors.Actor(person), at=clock.now())
        found = {
            "seconds": time.perf_counter() - began,
            "cpu": time.process_time() - cpu,
            "megabytes": _peak() - before,
        }
        with capture.CaptureQueriesContext(db.connection) as asked, Path(folder, "again.zip").open("wb") as out:
            export.write(person, out, by=actors.Actor(person), at=clock.now())
        counted = sum(held.counts(person).values())
        return {**found, "statements": len(asked), "kilobytes": file.stat().st_size / 1000, "rows": counted}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _known(size: int) -> Any:
    """Somebody with so many rows, half of them changes of places, among others who have as many in all."""
    crowd, factories, participation, notices, ids = (
        import_module(name)
        for name in (
            "bench.crowd",
            "tests.support.factories",
            "lineup.core.participation.models",
            "lineup.core.notices.models",
            "lineup.core.foundation.ids",
        )
    )
    pool_id, _slug, _secret = crowd.hot_event(None)
    crowd.stuff(pool_id, OTHERS)
    person, now = factories.member("Ana"), import_module("lineup.core.foundation.clock").now()
    quarter = size // 4
    keys = [ids.new() for _ in range(quarter)]
    whose = {"pool_id": pool_id, "participant_id": person.pk, "contact_id": person.pk}
    participation.Place.objects.bulk_create(
        [participation.Place(pk=key, state="withdrawn", queued_at=now, **whose) for key in keys], 500
    )
    steps = (("join", "", "confirmed"), ("withdraw", "confirmed", "withdrawn"))
    participation.PlaceChange.objects.bulk_create(
        [
            participation.PlaceChange(
                place_id=key, action=action, from_state=before, to_state=after, actor=person, channel="web", at=now
            )
            for key in keys
            for action, before, after in steps
        ],
        500,
    )
    told = {
        "kind": "place-confirmed",
        "title": "You have a place",
        "sentence": "See you there.",
        "reason": "You joined.",
    }
    notices.Notice.objects.bulk_create(
        [
            notices.Notice(person=person, key=f"bench:{number}", created_at=now - timedelta(minutes=number), **told)
            for number in range(quarter)
        ],
        500,
    )
    return person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", type=int)
    chosen = parser.parse_args()
    if chosen.inside:
        sys.stdout.write(json.dumps(inside(chosen.inside)))
        return
    rows = []
    for database in ("sqlite", "postgresql"):
        for size in SIZES:
            with stage.prepared(database) as on:
                rows.append(measure(on, size))
    tables.show("Everything held on one person, written", HEAD, rows)


if __name__ == "__main__":
    main()
