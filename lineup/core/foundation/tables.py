"""A table that somebody brings along: its rows as text, how large it may be, and why one is turned away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid

LARGEST_BYTES = 10 * 1024 * 1024
MOST_LINES = 10_000
MOST_COLUMNS = 200
# a name or an address is shorter; what is cut off was a remark
LONGEST_CELL = 500
# empty rows count: a sheet may claim a million of them
LAST_ROW = 50_000
UNREADABLE = "\ufffd"


@dataclass(frozen=True)
class Row:
    """A row with something in it, and its number as a spreadsheet counts: the first is 1."""

    number: int
    cells: list[str]


# (cells of a first row) → how well it fits; of several sheets, the best is read
Fit = Callable[[Sequence[str]], int]
# a cell as it is written → as it is taken
Clean = Callable[[str], str]


class Unreadable(Invalid):
    """The file as a whole can't be taken in."""

    field = "file"


class FileNeeded(Unreadable):
    code = "file_needed"
    sentence = _("This file is empty; choose the one with the table.")


class TableTooLarge(Unreadable):
    code = "table_too_large"
    sentence = _("This file is larger than %(limit)s MB; take out columns that nobody needs, or split it.")


class TooManyLines(Unreadable):
    code = "too_many_lines"
    sentence = _("This table has more than %(most)s lines; split it into several files.")


class TooManyColumns(Unreadable):
    code = "too_many_columns"
    sentence = _("This table has more than %(most)s columns; keep those with names and addresses.")


class NotATable(Unreadable):
    code = "not_a_table"
    sentence = _("This is no table that can be read here; save it as CSV or XLSX, and choose that file.")


class OldWorkbook(Unreadable):
    code = "old_workbook"
    sentence = _(
        "This is a workbook of the old kind (.xls) or a locked one; save it as XLSX or CSV without a password."
    )


class BrokenTable(Unreadable):
    code = "broken_table"
    sentence = _("This file is damaged, and can't be read; export it again.")


class BrokenLine(Unreadable):
    code = "broken_line"
    sentence = _("Line %(line)s can't be read: a quotation mark is missing or one too many. Put it right in the file.")


class SwollenFile(Unreadable):
    code = "swollen_file"
    sentence = _("Unpacked, this file is far too large; open it, copy the table into a new workbook, and choose that.")


class NoLines(Unreadable):
    code = "no_lines"
    sentence = _("There is no line below the titles of the columns; export the table again, with its people.")


def bounded(rows: Iterable[tuple[int, Sequence[str]]], taken: Clean) -> list[Row]:
    """Return the rows that hold anything, by number, cells as `taken`. Raises TooManyLines, TooManyColumns."""
    kept: list[Row] = []
    for number, cells in rows:
        if number > LAST_ROW:
            raise TooManyLines(most=MOST_LINES)
        cleaned = [taken(cell) for cell in cells[: MOST_COLUMNS + 1]]
        while cleaned and not cleaned[-1]:
            cleaned.pop()
        if len(cleaned) > MOST_COLUMNS:
            raise TooManyColumns(most=MOST_COLUMNS)
        if cleaned:
            kept.append(Row(number, cleaned))
        # one more: the titles of the columns
        if len(kept) > MOST_LINES + 1:
            raise TooManyLines(most=MOST_LINES)
    return kept


def clean(cell: str) -> str:
    """Return the cell on one line, cut, without signs that no database stores."""
    text = " ".join(cell.split())[:LONGEST_CELL]
    return inputs.UNSTORABLE.sub(UNREADABLE, text)


def whole(cell: str, *, most: int) -> str:
    """Return the cell with its lines, cut to `most` signs, without signs that no database stores."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()[:most]
    return inputs.UNSTORABLE.sub(UNREADABLE, text)
