"""Marks of an assignment as a table: taken along, looked at line by line when it comes back, and given."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC
from typing import Any, Literal, Self
from uuid import UUID

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from ninja import File, Query, Router, UploadedFile

from lineup.core.foundation import clock, sheets, tables, text, zones
from lineup.domains.courses import courses, outline
from lineup.domains.courses.assignments import assignments, marks_arriving, marks_tables
from lineup.domains.courses.assignments.marks_arriving import Foreseen
from lineup.domains.courses.models import Assignment
from lineup.interfaces.api import files, keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["assignments"])

TABLE = "/courses/{slug}/lessons/{lesson}/marks-table"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LineState = Literal["changes", "done", "same", "empty", "refused"]


class TableWanted(Sent):
    format: Literal["csv", "xlsx"] = "csv"


class MarksLine(Shown):
    """A line by its number in the file; `column`, `code` and `reason` say what is wrong with it.

    `points`: what it gives for each criterion; `before`: what stands, where the work is marked.
    """

    number: int
    state: LineState
    work: UUID | None
    name: str
    points: list[int]
    before: list[int]
    column: str
    code: str
    reason: str

    @classmethod
    def of(cls, one: Foreseen) -> Self:
        work = one.work
        return cls.made(
            number=one.line.number,
            state=one.state.value,
            work=work.pk if work else None,
            name=work.enrolment.place.shown_name if work else "",
            points=list(one.points),
            before=[mark["points"] for mark in work.marks] if work and work.marks else [],
            column=one.column,
            code=one.code,
            reason=one.reason,
        )


class MarksTableShown(Shown):
    """What becomes of each line, and how many there are of each state; up to 1,000 lines."""

    changes: int
    done: int
    same: int
    empty: int
    refused: int
    lines: list[MarksLine]

    @classmethod
    def of(cls, found: Sequence[Foreseen]) -> Self:
        numbers = Counter(one.state.value for one in found)
        counted = {state.value: numbers[state.value] for state in marks_arriving.State}
        return cls.made(**counted, lines=[MarksLine.of(one) for one in found])


@router.get(TABLE, summary="Download the marks of an assignment", openapi_extra=files.as_download("text/csv", XLSX))
def download(request: HttpRequest, slug: Slug, lesson: UUID, wanted: Query[TableWanted]) -> Any:
    """Of everybody whose work counts, for those who teach: to be filled in, and sent back."""
    assignment, person = _taught(request, slug, lesson), keys.actor(request).human
    zone = zones.local(clock.now(), person.time_zone).tzinfo or UTC
    rows = marks_tables.rows(assignment)
    answer: FileResponse | StreamingHttpResponse
    if wanted.format == "xlsx":
        answer = FileResponse(sheets.xlsx_file(rows, zone=zone), content_type=XLSX)
    else:
        answer = StreamingHttpResponse(sheets.csv_lines(rows, zone=zone), content_type=CSV)
    name = text.slug(f"{slug}-{assignment.lesson.title}", fallback="table")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{wanted.format}"'
    return answer


@router.post(f"{TABLE}/preview", response=MarksTableShown, summary="Look at what a table of marks would change")
def preview(request: HttpRequest, slug: Slug, lesson: UUID, file: File[UploadedFile]) -> Any:
    """The table that was downloaded, filled in, as CSV or XLSX of up to 10 MB; nothing is marked, nothing is kept."""
    assignment = _taught(request, slug, lesson)
    return MarksTableShown.of(marks_arriving.foresee(assignment, _read(file, assignment)))


@router.post(f"{TABLE}/run", response=MarksTableShown, summary="Give the marks of a table")
def run(request: HttpRequest, slug: Slug, lesson: UUID, file: File[UploadedFile]) -> Any:
    """200 pieces at a time, each as if by hand; the same file again goes on, and changes nothing that is `same`."""
    assignment = _taught(request, slug, lesson)
    lines = _read(file, assignment)
    return MarksTableShown.of(marks_arriving.give(assignment, lines, by=keys.actor(request), at=clock.now()))


def _read(file: UploadedFile, assignment: Assignment) -> list[marks_tables.Line]:
    return marks_tables.read(file.read(tables.LARGEST_BYTES + 1), assignment)


def _taught(request: HttpRequest, slug: str, lesson: UUID) -> Assignment:
    course = courses.find_managed(keys.person(request), slug=slug)
    return assignments.of(outline.find_lesson(course, lesson))
