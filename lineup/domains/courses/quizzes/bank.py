"""The bank of a quiz: questions added, changed, moved, put into the bin and taken out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, ordering
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, modules
from lineup.domains.courses.models import Quiz, QuizQuestion
from lineup.domains.courses.quizzes import right_answers

K = QuizQuestion.Kind
MOST = 500
MOST_POINTS = 100
LONGEST = 5000
ORDER = ("position", "id")
# said of every question, and of each kind
WORDS = ("text", "explanation", "points")
FIELDS: Mapping[str, tuple[str, ...]] = {
    K.ONE: (*WORDS, "choices"),
    K.SEVERAL: (*WORDS, "choices"),
    K.TEXT: (*WORDS, "accepted"),
    K.NUMBER: (*WORDS, "value", "tolerance"),
}


class QuestionWordsNeeded(Invalid):
    code = "question_words_needed"
    sentence = _("Write what is asked.")
    field = "text"


class TooManyQuestions(Invalid):
    code = "too_many_quiz_questions"
    sentence = _("A quiz has at most %(most)s questions; make another quiz.")


def of(quiz: Quiz) -> "QuerySet[QuizQuestion]":
    """Return the questions in use, in their order."""
    return QuizQuestion.objects.filter(quiz=quiz.pk, binned_at=None).order_by(*ORDER)


def binned(quiz: Quiz) -> "QuerySet[QuizQuestion]":
    """Return the questions in the bin."""
    return QuizQuestion.objects.filter(quiz=quiz.pk, binned_at__isnull=False)


def find(quiz: Quiz, pk: Any, *, binned: bool = False) -> QuizQuestion:
    """Return the question of the quiz with this id, or of those in its bin. Raises Missing."""
    try:
        found = QuizQuestion.objects.filter(quiz=quiz.pk, binned_at__isnull=not binned, pk=pk).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    found.quiz = quiz
    return found


@transaction.atomic
def add(quiz: Quiz, kind: str, *, by: Actor, at: datetime, **values: object) -> QuizQuestion:
    """Return a new question at the end of the bank: `values` are the FIELDS of its kind.

    With its first question the quiz begins to count towards completion. Raises QuestionWordsNeeded, TooManyQuestions,
    TooLong, OutOfRange, UnknownChoice, and what `right_answers.check` raises.
    """
    course = quiz.lesson.module.course
    counting.hold(course)
    there = of(quiz).count()
    if there >= MOST:
        raise TooManyQuestions(most=MOST)
    question = unsaved(quiz, kind, position=there, at=at, **values)
    question.save(force_insert=True)
    counting.settle(course, at=at)
    courses.record(course, "quiz_question.add", by, at)
    return question


def unsaved(quiz: Quiz, kind: str, *, position: int, at: datetime, **values: object) -> QuizQuestion:
    """Return a question with the FIELDS of its kind that is not kept yet. Raises what `add` raises of them."""
    inputs.choice(kind, K.values, field="kind")
    question = QuizQuestion(quiz=quiz, kind=kind, position=position, created_at=at)
    _fill(question, values)
    return question


@transaction.atomic
def change(question: QuizQuestion, *, by: Actor, at: datetime, **values: object) -> QuizQuestion:
    """Set the given FIELDS of its kind; attempts that have begun keep what they asked. Raises what `add` does."""
    _fill(question, values)
    if values:
        question.save(update_fields=list(values))
        courses.record(question.quiz.lesson.module.course, "quiz_question.change", by, at)
    return question


@transaction.atomic
def move(question: QuizQuestion, *, index: int, by: Actor, at: datetime) -> QuizQuestion:
    """Put the question at this index (from 0) of the bank."""
    course = question.quiz.lesson.module.course
    counting.hold(course)
    ordering.place(question, list(of(question.quiz)), index=index)
    courses.record(course, "quiz_question.move", by, at)
    return question


@transaction.atomic
def discard(question: QuizQuestion, *, by: Actor, at: datetime) -> QuizQuestion:
    """Put the question into the bin; a quiz without any counts no more. Raises NothingToLearn."""
    return _set_binned(question, at, "quiz_question.discard", by, at)


@transaction.atomic
def restore(question: QuizQuestion, *, by: Actor, at: datetime) -> QuizQuestion:
    """Take the question out of the bin, to where it stood. Raises TooManyQuestions."""
    if of(question.quiz).count() >= MOST:
        raise TooManyQuestions(most=MOST)
    return _set_binned(question, None, "quiz_question.restore", by, at)


def _set_binned(
    question: QuizQuestion, binned_at: datetime | None, action: str, by: Actor, at: datetime
) -> QuizQuestion:
    course = question.quiz.lesson.module.course
    counting.hold(course)
    question.binned_at = binned_at
    question.save(update_fields=["binned_at"])
    modules.keep_ready(course)
    counting.settle(course, at=at)
    courses.record(course, action, by, at)
    return question


def _fill(question: QuizQuestion, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS[question.kind])
    if unknown:
        raise TypeError(f"not said of a {question.kind}: {sorted(unknown)}")
    for field, value in values.items():
        setattr(question, field, value)
    question.text = inputs.prose(question.text, field="text", most=LONGEST)
    if not question.text:
        raise QuestionWordsNeeded
    question.explanation = inputs.prose(question.explanation, field="explanation", most=LONGEST)
    inputs.number(question.points, field="points", least=1, most=MOST_POINTS)
    right_answers.check(question)
