"""A quiz taken: an attempt begun, answered and handed in, and what came of it."""

import math
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.domains.courses import outline, releases
from lineup.domains.courses.models import Enrolment, Lesson, Quiz, QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import attempts, quizzes, standing
from lineup.interfaces.web import acting, errors, flash
from lineup.interfaces.web.courses import learning, quiz_showing

LATEST = 10


def panel(lesson: Lesson, enrolment: Enrolment | None, *, at: datetime) -> dict[str, Any]:
    """Return what the page of a lesson that is a quiz shows of it; an attempt whose time is over is handed in first."""
    quiz = quizzes.of(lesson)
    if enrolment is None:
        return {"quiz": quiz, "questions_asked": standing.asked_of(quiz)}
    attempts.settle(enrolment, quiz, at=at)
    made = attempts.of(enrolment, quiz).defer("asked", "given").order_by(*attempts.LATEST_FIRST)
    stands = standing.of(enrolment, quiz)
    return {"quiz": quiz, "questions_asked": stands.questions, "stands": stands, "attempts": list(made[:LATEST])}


@require_POST
@login_required
def begin(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    enrolment = learning.own(request, slug)
    lesson = outline.find_lesson(enrolment.course, pk)
    try:
        made = attempts.begin(enrolment, lesson, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("courses:lesson", slug=slug, pk=pk)
    return redirect("courses:attempt", slug=slug, pk=pk, attempt=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attempt(request: HttpRequest, slug: str, pk: Any, attempt: Any) -> HttpResponse:
    enrolment, at = learning.own(request, slug), clock.now()
    lesson = outline.find_lesson(enrolment.course, pk)
    releases.check(lesson, enrolment, person=request.person, at=at)  # type: ignore[attr-defined]
    quiz = quizzes.of(lesson)
    if request.method == "POST":
        return _taken(request, enrolment, lesson, quiz, attempts.find(enrolment, quiz, attempt))
    attempts.settle(enrolment, quiz, at=at)
    found = attempts.find(enrolment, quiz, attempt)
    return _page(request, enrolment, lesson, quiz, found, at)


def _taken(request: HttpRequest, enrolment: Enrolment, lesson: Lesson, quiz: Quiz, found: QuizAttempt) -> HttpResponse:
    by, at = acting.actor(request), clock.now()
    sent = quiz_showing.sent(asking.of(found), request.POST)
    try:
        attempts.answer(enrolment, lesson, found, sent, by=by, at=at)
        if request.POST.get("then") == "hand-in":
            attempts.hand_in(enrolment, lesson, found, by=by, at=at)
        else:
            flash.done(request, _("Your answers are saved; hand them in when you are through."))
    except Invalid as refusal:
        found.given = {str(number): answer for number, answer in sent.items()}
        return _page(request, enrolment, lesson, quiz, found, at, refusal)
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect("courses:attempt", slug=enrolment.course.offering.slug, pk=lesson.pk, attempt=found.pk)


def _page(
    request: HttpRequest,
    enrolment: Enrolment,
    lesson: Lesson,
    quiz: Quiz,
    found: QuizAttempt,
    at: datetime,
    refusal: Invalid | None = None,
) -> HttpResponse:
    told = {refusal.field or "": str(errors.told(refusal))} if refusal else {}
    stands = standing.of(enrolment, quiz)
    shown = {
        "course": enrolment.course,
        "offering": enrolment.course.offering,
        "lesson": lesson,
        "quiz": quiz,
        "attempt": found,
        "stands": stands,
        "reveals": found.handed_in_at is not None and stands.tells_answers,
        "questions": quiz_showing.questions(asking.of(found), found.answered, errors=told),
        "refused": next(iter(told.values()), ""),
        "minutes_left": math.ceil((found.ends_at - at).total_seconds() / 60) if found.ends_at else None,
    }
    return render(request, "courses/quiz_attempt.html", shown, status=422 if refusal else 200)
