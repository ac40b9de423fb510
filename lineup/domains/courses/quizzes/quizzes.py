"""Quizzes: found, set, and copied with their lesson. A quiz is made and binned as the lesson that it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, inputs
from lineup.core.foundation.errors import Missing
from lineup.core.people.actors import Actor
from lineup.domains.courses import courses
from lineup.domains.courses.models import Lesson, Quiz, QuizQuestion

FIELDS = ("drawn", "attempts", "minutes", "pass_percent")
MOST: Mapping[str, int] = {"drawn": 500, "attempts": 100, "minutes": 24 * 60, "pass_percent": 100}


class NotAQuiz(Missing):
    code = "not_a_quiz"
    sentence = _("This lesson has no quiz; add one to its module.")


def of(lesson: Lesson) -> Quiz:
    """Return the quiz that this lesson is, with the lesson at hand. Raises NotAQuiz."""
    found = Quiz.objects.filter(lesson=lesson.pk).first()
    if found is None:
        raise NotAQuiz
    found.lesson = lesson
    return found


def make(lesson: Lesson) -> Quiz:
    """Let the lesson, just made, be a quiz with settings to begin with: all its questions, without limits."""
    return Quiz.objects.create(lesson=lesson)


@transaction.atomic
def change(quiz: Quiz, *, by: Actor, at: datetime, **values: Any) -> Quiz:
    """Set the given FIELDS, None for no limit; attempts that have begun keep what held when they did.

    `drawn`: how many questions an attempt asks. `minutes`: how long one lasts. Raises OutOfRange.
    """
    _fill(quiz, values)
    if values:
        quiz.save(update_fields=list(values))
        courses.record(quiz.lesson.module.course, "quiz.change", by, at)
    return quiz


def unsaved(lesson: Lesson, **values: Any) -> Quiz:
    """Return a quiz with the given FIELDS that is not kept yet. Raises OutOfRange."""
    quiz = Quiz(lesson=lesson)
    _fill(quiz, values)
    return quiz


def _fill(quiz: Quiz, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a quiz: {sorted(unknown)}")
    for field, value in values.items():
        if value is not None or field == "pass_percent":
            inputs.number(value, field=field, least=1, most=MOST[field])
        setattr(quiz, field, value)


def copy(lesson: Lesson, to: Lesson, *, at: datetime) -> None:
    """Give the copied lesson the settings and the bank of the first; nothing where that is no quiz."""
    quiz = Quiz.objects.filter(lesson=lesson.pk).first()
    if quiz is None:
        return
    Quiz.objects.filter(lesson=to.pk).update(**{field: getattr(quiz, field) for field in FIELDS})
    rows = QuizQuestion.objects.filter(quiz=quiz.pk, binned_at=None)
    QuizQuestion.objects.bulk_create([_copied(row, to, at) for row in rows])


def _copied(row: QuizQuestion, to: Lesson, at: datetime) -> QuizQuestion:
    row.pk, row.quiz_id, row.created_at = ids.new(), to.pk, at
    row._state.adding = True
    return row
