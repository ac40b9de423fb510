"""Rows of the catalogue found by words."""

from typing import Any

from django.db.models import Q, QuerySet

from lineup.domains.racing.catalogue.sorts import Sort

MOST_WORDS = 6


def said(sort: Sort, q: str) -> "QuerySet[Any]":
    """Return the rows of this sort that have each word of `q` in one of its fields; all for none."""
    return sort.rows().filter(words(q, sort.searched))


def words(q: str, fields: tuple[str, ...]) -> Q:
    """Return the condition for rows that have each word in one of the fields."""
    found = Q()
    for word in q.split()[:MOST_WORDS]:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__icontains": word})
        found &= either
    return found
