"""A file with a table: CSV or XLSX, told apart by its bytes and not by its name."""

from lineup.core.foundation import csv_tables, tables, xlsx_tables
from lineup.core.foundation.tables import Clean, FileNeeded, Fit, NoLines, NotATable, OldWorkbook, Row, TableTooLarge

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<!DOC", b"<html", b"<?xml")


def read(content: bytes, *, fit: Fit, taken: Clean = tables.clean) -> list[Row]:
    """Return the rows of the table, their cells as `taken`. Raises an Unreadable that says what to do about it."""
    if not content:
        raise FileNeeded
    if len(content) > tables.LARGEST_BYTES:
        raise TableTooLarge(limit=tables.LARGEST_BYTES // 1024 // 1024)
    if content.startswith(OLD_WORKBOOK):
        raise OldWorkbook
    if content.lstrip()[:8].startswith(NO_TABLES):
        raise NotATable
    if content.startswith(ZIP):
        rows = xlsx_tables.read(content, fit=fit, taken=taken)
    else:
        rows = csv_tables.read(content, taken=taken)
    if not rows:
        raise NoLines
    return rows
