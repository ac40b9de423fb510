"""The order of what stands in a row: one thing moved, the others keep theirs."""

from collections.abc import Sequence
from typing import Any, TypeVar

# of a table with a `position`
Row = TypeVar("Row", bound=Any)


def place(row: Row, among: Sequence[Row], *, index: int) -> None:
    """Put the row at this index (from 0) among its neighbours, itself included or not; those that shift are written.

    Call with what they stand in locked. An index past the end is the end.
    """
    others = [other for other in among if other.pk != row.pk]
    at = max(0, min(index, len(others)))
    _number(row, [*others[:at], row, *others[at:]])


def _number(row: Row, ordered: Sequence[Row]) -> None:
    shifted = []
    for position, one in enumerate(ordered):
        if one.position != position:
            one.position = position
            shifted.append(one)
    if shifted:
        table: Any = type(row)
        table._default_manager.bulk_update(shifted, ["position"], batch_size=500)


def index_of(row: Row, among: Sequence[Row]) -> int:
    """Return where the row stands among its neighbours, from 0."""
    return next(number for number, other in enumerate(among) if other.pk == row.pk)
