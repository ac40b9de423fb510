"""How a course is taken: who learns, how far, and where they stop. Few queries, however many learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Case, Count, F, FloatField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from lineup.core.participation.transitions import State
from lineup.domains.courses import outline
from lineup.domains.courses.models import Course, Enrolment, Lesson, LessonProgress

ACTIVE_WITHIN = timedelta(days=14)
ORDER = ("-begun_at", "pk")


@dataclass(frozen=True)
class Figures:
    """Counts of learners, their average progress in percent, and their hours of study in all."""

    learners: int
    completed: int
    paused: int
    active: int
    average: int
    hours: int


def learning(course: Course) -> "QuerySet[Enrolment]":
    """Return the enrolments that go on, those that are completed too."""
    return Enrolment.objects.filter(course=course.pk, place__state=State.CONFIRMED)


def part(course: Course) -> Case:
    """Return, for enrolments of the course, how much is done, from 0 to 1."""
    share = Cast(F("done"), FloatField()) / Value(max(course.counted, 1), output_field=FloatField())
    return Case(When(completed_at__isnull=False, then=Value(1.0)), default=share, output_field=FloatField())


def of(course: Course, *, at: datetime) -> Figures:
    """Return the figures of the course. One query."""
    found = learning(course).aggregate(
        learners=Count("pk"),
        completed=Count("pk", filter=Q(completed_at__isnull=False)),
        paused=Count("pk", filter=Q(paused_at__isnull=False)),
        active=Count("pk", filter=Q(last_read_at__gt=at - ACTIVE_WITHIN)),
        average=Avg(part(course)),
        seconds=Sum("focus_seconds"),
    )
    hours = (found.pop("seconds") or 0) // 3600
    return Figures(**{**found, "average": int(100 * (found["average"] or 0) + 0.5)}, hours=hours)


@dataclass(frozen=True)
class Reached:
    """How many opened a lesson, and how many did it."""

    lesson: Lesson
    opened: int
    done: int
    stopped: int


def where_they_stop(course: Course) -> Sequence[Reached]:
    """Return each lesson in order: who opened and did it, and for how many it is the last they read. Three queries."""
    going_on = learning(course).values("pk")
    rows = LessonProgress.objects.filter(enrolment__in=going_on, lesson__module__course=course.pk).order_by()
    met = {
        lesson: (opened, done)
        for lesson, opened, done in rows.values("lesson")
        .annotate(opened=Count("pk"), done=Count("completed_at"))
        .values_list("lesson", "opened", "done")
    }
    unfinished = learning(course).filter(completed_at=None, last_lesson__isnull=False).order_by()
    last = dict(unfinished.values("last_lesson").annotate(n=Count("pk")).values_list("last_lesson", "n"))
    return [
        Reached(lesson, *met.get(lesson.pk, (0, 0)), stopped=last.get(lesson.pk, 0))
        for lesson in outline.in_order(course)
    ]
