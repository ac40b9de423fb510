"""Marks as a table: what goes out comes back the same, in whatever way it was saved, and no other table is taken."""

import io
from datetime import UTC

import openpyxl
import pytest
from django.utils import translation

from lineup.core.foundation import sheets
from lineup.core.foundation.tables import Unreadable
from lineup.domains.courses.assignments import assignments, marks_tables
from lineup.domains.courses.assignments.marks_tables import Line
from tests.support import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.req("E12")]

REMARKS = "=Well baked\nPâte: 2 < 3; “bien”"


def csv_of(assignment, language="en"):
    with translation.override(language):
        return "".join(sheets.csv_lines(marks_tables.rows(assignment), zone=UTC))


@pytest.fixture
def assignment(task):
    return assignments.of(task)


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode(),
        lambda text: text.removeprefix("\ufeff").encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(",", "\t").replace("\r\n", "\n").encode(),
    ],
)
def test_what_goes_out_comes_back_as_it_was(saved, assignment, hand, give):
    work = give(hand(), 4, 5, remarks=REMARKS)
    line = Line(2, str(work.pk), str(work.edition), ("4", "5"), f"'{REMARKS}")
    assert [marks_tables.read(saved(csv_of(assignment, language)), assignment) for language in ("en", "fr")] == [
        [line],
        [line],
    ]


def test_a_workbook_comes_back_with_its_columns_in_another_order(assignment, hand):
    work = hand()
    with sheets.xlsx_file(marks_tables.rows(assignment), zone=UTC) as file:
        book = openpyxl.load_workbook(file)
    titles, line = ([cell.value for cell in row] for row in book.active.iter_rows())
    line[4:6], line[10] = [3, 6], "Good"
    turned = openpyxl.Workbook()
    turned.active.append(["Mine"])
    sheet = turned.create_sheet()
    for row in (titles, line):
        sheet.append([*row[::-1], "kept apart"])
    out = io.BytesIO()
    turned.save(out)
    assert marks_tables.read(out.getvalue(), assignment) == [Line(2, str(work.pk), "0", ("3", "6"), "Good")]


def refused(content, assignment):
    try:
        return marks_tables.read(content, assignment)
    except Unreadable as refusal:
        return refusal.code


def test_a_table_of_another_rubric_and_what_is_no_table_are_refused_as_a_whole(assignment, hand, by, at, monkeypatch):
    work = hand()
    table = csv_of(assignment).encode()
    monkeypatch.setattr(marks_tables, "MOST_LINES", 1)
    many = table + table.splitlines(keepends=True)[1]
    assert [refused(content, assignment) for content in (many, table.splitlines()[0], b"", b"Name,Points\nA,1")] == [
        "too_many_lines",
        "no_lines",
        "file_needed",
        "marks_columns_missing",
    ]
    files = [one.content for one in (*hostile.documents(), *hostile.others())]
    assert [content for content in files if not isinstance(refused(content, assignment), str)] == []
    assignments.change(assignment, rubric=[{"words": "It rises", "most": 5}], by=by, at=at)
    with pytest.raises(Unreadable) as raised:
        marks_tables.read(table, assignment)
    assert (raised.value.code, "“1. It rises / 5”" in str(raised.value)) == ("marks_columns_missing", True)
    assert work.marked_at is None
