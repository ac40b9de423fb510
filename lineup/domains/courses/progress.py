"""What learners did with lessons: noted at the leaf, and summed in the enrolment by the same transaction.

One lesson done costs the same whether a course has ten or two thousand. The enrolment's lock is taken first, then the
lesson is read: `counting.settle`, which changes what counts, locks all enrolments before it looks who did what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.people.actors import Actor
from lineup.domains.courses import completing, enrolments, learning_records, outline, releases
from lineup.domains.courses import watched as seen
from lineup.domains.courses.models import Enrolment, Lesson, LessonProgress, Module

Method = LessonProgress.Method
C = Lesson.Completion


class Paused(Refusal):
    code = "paused"
    sentence = _("You paused this course; go on with it first.")


class QuizToPass(Refusal):
    code = "quiz_to_pass"
    sentence = _("This is done by passing its quiz, and stays so; begin an attempt instead.")


class VideosToWatch(Refusal):
    code = "videos_to_watch"
    sentence = _("This is done by watching its videos, and stays so; play them as far as is asked.")


class WorkToPass(Refusal):
    code = "work_to_pass"
    sentence = _("This is done by work that passes; hand yours in, and wait for its marks.")


# what is done by passing, and what is said to who marks it as done
TO_PASS: Mapping[str, type[Refusal]] = {C.QUIZ: QuizToPass, C.ASSIGNMENT: WorkToPass}


class TooSoon(Refusal):
    code = "too_soon"
    sentence = ngettext_lazy(
        "This lesson takes %(minutes)s minute; it can be done when that time has passed since you first opened it.",
        "This lesson takes %(minutes)s minutes; it can be done when that time has passed since you first opened it.",
        "minutes",
    )


_ROWS = Planned(
    lambda: LessonProgress.objects.filter(enrolment=Given("enrolment", LessonProgress._meta.get_field("enrolment")))
)
_ROW = Planned(
    lambda: LessonProgress.objects.filter(
        enrolment=Given("enrolment", LessonProgress._meta.get_field("enrolment")),
        lesson=Given("lesson", LessonProgress._meta.get_field("lesson")),
    )
)
_IN_USE = Planned(
    lambda: Lesson.objects.select_related("module__course__offering").filter(
        pk=Given("pk", Lesson._meta.pk),
        binned_at=None,
        module__binned_at=None,
        module__course=Given("course", Module._meta.get_field("course")),
    )
)


def of(enrolment: Enrolment) -> dict[object, LessonProgress]:
    """Return what the learner did, by lesson. One query."""
    return {row.lesson_id: row for row in _ROWS.rows(enrolment=enrolment.pk)}


@transaction.atomic
def view(enrolment: Enrolment, lesson: Lesson, *, at: datetime) -> LessonProgress:
    """Note that the learner opened the lesson; one that is done by opening it, or by time that has passed, is done.

    Nothing is noted while the course is paused. Raises NotLearning, NotOpenYet, Missing for a lesson not in use.
    """
    held = enrolments.hold(enrolment)
    found = in_use(held, lesson)
    releases.check(found, held, person=held.place.contact, at=at)
    row = _row(held, found, at)
    if held.paused_at:
        return row
    LessonProgress.objects.filter(pk=row.pk).update(views=F("views") + 1, last_viewed_at=at)
    row.views, row.last_viewed_at = row.views + 1, at
    Enrolment.objects.filter(pk=held.pk).update(last_lesson=found, last_read_at=at)
    if found.completion == C.AUTO:
        _do(held, found, row, Method.AUTO, at)
    elif found.completion == C.WATCHED and seen.enough(held, found):
        _do(held, found, row, Method.WATCHED, at)
    elif found.completion == C.TIME_BASED and at >= ready_at(found, row):
        _do(held, found, row, Method.TIME_BASED, at)
    return row


def ready_at(lesson: Lesson, row: LessonProgress) -> datetime:
    """Return from when on the lesson can be done, by the server's clock."""
    minutes = lesson.minutes if lesson.completion == C.TIME_BASED else 0
    return row.started_at + timedelta(minutes=minutes or 0)


