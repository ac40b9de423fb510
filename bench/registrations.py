"""Fills a Lineup with what registrations leave behind: `python -m bench.registrations NUMBER`, in a stage's settings.

For each a person, a place with its change, a delivered message and a notice; for every tenth an act on record,
sealed; and a file of a megabyte for every five thousand.
"""

import os
import sys

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402

from bench import crowd  # noqa: E402
from lineup.core.audit import chain  # noqa: E402
from lineup.core.audit.models import Entry  # noqa: E402
from lineup.core.foundation import clock  # noqa: E402
from lineup.core.notices.models import Notice  # noqa: E402
from lineup.core.outbox.models import Message  # noqa: E402
from lineup.core.participation.models import Place  # noqa: E402

BATCH = 5000


def fill(number: int) -> None:
    """Write `number` registrations in one event."""
    pool, _slug, _token = crowd.hot_event(None)
    crowd.stuff(pool, number)
    places = Place.objects.filter(pool=pool).values_list("pk", "contact")
    rows = list(places)
    for start in range(0, number, BATCH):
        _leave_behind(rows[start : start + BATCH])
    chain.seal(at=clock.now())


def _leave_behind(rows: list[tuple[object, object]]) -> None:
    at = clock.now()
    facts = {"kind": "place.confirmed", "facts": {"offering": "0" * 36}}
    Message.objects.bulk_create(
        Message(key=f"confirmed:{pk}", topic="notice", payload=facts, due_at=at, created_at=at, attempts=1, done_at=at)
        for pk, _person in rows
    )
    Notice.objects.bulk_create(
        Notice(
            person_id=person,
            kind="place.confirmed",
            key=f"confirmed:{pk}",
            title="You have a place in Hot event",
            sentence="You are on the list of Hot event.",
            reason="You hear this because you hold a place in Hot event.",
            path="/places",
            created_at=at,
        )
        for pk, person in rows
    )
    Entry.objects.bulk_create(
        Entry(at=at, channel="web", action="attendance.check_in", resource="place", resource_id=str(pk))
        for pk, _person in rows[::10]
    )
    default_storage.save("events/plan.bin", ContentFile(os.urandom(1_000_000)))


if __name__ == "__main__":
    fill(int(sys.argv[1]))
