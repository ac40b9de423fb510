"""Lists come in pages, by cursor."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from pydantic import BaseModel, Field

from lineup.core.foundation import cursors
from lineup.interfaces.api.values import Sent

Item = TypeVar("Item", bound=BaseModel)


class Window(Sent):
    """Which page, and how long."""

    cursor: str = Field("", max_length=2000, description="`next` or `previous` of another page; empty for the first.")
    size: int = Field(50, ge=1, le=200, description="How many at most.")


class Page(BaseModel, Generic[Item]):
    """A part of a list. `next` and `previous` are cursors, null at the ends."""

    items: list[Item]
    next: str | None
    previous: str | None


def page(rows: "QuerySet[Any]", shape: type[Item], *, order: Sequence[str], window: Window) -> Page[Item]:
    """Return the wanted page of the rows, each shown by `shape.of`. Raises BadCursor."""
    found = cursors.page(rows, order=order, cursor=window.cursor, size=window.size)
    items = [shape.of(row) for row in found.items]  # type: ignore[attr-defined]
    return Page[shape].model_construct(items=items, next=found.next, previous=found.previous)  # type: ignore[valid-type]


def whole(rows: Any, shape: type[Item]) -> Page[Item]:
    """Return a list that is short by nature as its only page."""
    items = [shape.of(row) for row in rows]  # type: ignore[attr-defined]
    return Page[shape].model_construct(items=items, next=None, previous=None)  # type: ignore[valid-type]
