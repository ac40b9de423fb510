"""Finding events by words, whatever their accents: SQLite's FTS5, or PostgreSQL's tsvector.

The row is written in the transaction of the change; the database keeps its full-text index in step
with the row (migration 0003). Rows are numbered by the minute in which their event begins, so that the database
reads what is found in the order in which it is listed, and stops where the page ends: many hits cost what few do.
What is found still has to pass `offerings.listed_for`.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from lineup.core.foundation import text, words
from lineup.domains.events.models import Event, SearchRow

NUMBER = "event__search_row__id"
KEY_BITS = 36  # 27 are left for minutes: until the year 2225
LAST = (1 << 63) - 1

FOUND = {
    "sqlite": "SELECT rowid FROM events_search WHERE events_search MATCH %s AND rowid BETWEEN %s AND %s",
    "postgresql": "SELECT id FROM events_searchrow WHERE vector @@ to_tsquery('simple', %s) AND id BETWEEN %s AND %s",
}


def index(event: Event) -> None:
    """Write the event's words; call it inside the transaction that changed them, or its time."""
    number = _free(number_of(event.offering.starts_at, event.pk), event)
    SearchRow.objects.filter(event=event).exclude(pk=number).delete()
    SearchRow.objects.update_or_create(pk=number, defaults={"event": event, **_texts(event)})


def _free(number: int, event: Event) -> int:
    """The number itself, or the next that no other event of this minute has."""
    while SearchRow.objects.filter(pk=number).exclude(event=event).exists():
        number += 1
    return number


def number_of(starts_at: datetime | None, key: UUID) -> int:
    """Return the number of an event's row: the minute of its beginning (0 without one), then bits of its key."""
    return _minute(starts_at) << KEY_BITS | key.int & (1 << KEY_BITS) - 1


def _minute(at: datetime | None) -> int:
    return max(int(at.timestamp() // 60), 0) if at else 0


def _texts(event: Event) -> dict[str, str]:
    venue, category = event.venue, event.category
    parts = [
        event.description,
        *(tag.name for tag in event.tags.all()),
        *((venue.name, venue.city) if venue else ()),
        *((category.name_en, category.name_fr) if category else ()),
    ]
    return {"title": text.fold(event.offering.title), "words": text.fold("\n".join(parts))}


def found(query: str, *, start: datetime | None = None, end: datetime | None = None) -> Q:
    """Return what the offerings meet in whose events every word of the query begins a word, within this time.

    Any text is a safe query: only its letters and digits are used; without any, nothing is found.
    """
    wanted = words.of(query)
    if not wanted:
        return Q(pk__in=[])
    first = _minute(start) << KEY_BITS if start else 0
    last = (_minute(end) + 1 << KEY_BITS) - 1 if end else LAST
    hits = RawSQL(FOUND[connection.vendor], [words.expression(wanted, vendor=connection.vendor), first, last])  # noqa: S611 - bound
    # said twice, as PostgreSQL may walk through the rows instead of collecting the hits
    return Q(**{f"{NUMBER}__in": hits, f"{NUMBER}__range": (first, last)})
