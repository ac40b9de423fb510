"""Marks as a table that goes out to spreadsheets and comes back: written and read by the same titles.

A line is known by the id of its work, and says which edition of it was seen; a criterion is known by its number, its
words and its points, so that a table written before the rubric changed is told from one that fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import sheets, table_files, tables
from lineup.core.foundation.tables import NoLines, Row, TooManyLines, Unreadable
from lineup.domains.courses.assignments import marking, queue, rubrics
from lineup.domains.courses.models import Assignment, HandedWork

WORK, EDITION = "work_id", "edition"
REMARKS = gettext_lazy("Remarks")
# what a page carries along between the look and the press
MOST_LINES = 1_000


class ColumnsMissing(Unreadable):
    code = "marks_columns_missing"
    sentence = gettext_lazy(
        "This is no table of the marks of this assignment, or its rubric was changed since. Missing: %(columns)s. "
        "Save the marks as a table again, and fill that in."
    )


@dataclass(frozen=True)
class Line:
    """A line as it is written; nothing of it is judged yet. One text of `points` for each criterion."""

    number: int
    work: str
    edition: str
    points: tuple[str, ...]
    remarks: str


def rows(assignment: Assignment) -> Iterator[list[sheets.Cell]]:
    """Yield the table of everybody whose work counts, its titles first."""
    yield [
        *(_("Name"), _("Piece of work"), _("Handed in"), _("Late"), *titles(assignment.rubric)),
        *(_("Points"), _("Points possible"), _("Percent"), _("Passed"), str(REMARKS), WORK, EDITION),
    ]
    for work in queue.of(assignment).order_by(*queue.ORDER):
        yield _row(work, assignment.rubric)


def _row(work: HandedWork, rubric: Sequence[Mapping[str, Any]]) -> list[sheets.Cell]:
    late = _("yes") if work.is_late else _("no")
    line: list[sheets.Cell] = [work.enrolment.place.shown_name, work.number, work.handed_in_at, late]
    known: list[sheets.Cell] = [str(work.pk), work.edition]
    if work.score is None:
        return [*line, *[None] * (len(rubric) + 5), *known]
    line += rubrics.given(rubric, work.marks)
    line += [*rubrics.points(work.marks), work.score, _("yes") if work.passed else _("no"), work.remarks]
    return [*line, *known]


def titles(rubric: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what the columns of the criteria are called."""
    return [f"{number}. {one['words']} / {one['most']}" for number, one in enumerate(rubric, start=1)]


def read(content: bytes, assignment: Assignment) -> list[Line]:
    """Return the lines of a CSV or XLSX file that was written for the assignment.

    Other columns, and the order of all, are free. Raises ColumnsMissing, NoLines, TooManyLines, and the Unreadable
    of `table_files.read`.
    """
    taken = partial(tables.whole, most=marking.LONGEST_REMARKS + 1)
    found = table_files.read(content, fit=partial(_fit, assignment.rubric), taken=taken)
    columns = _columns(found[0].cells, assignment.rubric)
    if len(found) == 1:
        raise NoLines
    if len(found) > MOST_LINES + 1:
        raise TooManyLines(most=MOST_LINES)
    return [_line(row, columns) for row in found[1:]]


def _wanted(rubric: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The titles by which each column may be called: work, edition, remarks, then the criteria."""
    return [(WORK,), (EDITION,), _in_all_languages(), *((tables.clean(title),) for title in titles(rubric))]


def _in_all_languages() -> tuple[str, ...]:
    """A table may have been written for somebody who reads another language."""
    said = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.append(str(REMARKS))
    return tuple(said)


def _fit(rubric: Sequence[Mapping[str, Any]], cells: Sequence[str]) -> int:
    cleaned = [tables.clean(cell) for cell in cells]
    return sum(any(name in cleaned for name in names) for names in _wanted(rubric))


def _columns(cells: Sequence[str], rubric: Sequence[Mapping[str, Any]]) -> list[int]:
    cleaned = [tables.clean(cell) for cell in cells]
    wanted = _wanted(rubric)
    missing = [names[0] for names in wanted if not any(name in cleaned for name in names)]
    if missing:
        raise ColumnsMissing(columns=", ".join(f"“{name[:80]}”" for name in missing))
    return [next(cleaned.index(name) for name in names if name in cleaned) for names in wanted]


def _line(row: Row, columns: Sequence[int]) -> Line:
    said = [row.cells[column] if column < len(row.cells) else "" for column in columns]
    work, edition, remarks, *points = said
    return Line(row.number, work, edition, tuple(points), remarks)
