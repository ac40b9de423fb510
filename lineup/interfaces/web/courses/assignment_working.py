"""An assignment on its lesson's page; work handed in, and one's own work read with its marks."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.courses import access, outline, releases
from lineup.domains.courses.assignments import assignments, handing_in, queue, standing
from lineup.domains.courses.models import Assignment, Enrolment, Lesson
from lineup.interfaces.web import acting, files, flash, prose
from lineup.interfaces.web.courses import assignment_showing, learning
from lineup.interfaces.web.courses.assignment_forms import WorkForm


def panel(lesson: Lesson, enrolment: Enrolment | None, *, at: datetime) -> dict[str, Any]:
    """Return what the page of a lesson that is an assignment shows of it."""
    assignment = assignments.of(lesson)
    shown = {"assignment": assignment, "brief": prose.shown(assignment.brief) if assignment.brief else ""}
    if enrolment is None:
        return shown
    return {**shown, **_standing(assignment, enrolment, at), "form": WorkForm(assignment=assignment)}


def _standing(assignment: Assignment, enrolment: Enrolment, at: datetime) -> dict[str, Any]:
    return {
        "stands": standing.of(enrolment, assignment, at=at),
        "handed": list(handing_in.of(enrolment, assignment).order_by(*handing_in.LATEST_FIRST)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_in(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Take work; where it is refused, show why beside what was written."""
    enrolment, lesson, assignment = _own(request, slug, pk)
    files_sent = request.FILES if request.method == "POST" else None
    form = WorkForm(acting.sent(request), files_sent, assignment=assignment)
    by, at = acting.actor(request), clock.now()
    if form.carries_out(lambda: handing_in.hand_in(enrolment, lesson, by=by, at=at, **form.values())):
        flash.done(request, _("Your work is handed in; you are told when it is marked."))
        return redirect("courses:lesson", slug=slug, pk=pk)
    shown = {
        "course": enrolment.course,
        "offering": enrolment.course.offering,
        "lesson": lesson,
        "form": form,
        **panel(lesson, None, at=at),
        **_standing(assignment, enrolment, at),
    }
    return render(request, "courses/assignment_hand_in.html", shown, status=422 if form.errors else 200)


@require_safe
@login_required
def mine(request: HttpRequest, slug: str, pk: Any, work: Any) -> HttpResponse:
    """Show one's own work, and what was said of it."""
    enrolment, lesson, assignment = _own(request, slug, pk)
    shown = {
        "course": enrolment.course,
        "offering": enrolment.course.offering,
        "lesson": lesson,
        "assignment": assignment,
        "one": assignment_showing.work(handing_in.find(enrolment, assignment, work)),
    }
    return render(request, "courses/assignment_work.html", shown)


@require_safe
@login_required
def file(request: HttpRequest, slug: str, pk: Any, work: Any) -> HttpResponseBase:
    """Answer the file of a piece of work to who handed it in and to who teaches; for others it is not there."""
    person = request.person  # type: ignore[attr-defined]
    reader = access.reader(person, slug=slug)
    if offerings.may_manage(reader.course.offering, person):
        lesson = outline.find_lesson(reader.course, pk)
        return files.of_work(queue.find(assignments.of(lesson), work))
    enrolment, _lesson, assignment = _own(request, slug, pk)
    return files.of_work(handing_in.find(enrolment, assignment, work))


def _own(request: HttpRequest, slug: str, pk: Any) -> tuple[Enrolment, Lesson, Assignment]:
    enrolment = learning.own(request, slug)
    lesson = outline.find_lesson(enrolment.course, pk)
    releases.check(lesson, enrolment, person=request.person, at=clock.now())  # type: ignore[attr-defined]
    return enrolment, lesson, assignments.of(lesson)
