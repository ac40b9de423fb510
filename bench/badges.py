"""1,000 badges with names and codes as PDF, made and set by the outbox: `python -m bench.badges`."""

import argparse
import json
import sys
import time
from importlib import import_module

import django

from bench import stage, tables

SIZES = (100, 1_000)
LAYOUTS = ("a6", "l7160")
HEAD = ["database", "layout", "badges", "made s", "set s", "CPU s", "KB"]


def inside(layout: str, size: int) -> dict[str, float]:
    """In the Lineup under measurement: so many guests; their badges are made, then set part by part."""
    django.setup()
    crowd, models, badge_prints, messages, clock, actors = (
        import_module(f"{name}")
        for name in (
            "bench.crowd",
            "lineup.domains.events.models",
            "lineup.domains.onsite.badge_prints",
            "lineup.core.outbox.messages",
            "lineup.core.foundation.clock",
            "lineup.core.people.actors",
        )
    )
    pool_id, slug, _secret = crowd.hot_event(None)
    crowd.stuff(pool_id, size)
    event = models.Event.objects.select_related("offering__organiser").get(offering__slug=slug)
    began, cpu = time.perf_counter(), time.process_time()
    by = actors.Actor(event.offering.organiser)
    job = badge_prints.order(event, layout=layout, language="fr", by=by, at=clock.now())
    made = time.perf_counter() - began
    while batch := messages.lease(at=clock.now(), names=["documents"]):
        for message in batch:
            if not messages.deliver(message, clock=clock.now):
                raise SystemExit(message.last_error)
    job.refresh_from_db()
    size_kb = len(badge_prints.content(job)) / 1000
    spent = time.perf_counter() - began
    return {"made": made, "set": spent - made, "cpu": time.process_time() - cpu, "kilobytes": size_kb, "n": job.total}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", nargs=2)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    if chosen.inside:
        sys.stdout.write(json.dumps(inside(chosen.inside[0], int(chosen.inside[1]))))
        return
    rows: list[list[object]] = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for layout in LAYOUTS:
            for size in SIZES:
                with stage.prepared(database) as on:
                    found = json.loads(on.script("bench.badges", "--inside", layout, str(size)))
                rows.append([database, layout, *(found[name] for name in ("n", "made", "set", "cpu", "kilobytes"))])
    tables.show("Badges as PDF", HEAD, rows)


if __name__ == "__main__":
    main()
