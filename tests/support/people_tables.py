"""Tables of people as organisers bring them: the samples of exports, and tables made up by a test."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

SAMPLES = Path(__file__).parent.parent / "samples" / "people"


def sample(name: str) -> bytes:
    """The bytes of a sample, as its maker exports it."""
    return (SAMPLES / name).read_bytes()


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    """A table as text, its lines as they are given."""
    return "\r\n".join(lines).encode(encoding)


def guests(number: int) -> bytes:
    """A table of so many people, each with an address of their own."""
    return csv("Name,Email", *(f"Guest {n},g{n}@example.org" for n in range(1, number + 1)))


def xlsx(*rows: tuple[object, ...]) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def excel(first: str, *, texts: str = "") -> bytes:
    """A workbook as Excel packs it, with shared texts: these cells in its first row, one more row below."""

    def related(**parts: str) -> bytes:
        lines = (f'<Relationship Id="{sort}" Type="{RELATED}/{sort}" Target="{to}"/>' for sort, to in parts.items())
        return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'.encode()

    sheets = f'<sheets><sheet name="People" sheetId="1" xmlns:r="{RELATED}" r:id="worksheet"/></sheets>'
    below = "<row><c t='str'><v>below</v></c></row>"
    return packed(
        **{
            "_rels/.rels": related(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{sheets}</workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": related(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'.encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{first}</row>{below}</sheetData></worksheet>'.encode()
            ),
        }
    )


def packed(**parts: bytes) -> bytes:
    """A packed file with these parts, as a workbook is one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def tampered(book: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with some bytes of a part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def replaced(book: bytes, part: str, content: bytes) -> bytes:
    """The workbook with another content of a part."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return tampered(book, part, archive.read(part), content)
