"""A quiz put together: its settings, its bank of questions, how it looks, and what learners made of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors, ordering
from lineup.core.foundation.errors import Missing
from lineup.domains.courses import outline
from lineup.domains.courses.models import Quiz, QuizQuestion
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import attempts, bank, quizzes
from lineup.interfaces.web import acting, binned, flash
from lineup.interfaces.web.courses import opening, quiz_forms, quiz_showing
from lineup.interfaces.web.courses.opening import Taught

PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])


def _quiz(taught: Taught, pk: Any) -> Quiz:
    return quizzes.of(outline.find_lesson(taught.course, pk))


@page
@opening.taught
def edit(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    quiz = _quiz(taught, pk)
    form = quiz_forms.QuizForm(acting.sent(request), quiz=quiz)
    if form.carries_out(lambda: quizzes.change(quiz, by=taught.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved. Attempts that have begun keep what held when they did."))
        return redirect(taught.path("quiz", pk=pk))
    shown = {
        "form": form,
        "lesson": quiz.lesson,
        "questions": list(bank.of(quiz)),
        "kinds": QuizQuestion.Kind.choices,
        "binned": binned.page(request, bank.binned(quiz)),
    }
    return opening.page(request, taught, "quiz.html", shown, room="outline", status=422 if form.errors else 200)


@page
@opening.taught
def new(request: HttpRequest, taught: Taught, pk: Any, kind: str) -> HttpResponse:
    quiz = _quiz(taught, pk)
    if kind not in QuizQuestion.Kind.values:
        raise Missing
    form = quiz_forms.QuestionForm(acting.sent(request), kind=kind)
    if form.carries_out(lambda: bank.add(quiz, kind, by=taught.by, at=clock.now(), **form.values())):
        flash.done(request, _("The question is in the bank."))
        return redirect(taught.path("quiz", pk=pk))
    return _question_page(request, taught, quiz, form)


@page
@opening.taught
def question(request: HttpRequest, taught: Taught, pk: Any, question: Any) -> HttpResponse:
    quiz = _quiz(taught, pk)
    own = bank.find(quiz, question)
    form = quiz_forms.QuestionForm(acting.sent(request), kind=own.kind, question=own)
    if form.carries_out(lambda: bank.change(own, by=taught.by, at=clock.now(), **form.values())):
        flash.done(request, _("Saved. Attempts that have begun keep the question as it was."))
        return redirect(taught.path("quiz", pk=pk))
    return _question_page(request, taught, quiz, form)


def _question_page(request: HttpRequest, taught: Taught, quiz: Quiz, form: quiz_forms.QuestionForm) -> HttpResponse:
    shown = {"form": form, "lesson": quiz.lesson, "kind_label": QuizQuestion.Kind(form.kind).label}
    return opening.page(
        request, taught, "quiz_question.html", shown, room="outline", status=422 if form.errors else 200
    )


@require_POST
@opening.taught
def move(request: HttpRequest, taught: Taught, pk: Any, question: Any) -> HttpResponse:
    quiz = _quiz(taught, pk)
    own = bank.find(quiz, question)
    index = acting.index_sent(request, ordering.index_of(own, list(bank.of(quiz))))
    return opening.act(
        request,
        lambda: bank.move(own, index=index, by=taught.by, at=clock.now()),
        "",
        then=f"{taught.path('quiz', pk=pk)}#question-{own.pk}",
    )


@require_POST
@opening.taught
def discard(request: HttpRequest, taught: Taught, pk: Any, question: Any) -> HttpResponse:
    own = bank.find(_quiz(taught, pk), question)
    return opening.act(
        request,
        lambda: bank.discard(own, by=taught.by, at=clock.now()),
        _("The question is in the bin."),
        undo=taught.path("question-restoration", pk=pk, question=question),
        then=taught.path("quiz", pk=pk),
    )


@require_POST
@opening.taught
def restore(request: HttpRequest, taught: Taught, pk: Any, question: Any) -> HttpResponse:
    own = bank.find(_quiz(taught, pk), question, binned=True)
    return opening.act(
        request,
        lambda: bank.restore(own, by=taught.by, at=clock.now()),
        _("The question is back."),
        then=taught.path("quiz", pk=pk),
    )


@require_safe
@opening.taught
def preview(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    """Show every question of the bank as it is asked, with what is right."""
    quiz = _quiz(taught, pk)
    shown = {"lesson": quiz.lesson, "questions": quiz_showing.questions(asking.in_order(list(bank.of(quiz))), {})}
    return opening.page(request, taught, "quiz_preview.html", shown, room="outline")


@require_safe
@opening.taught
def results(request: HttpRequest, taught: Taught, pk: Any) -> HttpResponse:
    quiz = _quiz(taught, pk)
    rows = attempts.results(quiz)
    found = cursors.page(rows, order=attempts.LATEST_FIRST, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {"lesson": quiz.lesson, "page": found}
    return opening.page(request, taught, "quiz_results.html", shown, room="outline")


@require_safe
@opening.taught
def result(request: HttpRequest, taught: Taught, pk: Any, attempt: Any) -> HttpResponse:
    """Show one learner's attempt: what was asked, what was answered, and what is right."""
    quiz = _quiz(taught, pk)
    found = attempts.made_at(quiz, attempt)
    shown = {
        "lesson": quiz.lesson,
        "one": found,
        "questions": quiz_showing.questions(asking.of(found), found.answered),
    }
    return opening.page(request, taught, "quiz_result.html", shown, room="outline")
