"""Paging by position in an ordered list: as quick on page 10,000 as on the first."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from lineup.core.foundation.errors import Invalid

Row = TypeVar("Row", bound=Model)


class BadCursor(Invalid):
    code = "bad_cursor"
    sentence = "This page address is not one of ours; start again from the first page."
    field = "cursor"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, with the cursors of its neighbours (None where there is none)."""

    items: Sequence[Row]
    next: str | None
    previous: str | None


def page(rows: "QuerySet[Row]", *, order: Sequence[str], cursor: str = "", size: int = 50) -> Page[Row]:
    """Return one page of `rows` in `order` (field names, `-` for descending, the last one unique).

    One query, whatever the length. Raises BadCursor for a cursor that was not made here.
    """
    backwards, values = _decode(cursor, order) if cursor else (False, None)
    fields = [_reverse(field) for field in order] if backwards else list(order)
    if values is not None:
        rows = rows.filter(_beyond(fields, values))
    try:
        found = list(rows.order_by(*fields)[: size + 1])
    except (ValidationError, ValueError, TypeError) as error:
        raise BadCursor from error
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (bool(values), more) if backwards else (more, bool(values))
    return Page(
        items=found,
        next=_encode("n", found[-1], order) if found and has_next else None,
        previous=_encode("p", found[0], order) if found and has_previous else None,
    )


def _reverse(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _beyond(fields: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows strictly after `values`; the leading bound lets the database use its index."""
    condition, same = Q(), {}
    for field, value in zip(fields, values, strict=True):
        name, side = (field[1:], "lt") if field.startswith("-") else (field, "gt")
        condition |= Q(**same, **{f"{name}__{side}": value})
        same[name] = value
    first = fields[0]
    name, side = (first[1:], "lte") if first.startswith("-") else (first, "gte")
    return Q(**{f"{name}__{side}": values[0]}) & condition


def _encode(direction: str, row: Model, order: Sequence[str]) -> str:
    values = [_read(row, field.lstrip("-")) for field in order]
    raw = json.dumps([direction, *values], separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _read(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value.isoformat() if isinstance(value, datetime) else value


def _decode(cursor: str, order: Sequence[str]) -> tuple[bool, list[Any]]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        direction, *values = json.loads(raw)
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursor from error
    if direction not in ("n", "p") or len(values) != len(order):
        raise BadCursor
    if not all(isinstance(value, str | int | float) and "\x00" not in str(value) for value in values):
        raise BadCursor
    return direction == "p", values
