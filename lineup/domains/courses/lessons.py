"""Lessons: added, changed, moved, copied, put into the bin and taken out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, inputs, ordering
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, modules, outline
from lineup.domains.courses.assignments import assignments
from lineup.domains.courses.models import Item, Lesson, Module
from lineup.domains.courses.quizzes import quizzes

FIELDS = ("title", "completion", "minutes", "watch_percent", "may_say_done", "is_optional")
MOST = 2000
MOST_MINUTES = 24 * 60
C = Lesson.Completion


class LessonTitleNeeded(Invalid):
    code = "lesson_title_needed"
    sentence = _("Give the lesson a title, so that learners know what it is about.")
    field = "title"


class MinutesNeeded(Invalid):
    code = "minutes_needed"
    sentence = _("Say after how many minutes the lesson is done.")
    field = "minutes"


class StaysAQuiz(Invalid):
    code = "stays_a_quiz"
    sentence = _("A lesson is a quiz from the beginning, or never; add another one.")
    field = "completion"


class StaysAnAssignment(Invalid):
    code = "stays_an_assignment"
    sentence = _("A lesson is an assignment from the beginning, or never; add another one.")
    field = "completion"


class TooManyLessons(Invalid):
    code = "too_many_lessons"
    sentence = _("A course has at most %(most)s lessons; make two courses of it.")


@transaction.atomic
def add(module: Module, *, title: str, by: Actor, at: datetime, **values: object) -> Lesson:
    """Return a new lesson after those of the module, with the given FIELDS.

    Of the completion `quiz` or `assignment` it is one.

    Raises LessonTitleNeeded, MinutesNeeded, TooManyLessons, TooLong, UnknownChoice, OutOfRange.
    """
    counting.hold(module.course)
    _check_number(module)
    lesson = unsaved(module, position=outline.lessons(module).count(), at=at, title=title, **values)
    lesson.save(force_insert=True)
    if lesson.completion == C.QUIZ:
        quizzes.make(lesson)
    elif lesson.completion == C.ASSIGNMENT:
        assignments.make(lesson)
    counting.settle(module.course, fresh=[lesson.pk], at=at)
    courses.record(module.course, "lesson.add", by, at)
    return lesson


def unsaved(module: Module, *, position: int, at: datetime, title: str, **values: object) -> Lesson:
    """Return a lesson with the given FIELDS that is not kept yet. Raises what `add` raises of them."""
    lesson = Lesson(module=module, position=position, created_at=at)
    _fill(lesson, {"title": title, **values})
    return lesson


def _check_number(module: Module) -> None:
    if outline.in_order(module.course).count() >= MOST:
        raise TooManyLessons(most=MOST)


@transaction.atomic
def change(lesson: Lesson, *, by: Actor, at: datetime, **values: object) -> Lesson:
    """Set the given FIELDS. Raises what `add` raises of them, StaysAQuiz, StaysAnAssignment."""
    counting.hold(lesson.module.course)
    _check_stays(lesson, values)
    _fill(lesson, values)
    lesson.save(update_fields=list(values))
    counting.settle(lesson.module.course, at=at)
    courses.record(lesson.module.course, "lesson.change", by, at)
    return lesson


def _check_stays(lesson: Lesson, values: Mapping[str, object]) -> None:
    wanted = values.get("completion", lesson.completion)
    for kind, refusal in ((C.QUIZ, StaysAQuiz), (C.ASSIGNMENT, StaysAnAssignment)):
        if (wanted == kind) != (lesson.completion == kind):
            raise refusal


@transaction.atomic
def move(lesson: Lesson, *, index: int, to: Module | None = None, by: Actor, at: datetime) -> Lesson:
    """Put the lesson at this index (from 0) of its module, or of another one of the course."""
    counting.hold(lesson.module.course)
    if to is not None and to.pk != lesson.module_id:
        lesson.module = to
        lesson.save(update_fields=["module"])
    ordering.place(lesson, list(outline.lessons(lesson.module)), index=index)
    courses.record(lesson.module.course, "lesson.move", by, at)
    return lesson


@transaction.atomic
def duplicate(lesson: Lesson, *, by: Actor, at: datetime) -> Lesson:
    """Return a copy right after the lesson, with what stands in it. Raises TooManyLessons."""
    module = lesson.module
    copied = add(
        module,
        title=lesson.title,
        completion=lesson.completion,
        minutes=lesson.minutes,
        watch_percent=lesson.watch_percent,
        may_say_done=lesson.may_say_done,
        is_optional=lesson.is_optional,
        by=by,
        at=at,
    )
    ordering.place(copied, list(outline.lessons(module)), index=lesson.position + 1)
    Item.objects.bulk_create([_copy(item, copied, at) for item in outline.items(lesson).defer(None)])
    quizzes.copy(lesson, copied, at=at)
    assignments.copy(lesson, copied)
    counting.settle(module.course, fresh=[copied.pk], at=at)
    return copied


def _copy(item: Item, lesson: Lesson, at: datetime) -> Item:
    """The same item in another lesson; both name the one stored file, which is deleted with the last of them."""
    item.pk, item.lesson, item.created_at = ids.new(), lesson, at
    item._state.adding = True
    return item


@transaction.atomic
def discard(lesson: Lesson, *, by: Actor, at: datetime) -> Lesson:
    """Put the lesson into the bin. Raises NothingToLearn for the last one of a published course."""
    return _set_binned(lesson, at, "lesson.discard", by, at)


@transaction.atomic
def restore(lesson: Lesson, *, by: Actor, at: datetime) -> Lesson:
    """Take the lesson out of the bin, to the end of its module."""
    counting.hold(lesson.module.course)
    ordering.place(lesson, list(outline.lessons(lesson.module)), index=MOST)
    return _set_binned(lesson, None, "lesson.restore", by, at)


def _set_binned(lesson: Lesson, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Lesson:
    course = lesson.module.course
    counting.hold(course)
    lesson.binned_at = binned_at
    lesson.save(update_fields=["binned_at"])
    modules.keep_ready(course)
    counting.settle(course, at=at)
    courses.record(course, action, by, at)
    return lesson


def _fill(lesson: Lesson, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a lesson: {sorted(unknown)}")
    for field, value in values.items():
        setattr(lesson, field, value)
    lesson.title = inputs.line(lesson.title, field="title", most=200)
    if not lesson.title:
        raise LessonTitleNeeded
    inputs.choice(lesson.completion, Lesson.Completion.values, field="completion")
    inputs.number(lesson.watch_percent, field="watch_percent", least=1, most=100)
    if lesson.minutes is not None:
        inputs.number(lesson.minutes, field="minutes", least=1, most=MOST_MINUTES)
    elif lesson.completion == Lesson.Completion.TIME_BASED:
        raise MinutesNeeded
