"""One part of a workbook, element by element: the texts that its sheets share, and the cells of one sheet."""

import re
from collections.abc import Sequence
from typing import Protocol

from lineup.core.foundation import tables
from lineup.core.foundation.tables import TooManyColumns, TooManyLines

COLUMN = re.compile(r"[A-Z]{1,3}")
TRUTH = {"0": "FALSE", "1": "TRUE"}


class Reader(Protocol):
    """What is told of the elements of a part, by their names without namespace."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins, with these attributes."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands in an element."""


class Enough(Exception):
    """The first row that holds anything is read, and no more was wanted."""


class SharedTexts:
    """The texts to which cells refer by number; how they are pronounced is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._taken = self._pronounced = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._pronounced = True
        self._taken = name == "t" and not self._pronounced

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append("".join(self._parts))
        elif name == "rPh":
            self._pronounced = False
        self._taken = False

    def text(self, text: str) -> None:
        if self._taken:
            self._parts.append(text)


class Sheet:
    """The rows that hold anything, as (number, cells). Raises TooManyLines, TooManyColumns; Enough if asked to."""

    def __init__(self, shared: Sequence[str], *, only_first: bool = False) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._shared, self._only_first = shared, only_first
        self._number = 0
        self._cells: list[str] = []
        self._column, self._sort = 0, ""
        self._formula: list[str] | None = None
        self._value: list[str] = []
        self._into: list[str] | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self._number, self._cells = int(given.get("r", self._number + 1)), []
            if self._number > tables.LAST_ROW:
                raise TooManyLines(most=tables.MOST_LINES)
        elif name == "c":
            self._column = _column(given.get("r", ""), len(self._cells))
            self._sort, self._formula, self._value = given.get("t", "n"), None, []
        elif name == "f":
            self._formula = self._into = []
        elif name in ("v", "t"):
            self._into = self._value

    def end(self, name: str) -> None:
        if name in ("f", "v", "t"):
            self._into = None
        elif name == "c":
            self._keep(self._said())
        elif name == "row" and any(self._cells):
            self.rows.append((self._number, self._cells))
            if self._only_first:
                raise Enough
            if len(self.rows) > tables.MOST_LINES + 1:
                raise TooManyLines(most=tables.MOST_LINES)

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _said(self) -> str:
        if self._formula is not None:
            # what it came to is not taken for what somebody wrote
            return "=" + "".join(self._formula)
        value = "".join(self._value)
        if self._sort == "s":
            return self._shared[int(value)] if value else ""
        return TRUTH.get(value, value) if self._sort == "b" else value

    def _keep(self, said: str) -> None:
        if not said:
            return
        if self._column >= tables.MOST_COLUMNS:
            raise TooManyColumns(most=tables.MOST_COLUMNS)
        self._cells += [""] * (self._column - len(self._cells))
        self._cells[self._column :] = [said]


def _column(reference: str, following: int) -> int:
    """The column of a cell like BC12, from 0; without one the following."""
    letters = COLUMN.match(reference)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
