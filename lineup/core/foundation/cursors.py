"""Paging by position in an ordered list: as quick on page 10,000 as on the first."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import DateTimeField, F, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.core.foundation.planned import Given, Planned

Row = TypeVar("Row")


class BadCursor(Invalid):
    code = "bad_cursor"
    sentence = _("This page address is not one of ours; start again from the first page.")
    field = "cursor"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, with the cursors of its neighbours (None where there is none)."""

    items: Sequence[Row]
    next: str | None
    previous: str | None


def page(rows: "QuerySet[Any, Row]", *, order: Sequence[str], cursor: str = "", size: int = 50) -> Page[Row]:
    """Return one page of `rows` in `order` (field names, `-` for descending, the last one unique).

    Rows without a value come last, or first where descending. One query, whatever the length.
    Raises BadCursor for a cursor that was not made here.
    """
    keys = _keys(rows.model, order)
    return _page(keys, cursor, size, lambda way, values: list(_ordered(rows, way, values)[: size + 1]))


class Pages(Generic[Row]):
    """The pages of a list whose query never changes, planned once for each way on: from the start, after, before.

    `build` is that of `Planned`; rows that are dictionaries hold what they are ordered by.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]", *, order: Sequence[str], size: int = 50) -> None:
        self._build, self._order, self._size = build, order, size
        self._planned: dict[object, Planned[Row]] = {}

    def page(self, cursor: str = "", **given: Any) -> Page[Row]:
        """Return the page at the cursor, with a value for each Given of the query. One query. Raises BadCursor."""
        return _page(self._keys, cursor, self._size, partial(self._read, given))

    @cached_property
    def _keys(self) -> "tuple[_Key, ...]":
        return _keys(self._build().model, self._order)

    def _read(self, given: Mapping[str, Any], way: "tuple[_Key, ...]", values: Sequence[Any] | None) -> list[Row]:
        # SQL is written otherwise where a value is nothing
        shape = (way, values and tuple(value is None for value in values))
        planned = self._planned.get(shape)
        if planned is None:
            planned = self._planned[shape] = Planned(partial(self._limited, way, values))
        return planned.rows(**given, **{_gap(number): value for number, value in enumerate(values or ())})

    def _limited(self, way: "tuple[_Key, ...]", values: Sequence[Any] | None) -> Any:
        rows = self._build()
        gaps = values and [
            None if value is None else Given(_gap(number), key.field(rows))
            for number, (key, value) in enumerate(zip(way, values, strict=True))
        ]
        return _ordered(rows, way, gaps)[: self._size + 1]


def _gap(number: int) -> str:
    return f"beyond{number}"


def _page(keys: "tuple[_Key, ...]", cursor: str, size: int, read: Callable[..., list[Row]]) -> Page[Row]:
    """The page that `read` finds: given the keys in the order to read in, and their values to read on from, or None."""
    backwards, values = _decode(cursor, keys) if cursor else (False, None)
    way = tuple(replace(key, descending=not key.descending) for key in keys) if backwards else keys
    try:
        found = read(way, values)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise BadCursor from error
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (bool(values), more) if backwards else (more, bool(values))
    return Page(
        items=found,
        next=_encode("n", found[-1], keys) if found and has_next else None,
        previous=_encode("p", found[0], keys) if found and has_previous else None,
    )


@dataclass(frozen=True)
class _Key:
    """One field of the order; nothing (None) is greater than every value, on every database."""

    name: str
    descending: bool
    nullable: bool
    instant: bool

    def ordering(self) -> Any:
        # said only where it matters: an index serves the plain order
        if not self.nullable:
            return f"-{self.name}" if self.descending else self.name
        return F(self.name).desc(nulls_first=True) if self.descending else F(self.name).asc(nulls_last=True)

    def same(self, value: Any) -> Q:
        return self._nothing() if value is None else Q(**{self.name: value})

    def after(self, value: Any) -> Q:
        if value is None:
            return ~self._nothing() if self.descending else Q(pk__in=[])
        return self._beyond("lt" if self.descending else "gt", value)

    def from_on(self, value: Any) -> Q:
        if value is None:
            return Q() if self.descending else self._nothing()
        return self._beyond("lte" if self.descending else "gte", value)

    def _beyond(self, side: str, value: Any) -> Q:
        beyond = Q(**{f"{self.name}__{side}": value})
        return beyond | self._nothing() if self.nullable and not self.descending else beyond

    def field(self, rows: "QuerySet[Any, Any]") -> Any:
        """Return what the database takes a value of this key as."""
        if annotation := rows.query.annotations.get(self.name):
            return annotation.output_field
        return rows.model._meta.pk if self.name == "pk" else list(_fields(rows.model, self.name))[-1]

    def _nothing(self) -> Q:
        return Q(**{f"{self.name}__isnull": True})


def _keys(model: type[Model], order: Sequence[str]) -> tuple[_Key, ...]:
    return tuple(_key(model, field) for field in order)


def _key(model: type[Model], field: str) -> _Key:
    name = field.lstrip("-")
    fields = list(_fields(model, name))
    return _Key(
        name=name,
        descending=field.startswith("-"),
        nullable=any(getattr(one, "null", False) for one in fields),
        instant=bool(fields) and isinstance(fields[-1], DateTimeField),
    )


def _fields(model: type[Model], path: str) -> Iterator[Any]:
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return  # an annotation, or `pk`
        yield field
        model = field.related_model or model  # type: ignore[assignment]


def _ordered(rows: Any, way: Sequence[_Key], values: Sequence[Any] | None) -> Any:
    """The rows in this order, those beyond the values alone."""
    if values is not None:
        rows = rows.filter(_beyond(way, values))
    return rows.order_by(*(key.ordering() for key in way))


def _beyond(way: Sequence[_Key], values: Sequence[Any]) -> Q:
    """Rows strictly after `values`; the leading bound lets the database use its index."""
    condition, same = Q(pk__in=[]), Q()
    for key, value in zip(way, values, strict=True):
        condition |= same & key.after(value)
        same &= key.same(value)
    return way[0].from_on(values[0]) & condition


def _encode(direction: str, row: Any, keys: Sequence[_Key]) -> str:
    values = [_read(row, key.name) for key in keys]
    raw = json.dumps([direction, *values], separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _read(row: Any, path: str) -> Any:
    value: Any = row
    if isinstance(row, Mapping):
        value = row[path]
    else:
        for name in path.split("__"):
            value = getattr(value, name, None)
    return value.isoformat() if isinstance(value, datetime) else value


def _decode(cursor: str, keys: Sequence[_Key]) -> tuple[bool, list[Any]]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        direction, *values = json.loads(raw)
        values = [_value(value, key) for value, key in zip(values, keys, strict=True)]
    except (binascii.Error, ValueError, TypeError, RecursionError, OverflowError) as error:
        raise BadCursor from error
    if direction not in ("n", "p"):
        raise BadCursor
    return direction == "p", values


def _value(value: Any, key: _Key) -> Any:
    """The value as the database compares it. Raises ValueError, TypeError, OverflowError."""
    if value is None and key.nullable:
        return None
    if not isinstance(value, str | int | float) or inputs.UNSTORABLE.search(str(value)):
        raise ValueError
    return _instant(value) if key.instant else value


def _instant(value: Any) -> datetime:
    read = datetime.fromisoformat(value)
    if read.tzinfo is None:
        raise ValueError
    return read.astimezone(UTC)
