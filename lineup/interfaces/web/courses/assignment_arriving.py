"""Marks brought back in a table: looked at first, then given with one press; nothing is kept in between.

What was read of the file travels in the page, signed for this assignment and for who brought it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid
from lineup.core.foundation.tables import Unreadable
from lineup.domains.courses import outline
from lineup.domains.courses.assignments import assignments, marks_arriving, marks_tables, rubrics
from lineup.domains.courses.assignments.marks_arriving import Foreseen, State
from lineup.domains.courses.assignments.marks_tables import Line
from lineup.domains.courses.models import Assignment
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import opening
from lineup.interfaces.web.courses.assignment_forms import MarksTableForm
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50
# a form that is sent may be 1 MB
MOST_CARRIED = 800_000
CARRIED_FOR = timedelta(hours=12)


class TooMuchToCarry(Unreadable):
    code = "marks_too_long"
    sentence = _("The remarks of this table are too long for one go; split it into several files.")


class NoLongerCarried(Invalid):
    code = "marks_not_carried"
    sentence = _("What was read of the table is no longer at hand; choose the file again.")


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def look(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    """Ask for the table; then show what would become of each line, page by page."""
    assignment = assignments.of(outline.find_lesson(taught.course, pk))
    if "table" in request.POST:
        return _again(request, taught, assignment, run=False)
    form = MarksTableForm(acting.sent(request), request.FILES or None)
    read: list[Line] = []
    if form.carries_out(lambda: read.extend(_read(form.content, assignment, taught))):
        return _shown(request, taught, assignment, read, marks_arriving.foresee(assignment, read))
    return _asked(request, taught, assignment, form)


@require_POST
@opening.taught
def run(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    """Give the marks, and show what became of each line."""
    return _again(request, taught, assignments.of(outline.find_lesson(taught.course, pk)), run=True)


def _again(request: HttpRequest, taught: Taught, assignment: Assignment, *, run: bool) -> HttpResponse:
    try:
        lines = _carried(request.POST.get("table", ""), assignment, taught)
    except NoLongerCarried as refusal:
        flash.refused(request, refusal)
        return redirect(taught.path("works-marks", pk=assignment.pk))
    if run:
        found = marks_arriving.give(assignment, lines, by=taught.by, at=clock.now())
    else:
        found = marks_arriving.foresee(assignment, lines)
    return _shown(request, taught, assignment, lines, found, ran=run)


def _read(content: bytes, assignment: Assignment, taught: Taught) -> list[Line]:
    lines = marks_tables.read(content, assignment)
    if len(_packed(lines, assignment, taught)) > MOST_CARRIED:
        raise TooMuchToCarry
    return lines


def _packed(lines: Sequence[Line], assignment: Assignment, taught: Taught) -> str:
    return signing.dumps([astuple(line) for line in lines], salt=_salt(assignment, taught), compress=True)


def _carried(packed: str, assignment: Assignment, taught: Taught) -> list[Line]:
    try:
        rows = signing.loads(packed, salt=_salt(assignment, taught), max_age=CARRIED_FOR)
    except signing.BadSignature:
        raise NoLongerCarried from None
    return [Line(number, work, edition, tuple(points), remarks) for number, work, edition, points, remarks in rows]


def _salt(assignment: Assignment, taught: Taught) -> str:
    return f"marks:{assignment.pk}:{taught.by.human.pk}"


def _asked(request: HttpRequest, taught: Taught, assignment: Assignment, form: MarksTableForm) -> HttpResponse:
    shown = {"lesson": assignment.lesson, "form": form}
    status = 422 if form.errors else 200
    return opening.page(request, taught, "assignment_marks.html", shown, room="outline", status=status)


def _shown(
    request: HttpRequest,
    taught: Taught,
    assignment: Assignment,
    lines: Sequence[Line],
    found: Sequence[Foreseen],
    *,
    ran: bool = False,
) -> HttpResponse:
    numbers = Counter(one.state for one in found)
    start = min(acting.number_sent(request, "from"), len(found) - 1) // PAGE * PAGE
    shown = {
        "lesson": assignment.lesson,
        "table": _packed(lines, assignment, taught),
        "rows": [_row(one, assignment) for one in found[start : start + PAGE]],
        "before": start - PAGE,
        "after": start + PAGE if start + PAGE < len(found) else 0,
        "ran": ran,
        "changes": numbers[State.CHANGES],
        "at_once": min(numbers[State.CHANGES], marks_arriving.AT_ONCE),
        "done": numbers[State.DONE],
        "refused": numbers[State.REFUSED],
    }
    return opening.page(request, taught, "assignment_marks_shown.html", shown, room="outline")


def _row(one: Foreseen, assignment: Assignment) -> dict[str, Any]:
    stands = one.work.marks if one.work else []
    return {
        "one": one,
        "look": f"marks_{one.state}",
        "before": rubrics.points(stands) if stands else None,
        "given": [mark["points"] for mark in stands],
        "after": sum(one.points),
        "most": sum(criterion["most"] for criterion in assignment.rubric),
        "says_else": bool(one.points and one.work and one.remarks != one.work.remarks),
    }
