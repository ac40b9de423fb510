"""Which lessons count towards completion: the only writer of `Lesson.counts_since` and `Course.counted`."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lineup.core.foundation.faults import Fault
from lineup.domains.courses import completing
from lineup.domains.courses.models import (
    Assignment,
    Course,
    Enrolment,
    Lesson,
    LessonProgress,
    QuizQuestion,
    StudySession,
)


def hold(course: Course) -> None:
    """Keep others from changing the course until commit; every change of its outline begins with this."""
    Course.objects.select_for_update(of=("self",), no_key=True).get(pk=course.pk)


def wanted(course: Course) -> "QuerySet[Lesson]":
    """Return the lessons that should count: in use, not optional, and of quizzes and assignments what asks anything."""
    rows = Lesson.objects.filter(module__course=course.pk, module__binned_at=None, binned_at=None)
    asks = Exists(QuizQuestion.objects.filter(quiz=OuterRef("pk"), binned_at=None))
    written = Exists(Assignment.objects.filter(lesson=OuterRef("pk")).exclude(brief=""))
    by_word = ~Q(completion__in=(Lesson.Completion.QUIZ, Lesson.Completion.ASSIGNMENT))
    return rows.filter(Q(asks) | Q(written) | by_word, is_optional=False)


def counted(course: Course) -> "QuerySet[Lesson]":
    """Return the lessons that count."""
    return Lesson.objects.filter(module__course=course.pk, counts_since__isnull=False)


def settle(course: Course, *, fresh: Collection[Any] = (), at: datetime) -> None:
    """Let exactly those lessons count that should, and every enrolment know it; call with the course held.

    `fresh`: lessons (ids) made in this transaction, which nobody can have done. Who has then done all that counts has
    completed the course; nobody who had is undone.
    """
    should, do = set(wanted(course).values_list("pk", flat=True)), set(counted(course).values_list("pk", flat=True))
    changed = (should ^ do) - set(fresh)
    if changed:
        # before it is looked at who did what: see `progress`
        list(Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(course=course.pk).order_by("pk"))
    Lesson.objects.filter(pk__in=should - do).update(counts_since=at)
    Lesson.objects.filter(pk__in=do - should).update(counts_since=None)
    Course.objects.filter(pk=course.pk).update(counted=len(should), updated_at=at)
    course.counted, course.updated_at = len(should), at
    if changed:
        _sum_again(course, changed, at)


def _sum_again(course: Course, changed: Collection[Any], at: datetime) -> None:
    met = LessonProgress.objects.filter(lesson__in=changed, completed_at__isnull=False).values("enrolment")
    Enrolment.objects.filter(course=course.pk, pk__in=met).update(done=recounted())
    if course.counted:
        through = Enrolment.objects.filter(course=course.pk, completed_at=None, done__gte=course.counted)
        completing.complete(course, list(through.values_list("pk", flat=True)), at=at)


def recounted() -> Coalesce:
    """Return, for enrolments, how many of the lessons that count are done, counted from the leaves."""
    rows = LessonProgress.objects.filter(
        enrolment=OuterRef("pk"), completed_at__isnull=False, lesson__counts_since__isnull=False
    ).order_by()
    return Coalesce(
        Subquery(rows.values("enrolment").annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
    )


def faults() -> Iterator[Fault]:
    """Yield what does not add up; nothing, in a healthy house. Reads all progress."""
    for row in Enrolment.objects.annotate(counted=recounted()).exclude(done=F("counted")).iterator():
        yield Fault("wrong_progress", f"Enrolment {row.pk} says {row.done} done, its lessons say {row.counted}.")
    studied = StudySession.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment")
    seconds = Subquery(studied.annotate(n=Sum("focus_seconds")).values("n"), output_field=IntegerField())
    for one in Enrolment.objects.annotate(studied=Coalesce(seconds, 0)).exclude(focus_seconds=F("studied")).iterator():
        yield Fault("wrong_study", f"Enrolment {one.pk} says {one.focus_seconds} s, its sessions {one.studied}.")
    own = Lesson.objects.filter(module__course=OuterRef("pk"), counts_since__isnull=False).order_by()
    count = Subquery(own.values("module__course").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    for course in Course.objects.annotate(recounted=Coalesce(count, 0)).exclude(counted=F("recounted")).iterator():
        yield Fault("wrong_count", f"Course {course.pk} says {course.counted} lessons, there are {course.recounted}.")
