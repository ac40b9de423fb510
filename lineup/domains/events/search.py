"""Finding events by words, whatever their accents: SQLite's FTS5, or PostgreSQL's tsvector.

The row is written in the transaction of the change; the database keeps its full-text index in step
with the row (migration 0003). What is found still has to pass `offerings.listed_for`.
"""

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from lineup.core.foundation import text
from lineup.domains.events.models import Event, SearchRow

MOST_WORDS = 8
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")

FOUND = {
    "sqlite": "SELECT rowid FROM events_search WHERE events_search MATCH %s",
    "postgresql": "SELECT id FROM events_searchrow WHERE vector @@ to_tsquery('simple', %s)",
}


def index(event: Event) -> None:
    """Write the event's words; call it inside the transaction that changed them."""
    SearchRow.objects.update_or_create(event=event, defaults=_texts(event))


def _texts(event: Event) -> dict[str, str]:
    venue, category = event.venue, event.category
    parts = [
        event.description,
        *(tag.name for tag in event.tags.all()),
        *((venue.name, venue.city) if venue else ()),
        *((category.name_en, category.name_fr) if category else ()),
    ]
    return {"title": text.fold(event.offering.title), "words": text.fold("\n".join(parts))}


def events_with(query: str) -> QuerySet:
    """Return, as a subquery of event ids, those in which every word of the query begins a word.

    Any text is a safe query: only its letters and digits are used; without any, nothing is found.
    """
    words = words_of(query)
    rows = SearchRow.objects.values("event")
    if not words:
        return rows.none()
    return rows.filter(id__in=RawSQL(FOUND[connection.vendor], [_expression(words)]))  # noqa: S611 - bound


def words_of(query: str) -> list[str]:
    """Return the folded words of a query that are searched for."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text.fold(query[:500]))[:MOST_WORDS]]


def _expression(words: Sequence[str]) -> str:
    if connection.vendor == "postgresql":
        return " & ".join(f"'{word}':*" for word in words)
    return " ".join(f'"{word}"*' for word in words)