@transaction.atomic
def complete(enrolment: Enrolment, lesson: Lesson, *, by: Actor, at: datetime) -> LessonProgress:
    """Mark the lesson as done, as the learner says; a second time changes nothing. The last one completes the course.

    Raises NotLearning, Paused, NotOpenYet, QuizToPass, WorkToPass, VideosToWatch, TooSoon, Missing for a lesson not
    in use.
    """
    held, found = _at_work(enrolment, lesson, at)
    _check_by_hand(found)
    row = _row(held, found, at)
    if at < ready_at(found, row):
        raise TooSoon(minutes=found.minutes)
    method = Method.TIME_BASED if found.completion == C.TIME_BASED else Method.MANUAL
    _do(held, found, row, method, at)
    return row


@transaction.atomic
def undo(enrolment: Enrolment, lesson: Lesson, *, by: Actor, at: datetime) -> LessonProgress:
    """Take back that the lesson is done; a completed course stays completed.

    Raises NotLearning, Paused, QuizToPass, WorkToPass, VideosToWatch, Missing.
    """
    held = enrolments.hold(enrolment)
    if held.paused_at:
        raise Paused
    found = in_use(held, lesson)
    _check_by_hand(found)
    row = _row(held, found, at)
    _undo(held, found, row)
    return row


def at_work(enrolment: Enrolment, lesson: Lesson, *, at: datetime) -> Enrolment:
    """Return the enrolment, locked until commit, of somebody who may work at this lesson now.

    Raises NotLearning, Paused, NotOpenYet, Missing for a lesson not in use.
    """
    held, _lesson = _at_work(enrolment, lesson, at)
    return held


def _at_work(enrolment: Enrolment, lesson: Lesson, at: datetime) -> tuple[Enrolment, Lesson]:
    held = enrolments.hold(enrolment)
    if held.paused_at:
        raise Paused
    found = in_use(held, lesson)
    releases.check(found, held, person=held.place.contact, at=at)
    return held, found


def passed(held: Enrolment, lesson_id: Any, method: Method, *, at: datetime) -> None:
    """Let the lesson be done by what was passed, in the caller's transaction with the enrolment locked.

    One that lies in the bin by now is done too, and counts when it is taken out.
    """
    found = Lesson.objects.select_related("module__course__offering").get(pk=lesson_id)
    _do(held, found, _row(held, found, at), method, at)


def begun(held: Enrolment, lesson: Lesson, *, at: datetime) -> LessonProgress:
    """Return what the learner did with the lesson, from now on if nothing; call with the enrolment locked."""
    return _row(held, lesson, at)


def passed_no_more(held: Enrolment, lesson_id: Any) -> None:
    """Let the lesson be done no more, in the caller's transaction with the enrolment locked.

    A completed course stays completed.
    """
    row = LessonProgress.objects.filter(enrolment=held.pk, lesson=lesson_id).first()
    if row is not None:
        _undo(held, Lesson.objects.get(pk=lesson_id), row)


def _undo(held: Enrolment, lesson: Lesson, row: LessonProgress) -> None:
    if row.completed_at is None:
        return
    row.completed_at, row.method, row.was_undone = None, "", True
    row.save(update_fields=["completed_at", "method", "was_undone"])
    if lesson.counts_since:
        Enrolment.objects.filter(pk=held.pk).update(done=F("done") - 1)


def watched(held: Enrolment, lesson: Lesson, *, at: datetime) -> None:
    """Let the lesson be done by its videos that were watched, in the caller's transaction with the enrolment locked."""
    _do(held, lesson, _row(held, lesson, at), Method.WATCHED, at)


def by_hand(lesson: Lesson) -> bool:
    """Whether learners may say themselves that it is done. One query for a lesson that is done by watching."""
    if lesson.completion == C.WATCHED:
        return lesson.may_say_done or not outline.videos([lesson.pk]).exists()
    return lesson.completion not in TO_PASS


def _check_by_hand(lesson: Lesson) -> None:
    if not by_hand(lesson):
        raise TO_PASS.get(lesson.completion, VideosToWatch)


