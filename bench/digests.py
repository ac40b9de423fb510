"""The weekly digest for 200 people against 20,000: `python -m bench.digests`."""

import argparse
import json
import sys
import time
from importlib import import_module
from typing import Any

import django

from bench import stage, tables

SIZES = (200, 20_000)
LETTERS = 200
CHUNK = 5_000


def measure(on: stage.Stage, size: int) -> list[object]:
    """Return a row: milliseconds of the round for each person, and of the writing of a letter."""
    found = json.loads(on.script("bench.digests", "--inside", str(size)))
    return [on.database, size, found["round_ms"], found["letter_ms"]]


def inside(size: int) -> dict[str, float]:
    """In the Lineup under measurement: so many people in one club with three new events and three places each."""
    django.setup()
    digests, letters, messages, outbox, clock = (
        import_module(f"lineup.{name}")
        for name in (
            "core.participation.digests",
            "interfaces.mail.notice_letters",
            "core.outbox.messages",
            "core.outbox.models",
            "core.foundation.clock",
        )
    )
    monday = _crowd(size)
    began = time.perf_counter()
    digests.begin(at=monday)
    while batch := messages.lease(at=monday, names=["bulk"]):
        for message in batch:
            if not messages.deliver(message, clock=clock.now):
                raise SystemExit(message.last_error)
        if not messages.waiting().filter(topic=digests.ROUND).exists():
            break
    round_s = time.perf_counter() - began
    rows = list(outbox.Message.objects.filter(topic=digests.LETTER)[:LETTERS])
    began = time.perf_counter()
    written = [letters.write(row.payload, monday) for row in rows]
    if not all(written):
        raise SystemExit("not every letter had something to say")
    return {"round_ms": round_s / size * 1000, "letter_ms": (time.perf_counter() - began) / len(rows) * 1000}


def _crowd(size: int) -> Any:
    factories, models, clubs, consents, zones, moments = (
        import_module(name)
        for name in (
            "tests.support.factories",
            "lineup.core.people.models",
            "lineup.core.clubs.models",
            "lineup.core.consents.models",
            "lineup.core.foundation.zones",
            "datetime",
        )
    )
    monday = zones.on_clock(moments.date(2027, 3, 1), moments.time(8), "UTC") - moments.timedelta(hours=14)
    club, day = factories.club(), moments.timedelta(days=1)
    for days in (10, 11, 12):
        factories.offering(club=club, starts_at=monday + days * day, at=monday - day)
    held = [factories.pool(factories.offering(starts_at=monday + days * day), capacity=None) for days in (2, 3, 4)]
    for start in range(0, size, CHUNK):
        numbers = range(start, min(start + CHUNK, size))
        known = [models.Participant(display_name="Crowd") for _ in numbers]
        models.Participant.objects.bulk_create(known)
        people = [
            models.Person(participant=one, name="Crowd", email=f"c{n}@example.org", email_folded=f"c{n}@example.org")
            for n, one in zip(numbers, known, strict=True)
        ]
        models.Person.objects.bulk_create(people)
        said = {"purpose": "weekly-digest", "given": True, "version": 1, "language": "en", "channel": "web"}
        consents.Consent.objects.bulk_create([consents.Consent(person=one, at=monday, **said) for one in people])
        clubs.Membership.objects.bulk_create(
            [clubs.Membership(club=club, person=one, role="member", joined_at=monday) for one in people]
        )
        for pool in held:
            model = pool.places.model
            model.objects.bulk_create(
                [model(pool=pool, participant_id=one.pk, contact=one, state="confirmed", queued_at=monday)
                 for one in people]
            )  # fmt: skip
    return monday


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
    tables.show("The weekly digest", ["database", "people", "round: ms a person", "letter: ms a person"], rows)


if __name__ == "__main__":
    main()
