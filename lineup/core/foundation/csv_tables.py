"""Tables as text: whatever encoding and separator the program chose that wrote them."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from lineup.core.foundation import tables
from lineup.core.foundation.tables import BrokenLine, Clean, NotATable, Row

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ",;\t|"
# the line by which spreadsheets tell each other the separator
SAID = re.compile(r"sep=(.)\r?\n")
LOOKED_AT = 20
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def read(content: bytes, *, taken: Clean = tables.clean) -> list[Row]:
    """Return the rows of the table. Raises NotATable, BrokenLine, TooManyLines, TooManyColumns."""
    text = decoded(content)
    if CONTROLS.search(text[:4000]):
        raise NotATable
    said = SAID.match(text)
    separator = said[1] if said else _separator(text)
    rows = tables.bounded(enumerate(_lines(text, separator), start=1), taken)
    # the line that says the separator is none of the table
    return [row for row in rows if row.number > 1] if said else rows


def decoded(content: bytes) -> str:
    """Return the text: by its mark, else as UTF-16 without one, UTF-8, or the western encoding of Windows."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    start = content[:1000]
    if start.count(0) > len(start) // 4:
        return content.decode("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The one by which the first rows have the same number of cells, and most of them."""
    start = text[:20_000]
    return max(SEPARATORS, key=lambda separator: _evenness(start, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    widths = [len(cells) for cells in _first(text, separator) if cells]
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _first(text: str, separator: str) -> list[Sequence[str]]:
    found: list[Sequence[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            found.append(cells)
            if len(found) == LOOKED_AT:
                break
    except csv.Error:
        return found
    return found


def _lines(text: str, separator: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield cells
    except csv.Error:
        raise BrokenLine(line=number + 1) from None