def in_use(held: Enrolment, lesson: Lesson) -> Lesson:
    """Return the lesson as it stands now that the enrolment is locked. Raises Missing for one not in use."""
    found = _IN_USE.first(pk=lesson.pk, course=held.course_id)
    if found is None:
        raise Missing
    return found


def _row(held: Enrolment, lesson: Lesson, at: datetime) -> LessonProgress:
    row = _ROW.first(enrolment=held.pk, lesson=lesson.pk)
    # who else could make it waits for the enrolment's lock
    return row or LessonProgress.objects.create(enrolment=held, lesson=lesson, started_at=at)


def _do(held: Enrolment, lesson: Lesson, row: LessonProgress, method: str, at: datetime) -> None:
    if row.completed_at:
        return
    row.completed_at, row.method = at, method
    row.save(update_fields=["completed_at", "method"])
    learning_records.lesson_done(held, lesson, row, at=at)
    if not lesson.counts_since:
        return
    held.done += 1
    Enrolment.objects.filter(pk=held.pk).update(done=F("done") + 1)
    course = lesson.module.course
    if held.done >= course.counted and not held.completed_at:
        held.completed_at = at
        completing.complete(course, [held.pk], at=at)


@dataclass(frozen=True)
class Step:
    """One lesson of the sum: whether it is done, and whether it came after the learner began, or had completed.

    `opens_at`: from when on its module is open to this learner; None where it was from the beginning.
    """

    lesson: Lesson
    row: LessonProgress | None
    is_new: bool
    opens_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether the learner may read it at this instant."""
        return releases.has_come(self.opens_at, at)

    @property
    def is_done(self) -> bool:
        return bool(self.row and self.row.completed_at)

    @property
    def counts(self) -> bool:
        return self.lesson.counts_since is not None


@dataclass(frozen=True)
class Explained:
    """Why the percentage is what it is: every lesson, those that count, what was added since, and what was taken out.

    `taken_out`: how many lessons that the learner had done lie in the bin by now, and count no more.
    """

    percent: int
    done: int
    counted: int
    steps: Sequence[Step]
    taken_out: int

    @property
    def added(self) -> int:
        """How many lessons that count came later and are not done: why a percentage is lower than it was."""
        return sum(step.is_new and step.counts and not step.is_done for step in self.steps)


def explain(enrolment: Enrolment) -> Explained:
    """Return the whole sum, lesson by lesson. Three queries."""
    course, rows = enrolment.course, of(enrolment)
    since = enrolment.completed_at or enrolment.begun_at
    steps = [
        Step(
            lesson,
            rows.get(lesson.pk),
            bool(lesson.counts_since and lesson.counts_since > since),
            releases.opens_at(lesson.module, enrolment),
        )
        for lesson in outline.in_order(course)
    ]
    done = sum(step.is_done and step.counts for step in steps)
    return Explained(enrolment.percent, done, sum(step.counts for step in steps), steps, _taken_out(enrolment))


def _taken_out(enrolment: Enrolment) -> int:
    binned = Q(lesson__binned_at__isnull=False) | Q(lesson__module__binned_at__isnull=False)
    rows = LessonProgress.objects.filter(binned, enrolment=enrolment.pk, completed_at__isnull=False)
    return rows.filter(lesson__is_optional=False).count()


def next_lesson(enrolment: Enrolment, *, at: datetime) -> Lesson | None:
    """Return where to go on: the first open lesson that is not done after the one read last, else the first such.

    None where everything that is open is done. Three queries.
    """
    return following(enrolment, explain(enrolment).steps, at=at)


def following(enrolment: Enrolment, steps: Sequence[Step], *, at: datetime) -> Lesson | None:
    """Return the same of steps that are at hand."""
    last = next((n for n, step in enumerate(steps) if step.lesson.pk == enrolment.last_lesson_id), 0)
    ahead = [step.lesson for step in [*steps[last:], *steps[:last]] if not step.is_done and step.is_open(at)]
    return ahead[0] if ahead else None
