"""An assignment put together, and the work for it: what waits, what is marked, and how."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.courses import figures, outline
from lineup.domains.courses.assignments import assignments, marking, marks_tables, queue
from lineup.domains.courses.models import Assignment, HandedWork
from lineup.interfaces.web import acting, downloads, flash
from lineup.interfaces.web.courses import assignment_showing, opening
from lineup.interfaces.web.courses.assignment_forms import AssignmentForm, MarksForm
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50
MISSING = "missing"
SHOWN = (
    (queue.WAITING, gettext_lazy("To be marked")),
    (queue.MARKED, gettext_lazy("Marked")),
    (queue.LATE, gettext_lazy("Late")),
    (queue.ALL, gettext_lazy("Everything handed in")),
    (MISSING, gettext_lazy("Nothing handed in")),
)


def _assignment(taught: Taught, pk: Any) -> Assignment:
    return assignments.of(outline.find_lesson(taught.course, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def edit(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    assignment = _assignment(taught, pk)
    form = AssignmentForm(acting.sent(request), assignment=assignment)
    if form.carries_out(lambda: assignments.change(assignment, by=taught.by, at=clock.now(), **form.values())):
        flash.done(request, _("Saved. Work that is marked keeps its marks."))
        return redirect(taught.path("assignment", pk=pk))
    shown = {"form": form, "lesson": assignment.lesson}
    return opening.page(request, taught, "assignment.html", shown, room="outline", status=422 if form.errors else 200)


@require_safe
@opening.taught
def works(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    """List the work that counts, by whether it waits; or who handed nothing in."""
    assignment = _assignment(taught, pk)
    which, query = request.GET.get("show", ""), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    which = which if which in dict(SHOWN) else queue.WAITING
    cursor = request.GET.get("cursor", "")
    page: cursors.Page[Any]
    if which == MISSING:
        rows = queue.missing(assignment, query=query)
        page = cursors.page(rows, order=figures.ORDER, cursor=cursor, size=PAGE)
    else:
        found = queue.of(assignment, which, query=query).defer("text", "remarks")
        page = cursors.page(found, order=queue.ORDER, cursor=cursor, size=PAGE)
    shown = {"lesson": assignment.lesson, "page": page, "which": which, "query": query, "choices": SHOWN}
    return opening.page(request, taught, "assignment_works.html", shown, room="outline")


@require_safe
@opening.taught
def table(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponseBase:
    """Answer the marks of everybody whose work counts, as a table for spreadsheets."""
    assignment = _assignment(taught, pk)
    name = f"{taught.offering.slug}-{assignment.lesson.title}"
    return downloads.table(request, marks_tables.rows(assignment), name=name)


@require_http_methods(["GET", "HEAD", "POST"])
@opening.taught
def mark(request: HttpRequest, taught: Taught, pk: Any, work: Any) -> HttpResponse:
    """Show one piece of work, and take its marks."""
    assignment = _assignment(taught, pk)
    row = queue.find(assignment, work)
    form = MarksForm(acting.sent(request), work=row, rubric=assignment.rubric)
    if form.carries_out(lambda: _mark(row, form, taught)):
        flash.done(request, _("Marked; the learner is told."))
        return redirect(taught.path("works", pk=pk))
    shown = {
        "lesson": assignment.lesson,
        "one": assignment_showing.work(row),
        "form": form,
        "others": list(queue.earlier(row)),
    }
    return opening.page(
        request, taught, "assignment_mark.html", shown, room="outline", status=422 if form.errors else 200
    )


def _mark(row: HandedWork, form: MarksForm, taught: Taught) -> None:
    data = form.cleaned_data
    said = {"remarks": data["remarks"], "edition": data["edition"]}
    marking.mark(row, form.points(), by=taught.by, at=clock.now(), **said)


@require_POST
@opening.taught
def take_back(request: HttpRequest, taught: Taught, pk: Any, work: Any) -> HttpResponse:
    row = queue.find(_assignment(taught, pk), work)
    edition = acting.number_sent(request, "edition")
    return opening.act(
        request,
        lambda: marking.take_back(row, edition=edition, by=taught.by, at=clock.now()),
        _("The marks are taken back; the work waits again."),
        then=taught.path("work-marks", pk=pk, work=work),
    )
