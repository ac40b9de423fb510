"""Tables as workbooks: the values of one sheet, formulas as they are written and never calculated."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from lineup.core.foundation import tables
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.tables import BrokenTable, Fit, Row, SwollenFile

MOST_PARTS = 500
# 5,000 lines of many columns unpack to a quarter of it
LARGEST_UNPACKED = 48 * 1024 * 1024
MOST_SHEETS = 20
LOOKED_AT = 20


def read(content: bytes, *, fit: Fit) -> list[Row]:
    """Return the rows of the sheet whose titles fit best. Raises SwollenFile, BrokenTable, TooManyLines or -Columns."""
    try:
        _check(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return tables.bounded(_rows(_best(book, fit)))
    except Refusal:
        raise
    except Exception:  # whatever a damaged workbook makes its reader raise
        raise BrokenTable from None


def _check(content: bytes) -> None:
    """What is packed to swell is not unpacked: neither by its size nor by what its XML declares."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise SwollenFile
        for part in parts:
            with archive.open(part) as file:
                start = file.read(2000).replace(b"\0", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise SwollenFile


def _best(book: Any, fit: Fit) -> Any:
    sheets = book.worksheets[:MOST_SHEETS]
    return max(sheets, key=lambda sheet: fit(_titles(sheet)))


def _titles(sheet: Any) -> list[str]:
    """The first row that holds anything."""
    for cells in islice(_rows(sheet), LOOKED_AT):
        found = [tables.clean(cell) for cell in cells[: tables.MOST_COLUMNS]]
        if any(found):
            return found
    return []


def _rows(sheet: Any) -> Iterator[Sequence[object]]:
    # what a sheet says of its own size may be a lie
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(values_only=True):
        yield [_value(cell) for cell in cells]


def _value(cell: object) -> object:
    """A formula that is kept as an object stays recognisable as one."""
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return f"={cell.ref}" if hasattr(cell, "ref") else cell
