"""Tables for spreadsheets, as CSV and as XLSX: row by row, and harmless when they are opened."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# what a spreadsheet takes for a formula, also after blanks that it drops
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
BLANKS = " \u00a0"
BYTE_ORDER_MARK = "\ufeff"
MOMENT = "%Y-%m-%d %H:%M"
# beyond it a file of XLSX is kept on disk while it is written
IN_MEMORY = 2 * 1024 * 1024

Cell = str | int | float | Decimal | datetime | date | None
Rows = Iterable[Sequence[Cell]]


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it and calculates nothing."""
    return f"'{text}" if text.lstrip(BLANKS).startswith(FORMULA) else text


def meant(cell: str) -> str:
    """Return what was meant by a cell that came back: the mark of `harmless` taken off again."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def csv_lines(rows: Rows, *, zone: tzinfo) -> Iterator[str]:
    """Yield the table as CSV in UTF-8 (with its mark, which spreadsheets need); instants on the clock of `zone`."""
    yield BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_as_text(cell, zone) for cell in row])
        yield line.getvalue()


def _as_text(cell: Cell, zone: tzinfo) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime(MOMENT)
    if isinstance(cell, str):
        return harmless(cell)
    return "" if cell is None else str(cell)


def xlsx_file(rows: Rows, *, zone: tzinfo) -> IO[bytes]:
    """Return the table as an open XLSX file, at its start; numbers and dates stay what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_as_cell(cell, sheet, zone) for cell in row])
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- the caller closes what it gets
    book.save(file)
    file.seek(0)
    return file


def _as_cell(cell: Cell, sheet: Any, zone: tzinfo) -> Any:
    if isinstance(cell, datetime):
        return cell.astimezone(zone).replace(tzinfo=None)
    if not isinstance(cell, str):
        return cell
    text = WriteOnlyCell(sheet, value=harmless(ILLEGAL_CHARACTERS_RE.sub("", cell)))
    # never a formula or an error, whatever it looks like
    text.data_type = "s"
    return text
