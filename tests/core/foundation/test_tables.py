"""Tables that people bring along: whatever encoding, separator or program; nothing that swells or calculates."""

import pytest

from lineup.core.foundation import csv_tables, table_files, tables
from lineup.core.foundation.tables import Unreadable
from tests.support import people_tables

pytestmark = pytest.mark.req("P18")

WORDS = [["Prénom", "Courriel"], ["Zoé", "zoe@example.org"]]
SHEET = "xl/worksheets/sheet1.xml"


def read(content, fit=len):
    return table_files.read(content, fit=fit)


def cells(content):
    return [row.cells for row in read(content)]


def refused(content):
    with pytest.raises(Unreadable) as refusal:
        read(content)
    return refusal.value.code


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_any_usual_encoding_with_any_usual_separator(encoding, separator):
    lines = [separator.join(words) for words in WORDS]
    assert cells(people_tables.csv(*lines, encoding=encoding)) == WORDS


def test_a_line_may_say_the_separator_and_counts_as_spreadsheets_count():
    rows = read(people_tables.csv("sep=;", "Name;Email", "", '"Berg; Ana";ana@example.org'))
    assert [(row.number, row.cells) for row in rows] == [
        (2, ["Name", "Email"]),
        (4, ["Berg; Ana", "ana@example.org"]),
    ]


def test_the_separator_is_the_one_that_makes_even_rows():
    content = people_tables.csv(
        "Name;Email;Note", "Ana;ana@example.org;one, two, three", "Bo;bo@example.org;four, five"
    )
    assert cells(content)[1] == ["Ana", "ana@example.org", "one, two, three"]


def test_a_quoted_cell_may_go_over_several_lines():
    rows = read(people_tables.csv("Name,Email", '"Ana\nBerg",ana@example.org', "Bo,bo@example.org"))
    assert [(row.number, row.cells[0]) for row in rows] == [(1, "Name"), (2, "Ana Berg"), (3, "Bo")]


def test_an_unclosed_quotation_mark_is_refused_with_its_line():
    with pytest.raises(tables.BrokenLine) as refusal:
        read(people_tables.csv("Name,Email", "Ana,ana@example.org", '"Bo,bo@example.org', "Cy,cy@example.org"))
    assert str(refusal.value).startswith("Line 3 can't be read")


def test_signs_that_no_database_stores_become_a_sign_that_can_be_seen():
    assert csv_tables.read(b"Name,Email\nA\x7fn,\xc3\xa9@x.org\n")[1].cells[0] == "A\x7fn"
    assert tables.clean("a\x00b\ud800") == "a\ufffdb\ufffd"


def test_long_cells_are_cut():
    assert len(tables.clean("x" * 9000)) == tables.LONGEST_CELL


def test_a_workbook_is_read_with_what_its_cells_are():
    content = people_tables.xlsx(("Name", "Number"), ("Ana", 3), (None, None), ("Bo", 2.5), (None, True))
    assert [(row.number, row.cells) for row in read(content)] == [
        (1, ["Name", "Number"]),
        (2, ["Ana", "3"]),
        (4, ["Bo", "2.5"]),
        (5, ["", "TRUE"]),
    ]


def test_texts_that_cells_share_are_read_whatever_their_looks_and_without_their_pronunciation():
    texts = "<si><t>Name</t></si><si><r><t>Ema</t></r><r><t>il</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    assert cells(people_tables.excel("<c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c>", texts=texts)) == [
        ["Name", "", "Email"],
        ["below"],
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c r='A1' t='inlineStr'><is><t>in</t></is></c>", "in"),
        ("<c t='str'><v>without its place</v></c>", "without its place"),
        ("<c r='A1' t='b'><v>0</v></c>", "FALSE"),
        ("<c r='A1' t='e'><v>#REF!</v></c>", "#REF!"),
        ("<c r='A1' t='str'><f>B1&amp;C1</f><v>Ana</v></c>", "=B1&C1"),
        ("<c r='A1'><f t='shared' si='0'/><v>3</v></c>", "="),
    ],
)
def test_each_sort_of_cell_is_read_as_its_text(cell, text):
    assert cells(people_tables.excel(cell))[0] == [text]


def test_formulas_stay_as_they_are_written():
    assert cells(people_tables.xlsx(("Name",), ('=HYPERLINK("https://x.org")',)))[1] == ['=HYPERLINK("https://x.org")']


def test_of_several_sheets_the_fitting_one_is_read():
    rows = read(people_tables.sample("pretix.xlsx"), fit=lambda titles: "Attendee email" in titles)
    assert (rows[0].cells[2], len(rows)) == ("Position ID", 5)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_needed"),
        (b"\r\n \r\n", "no_lines"),
        (b"a" * (tables.LARGEST_BYTES + 1), "table_too_large"),
        (b"%PDF-1.7", "not_a_table"),
        (b"  <html><table>", "not_a_table"),
        (b"\x89PNG\r\n", "not_a_table"),
        (b"\x01\x02\x03\x04", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_workbook"),
        (b"PK\x03\x04 and no more", "broken_table"),
        (people_tables.packed(**{"word/document.xml": b"<w/>"}), "not_a_table"),
        (people_tables.tampered(people_tables.xlsx(("a", "b"), (1, 2)), SHEET, b"</row>", b""), "broken_table"),
        (people_tables.xlsx(tuple("x" * (tables.MOST_COLUMNS + 1)), ("a",)), "too_many_columns"),
        (people_tables.xlsx(*(("a", "b") for _ in range(tables.MOST_LINES + 2))), "too_many_lines"),
        (people_tables.csv("Name", *("x" for _ in range(tables.MOST_LINES + 1))), "too_many_lines"),
        (people_tables.csv(",".join(["x"] * (tables.MOST_COLUMNS + 1)), "a,b"), "too_many_columns"),
        (b"\n" * (tables.LAST_ROW + 2), "too_many_lines"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_by_its_reason(content, code):
    assert refused(content) == code


def test_as_many_lines_as_are_allowed_are_read():
    assert len(read(people_tables.guests(tables.MOST_LINES))) == tables.MOST_LINES + 1


def test_what_swells_when_it_is_unpacked_is_refused_before_it_is():
    bomb = people_tables.packed(**{f"xl/part{n}.xml": bytes(10 * 1024 * 1024) for n in range(5)})
    assert (len(bomb) < 100_000, refused(bomb)) == (True, "swollen_file")


def test_too_many_parts_are_refused():
    assert refused(people_tables.packed(**{f"p{n}": b"" for n in range(501)})) == "swollen_file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_that_swell_are_refused_wherever_they_stand(part, encoding):
    declared = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    assert refused(people_tables.replaced(people_tables.excel(""), part, declared)) == "swollen_file"


@pytest.mark.parametrize("claimed", [b'ref="A1:XFD1048576"', b'ref="A1"'])
def test_the_size_that_a_sheet_claims_is_not_believed(claimed):
    book = people_tables.xlsx(("Name", "Email"), ("Ana", "ana@example.org"))
    assert cells(people_tables.tampered(book, SHEET, b'ref="A1:B2"', claimed))[1] == ["Ana", "ana@example.org"]


def test_a_row_far_below_is_refused_and_not_filled_up_to():
    book = people_tables.xlsx(("Name", "Email"), ("Ana", "ana@example.org"))
    far = people_tables.tampered(book, SHEET, b'<row r="2"', b'<row r="1000000"')
    assert refused(far) == "too_many_lines"
