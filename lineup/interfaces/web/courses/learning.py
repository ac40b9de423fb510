"""What a learner does in a course: goes on, marks lessons as done, rests, and asks why it is 66 %."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.people.models import Person
from lineup.domains.courses import (
    access,
    courses,
    enrolments,
    module_progress,
    outline,
    progress,
    records,
    releases,
    study,
    watched,
)
from lineup.domains.courses.assignments import deadlines
from lineup.domains.courses.models import Certificate, Enrolment
from lineup.domains.courses.module_progress import ModuleProgress
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.courses import devices, filmed, opening

PAGE = 20
# the next ones, and whoever wants to see more sees so many
SHOWN_DEADLINES, MOST_DEADLINES = 8, 100
TABS = (
    (records.GOING_ON, gettext_lazy("Learning")),
    (records.WAITING, gettext_lazy("Waiting")),
    (records.OVER, gettext_lazy("Done and over")),
)


def own(request: HttpRequest, slug: str) -> Enrolment:
    """Return the viewer's enrolment that goes on. Raises Missing, NotEnrolled."""
    person = request.person  # type: ignore[attr-defined]
    course = courses.find_visible(person, slug=slug)
    enrolment = enrolments.of(course, person)
    if enrolment is None:
        raise access.NotEnrolled
    return enrolment


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    which = request.GET.get("show", records.GOING_ON)
    which = which if which in dict(TABS) else records.GOING_ON
    page = cursors.page(records.of(person, which), order=records.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    for place in page.items:
        if hasattr(place, "enrolment"):
            place.enrolment.course = place.pool.offering.course  # type: ignore[attr-defined]
    shown = {
        "page": page,
        "which": which,
        **(_due(person, wanted=request.GET.get("deadlines", "")) if which == records.GOING_ON else {}),
        "tabs": [{"label": str(label), "href": f"?show={key}", "current": key == which} for key, label in TABS],
    }
    return render(request, "courses/learning.html", shown)


def _due(person: Person, *, wanted: str) -> dict[str, Any]:
    most = MOST_DEADLINES if wanted == "all" else SHOWN_DEADLINES
    rows = list(deadlines.ahead(person, at=clock.now()).order_by(*deadlines.ORDER)[: most + 1])
    return {"due": rows[:most], "more_due": most == SHOWN_DEADLINES and len(rows) > most}


@require_safe
@login_required
def go_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the lesson with which to go on; to the sum where everything is done."""
    enrolment = own(request, slug)
    lesson = progress.next_lesson(enrolment, at=clock.now())
    if lesson is None:
        return redirect("courses:progress", slug=slug)
    return redirect("courses:lesson", slug=slug, pk=lesson.pk)


@require_safe
@login_required
def why(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = own(request, slug)
    explained = progress.explain(enrolment)
    shown = {
        "course": enrolment.course,
        "offering": enrolment.course.offering,
        "enrolment": enrolment,
        "explained": explained,
        "parts": _parts(enrolment, explained),
        "now": clock.now(),
        "certificate": Certificate.objects.filter(enrolment=enrolment.pk, revoked_at=None).exists(),
        "engagement": study.engagement(enrolment, at=clock.now()),
    }
    return render(request, "courses/progress.html", shown)


def _parts(
    enrolment: Enrolment, explained: progress.Explained
) -> list[tuple[ModuleProgress, list[tuple[progress.Step, str]]]]:
    """Each module with its lessons, each of these with how much of its videos was watched where it is done by that."""
    shares = watched.of_lessons(enrolment, [step.lesson for step in explained.steps])
    said = {key: filmed.watched(share) for key, share in shares.items()}
    return [
        (part, [(step, said.get(step.lesson.pk, "")) for step in part.steps])
        for part in module_progress.of(explained.steps)
    ]


@require_POST
@login_required
def complete(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Mark the lesson as done, and go on to the next."""
    enrolment = own(request, slug)
    lesson = outline.find_lesson(enrolment.course, pk)
    was_complete = enrolment.completed_at
    try:
        progress.complete(enrolment, lesson, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:lesson", slug=slug, pk=pk)
    fresh = own(request, slug)
    if fresh.completed_at and not was_complete:
        flash.done(request, _("You completed the course. Well done!"))
        return redirect("courses:progress", slug=slug)
    row = list(outline.in_order(enrolment.course))
    at = next(number for number, one in enumerate(row) if one.pk == lesson.pk)
    after = row[at + 1] if at + 1 < len(row) else lesson
    if not releases.is_open(after.module, enrolment, at=clock.now()):
        return redirect("courses:progress", slug=slug)
    return redirect("courses:lesson", slug=slug, pk=after.pk)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    enrolment = own(request, slug)
    lesson = outline.find_lesson(enrolment.course, pk)
    return opening.act(
        request,
        lambda: progress.undo(enrolment, lesson, by=acting.actor(request), at=clock.now()),
        _("It is not done any more."),
        then=reverse("courses:lesson", kwargs={"slug": slug, "pk": pk}),
    )


@require_POST
@login_required
def pulse(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Take half a minute of study from the script of a lesson's page; answered without a word."""
    enrolment = own(request, slug)
    lesson = outline.find_lesson(enrolment.course, pk)
    sent = {name: acting.number_sent(request, name) for name in ("focus", "interactions", "ago")}
    study.pulse(enrolment, lesson, device=devices.sort_of(request), at=clock.now(), **sent)
    return HttpResponse(status=204)


@require_POST
@login_required
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    return _rest(request, slug, enrolments.pause, _("You paused the course; your place and progress are kept."))


@require_POST
@login_required
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    return _rest(request, slug, enrolments.resume, _("You go on with the course."))


def _rest(request: HttpRequest, slug: str, operate: Callable[..., Any], sentence: str) -> HttpResponse:
    enrolment = own(request, slug)
    return opening.act(
        request,
        lambda: operate(enrolment, by=acting.actor(request), at=clock.now()),
        sentence,
        then=reverse("courses:course", kwargs={"slug": slug}),
    )
