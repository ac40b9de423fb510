"""Tables as workbooks: the text of one sheet, as quickly as a page may take; formulas as they are written.

Read part by part with the parser alone: what a workbook has besides text (styles, links, drawings) is never looked at,
nothing is calculated, and a document type, by which XML swells, ends the reading.
"""

import io
import zipfile
from collections.abc import Callable
from posixpath import join, normpath
from xml.parsers import expat

from lineup.core.foundation import tables, xlsx_sheet
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.tables import BrokenTable, Clean, Fit, NotATable, Row, SwollenFile

MOST_PARTS = 500
# 5,000 lines of many columns unpack to a quarter of it
LARGEST_UNPACKED = 48 * 1024 * 1024
MOST_SHEETS = 20
CHUNK = 64 * 1024

# (name without its namespace, attributes)
Seen = Callable[[str, dict[str, str]], None]


def read(content: bytes, *, fit: Fit, taken: Clean = tables.clean) -> list[Row]:
    """Return the rows of the sheet whose first row fits best.

    Raises SwollenFile, BrokenTable, NotATable, TooManyLines, TooManyColumns.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            book = _Book(archive)
            return tables.bounded(book.rows(book.best(fit)), taken)
    except Refusal:
        raise
    except Exception:  # whatever a damaged workbook makes its readers raise
        raise BrokenTable from None


def _check(archive: zipfile.ZipFile) -> None:
    """What is packed to swell is not unpacked."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SwollenFile


class _Book:
    """A packed workbook: where its sheets are, and the texts that they share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main = next(iter(self._related("").get("officeDocument", {}).values()), "")
        if main not in archive.namelist():
            raise NotATable
        related = self._related(main)
        self._sheets = self._in_order(main, related.get("worksheet", {}))
        if not self._sheets:
            raise NotATable
        shared = xlsx_sheet.SharedTexts()
        for part in related.get("sharedStrings", {}).values():
            self._parse(part, shared)
        self._texts = shared.texts

    def best(self, fit: Fit) -> str:
        """The sheet whose titles fit best, of equals the first."""
        return max(self._sheets, key=lambda part: fit(self._titles(part)))

    def rows(self, part: str) -> list[tuple[int, list[str]]]:
        sheet = xlsx_sheet.Sheet(self._texts)
        self._parse(part, sheet)
        return sheet.rows

    def _titles(self, part: str) -> list[str]:
        sheet = xlsx_sheet.Sheet(self._texts, only_first=True)
        try:
            self._parse(part, sheet)
        except xlsx_sheet.Enough:
            return [tables.clean(cell) for cell in sheet.rows[0][1]]
        return []

    def _related(self, part: str) -> dict[str, dict[str, str]]:
        """What the part names as related: sort → id → part."""
        folder, _slash, name = part.rpartition("/")
        listed = join(folder, "_rels", f"{name}.rels")
        found: dict[str, dict[str, str]] = {}
        if listed not in self._archive.namelist():
            return found

        def seen(name: str, given: dict[str, str]) -> None:
            if name == "Relationship":
                sort = given.get("Type", "").rpartition("/")[2]
                target = normpath(join("/", folder, given.get("Target", ""))).lstrip("/")
                found.setdefault(sort, {})[given.get("Id", "")] = target

        self._look(listed, seen)
        return found

    def _in_order(self, main: str, sheets: dict[str, str]) -> list[str]:
        """The sheets as the workbook shows them."""
        found: list[str] = []

        def seen(name: str, given: dict[str, str]) -> None:
            part = next((sheets[value] for key, value in given.items() if _local(key) == "id" and value in sheets), "")
            if name == "sheet" and part:
                found.append(part)

        self._look(main, seen)
        return found[:MOST_SHEETS]

    def _look(self, part: str, seen: Seen) -> None:
        parser = _parser()
        parser.StartElementHandler = lambda name, given: seen(_local(name), given)
        self._feed(part, parser)

    def _parse(self, part: str, reader: "xlsx_sheet.Reader") -> None:
        parser = _parser()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, given: reader.start(_local(name), given)
        parser.EndElementHandler = lambda name: reader.end(_local(name))
        parser.CharacterDataHandler = reader.text
        self._feed(part, parser)

    def _feed(self, part: str, parser: "expat.XMLParserType") -> None:
        with self._archive.open(part) as file:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 -- it takes no names


def _parser() -> "expat.XMLParserType":
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise SwollenFile


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
