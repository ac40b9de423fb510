"""Tables for spreadsheets: everything arrives, nothing is calculated."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.core.foundation import sheets

pytestmark = pytest.mark.req("Q25")

PARIS = ZoneInfo("Europe/Paris")
TEXT = st.text(max_size=40)
LEADS = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝", "|", "%", "#N/A", "'="])
CELLS = st.tuples(LEADS, TEXT).map("".join)


def read_csv(rows, zone=UTC):
    text = "".join(sheets.csv_lines(rows, zone=zone))
    return list(csv.reader(io.StringIO(text.removeprefix(sheets.BYTE_ORDER_MARK), newline="")))


def read_xlsx(rows, zone=UTC):
    with sheets.xlsx_file(rows, zone=zone) as file:
        return [list(row) for row in openpyxl.load_workbook(file).active.iter_rows()]


def is_calculated(text):
    """As spreadsheets see it: blanks before the sign are dropped."""
    return text.strip(" \u00a0")[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"}


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_cells_that_a_spreadsheet_would_calculate_are_text(cell):
    assert sheets.harmless(cell) == f"'{cell}"


@given(st.lists(CELLS, min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_text_of_a_csv_is_ever_calculated_and_none_is_lost(cells):
    (row,) = read_csv([cells])
    assert [is_calculated(cell) for cell in row if cell] == [False] * len([cell for cell in row if cell])
    assert [
        cell.removeprefix("'") if is_calculated(kept) else cell for cell, kept in zip(row, cells, strict=True)
    ] == cells


@given(st.lists(CELLS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_text_of_an_xlsx_is_a_formula_an_error_or_a_fault(cells):
    (row,) = read_xlsx([[*cells, "end"]])
    assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
    assert [is_calculated(cell.value) for cell in row if cell.value] == [False] * sum(bool(cell.value) for cell in row)
    assert row[-1].value == "end"


def test_numbers_amounts_days_and_instants_stay_what_they_are():
    at = datetime(2027, 7, 1, 10, 30, tzinfo=UTC)
    row = ["Ana", -3, Decimal("-12.50"), date(2027, 7, 1), at, None, True]
    assert read_csv([row], PARIS) == [["Ana", "-3", "-12.50", "2027-07-01", "2027-07-01 12:30", "", "True"]]
    (cells,) = read_xlsx([row], PARIS)
    assert [cell.value for cell in cells] == [
        "Ana",
        -3,
        -12.5,
        datetime(2027, 7, 1),
        datetime(2027, 7, 1, 12, 30),
        None,
        True,
    ]


def test_rows_are_taken_one_by_one():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    lines = sheets.csv_lines(rows(), zone=UTC)
    assert (next(lines), taken) == (sheets.BYTE_ORDER_MARK, [])
    assert (next(lines), taken) == ("0\r\n", [0])
