"""Fills a Lineup with events by SQL, as many as asked for; run inside a stage's settings."""

import sys
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from lineup.core.foundation import clock, ids, text  # noqa: E402
from lineup.core.participation.models import Offering, Pool  # noqa: E402
from lineup.core.people import opening, persons  # noqa: E402
from lineup.domains.events import search  # noqa: E402
from lineup.domains.events.models import Event, SearchRow  # noqa: E402

BATCH = 5000
LASTS = timedelta(hours=2)


def fill(number: int) -> None:
    """Write `number` public events over ten years around today, past ones finished, each with its pool and words."""
    at = clock.now()
    person = persons.by_address("many@example.org") or opening.open_proved(
        email="many@example.org", password="bench", name="Many", role="owner", at=at
    )
    for start in range(0, number, BATCH):
        with transaction.atomic():
            _batch(range(start, min(start + BATCH, number)), number, person, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _batch(numbers: range, total: int, person: object, at: datetime) -> None:
    step = timedelta(days=3650) / total
    starts = {n: at + step * (n - total // 2) for n in numbers}
    offerings = [
        Offering(
            pk=ids.new(),
            organiser=person,
            kind="event",
            title=f"Gathering number {n} of École {n % 97}",
            slug=f"gathering-{n}",
            # as the job that finishes what is over would have left it
            state="published" if starts[n] + LASTS > at else "finished",
            starts_at=starts[n],
            ends_at=starts[n] + LASTS,
            created_at=at,
        )
        for n in numbers
    ]
    Offering.objects.bulk_create(offerings)
    Event.objects.bulk_create(
        [Event(offering=offering, time_zone="Europe/Paris", updated_at=at) for offering in offerings]
    )
    Pool.objects.bulk_create(
        [Pool(offering=offering, role="attendee", capacity=50, taken=12) for offering in offerings]
    )
    SearchRow.objects.bulk_create(
        [
            SearchRow(
                id=search.number_of(offering.starts_at, offering.pk),
                event_id=offering.pk,
                title=text.fold(offering.title),
                words="",
            )
            for offering in offerings
        ]
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]))
