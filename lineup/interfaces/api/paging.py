"""Lists come in pages, by cursor."""

from collections.abc import Callable, Sequence
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
    return shown(found(rows, order=order, window=window), shape, shape.of)  # type: ignore[attr-defined]


def found(rows: "QuerySet[Any]", *, order: Sequence[str], window: Window) -> cursors.Page[Any]:
    """Return the rows of the wanted page, for a list that needs more than each row says. Raises BadCursor."""
    return cursors.page(rows, order=order, cursor=window.cursor, size=window.size)


def shown(page: cursors.Page[Any], shape: type[Item], show: Callable[[Any], Item]) -> Page[Item]:
    """Return the page with each row as `show` shapes it."""
    items = [show(row) for row in page.items]
    return Page[shape].model_construct(items=items, next=page.next, previous=page.previous)  # type: ignore[valid-type]


def whole(rows: Any, shape: type[Item]) -> Page[Item]:
    """Return a list that is short by nature as its only page."""
    items = [shape.of(row) for row in rows]  # type: ignore[attr-defined]
    return Page[shape].model_construct(items=items, next=None, previous=None)  # type: ignore[valid-type]
