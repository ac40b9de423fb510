"""What a record is about: a thing by its name, and the page where its reader may look at it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

# ids as entries write them down
Ids = Collection[Any]


@dataclass(frozen=True)
class Subject:
    """A thing as it is called today. `path` is empty where it has no page, or lies in the bin."""

    title: str
    path: str = ""


def by_id(
    rows: Iterable[Any], title: Callable[[Any], object], path: Callable[[Any], str] | None = None
) -> dict[str, Subject]:
    """Return what the rows are called, and where they are read about, by their ids."""
    return {str(row.pk): Subject(str(title(row)), path(row) if path else "") for row in rows}


def joined(*parts: object) -> str:
    """Return what is not empty as one title."""
    return " · ".join(str(part) for part in parts if part)
