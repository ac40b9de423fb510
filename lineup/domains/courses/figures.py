"""How a course is taken: who learns, how far, and where they stop. Few queries, however many learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Case, Count, F, FloatField, Q, QuerySet, Sum, When
from django.db.models.functions import Cast, Greatest

from lineup.core.foundation import text
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses import courses, outline
from lineup.domains.courses.models import Course, Enrolment, Lesson, LessonProgress

ACTIVE_WITHIN = timedelta(days=14)
ORDER = ("-begun_at", "pk")
EVERYBODY, BEGUN, IDLE, PAUSED, COMPLETED = "", "begun", "idle", "paused", "completed"
WHICH = (EVERYBODY, BEGUN, IDLE, PAUSED, COMPLETED)


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


def read(course: Course) -> "QuerySet[LessonProgress]":
    """Return how the learners of `learning` stand in each lesson that they opened, in no order."""
    going_on = LessonProgress.objects.filter(enrolment__course=course.pk, enrolment__place__state=State.CONFIRMED)
    return going_on.order_by()


def learners(course: Course, *, which: str = EVERYBODY, query: str = "", at: datetime) -> "QuerySet[Enrolment]":
    """Return who learns, with their names, narrowed to one of WHICH and to names; in ORDER when paged."""
    rows = learning(course).filter(_which(at).get(which, Q()))
    rows = rows.select_related("place__participant", "place__entered", "last_lesson")
    return rows.filter(place__participant__name_folded__contains=text.fold(query)) if query else rows


def unseen(at: datetime) -> Q:
    """Return the condition for enrolments under way whose learner was not seen for ACTIVE_WITHIN."""
    since = at - ACTIVE_WITHIN
    return Q(completed_at=None, paused_at=None) & (Q(last_read_at=None, begun_at__lt=since) | Q(last_read_at__lt=since))


def _which(at: datetime) -> dict[str, Q]:
    return {
        BEGUN: Q(completed_at=None, paused_at=None),
        IDLE: unseen(at),
        PAUSED: Q(paused_at__isnull=False, completed_at=None),
        COMPLETED: Q(completed_at__isnull=False),
    }


def part() -> Case:
    """Return, for enrolments, how much of their course is done, from 0 to 1."""
    share = Cast(F("done"), FloatField()) / Greatest(F("course__counted"), 1.0, output_field=FloatField())
    return Case(When(completed_at__isnull=False, then=1.0), default=share, output_field=FloatField())


def of(course: Course, *, at: datetime) -> Figures:
    """Return the figures of the course. One query."""
    return _counted(learning(course), at)


def of_all(person: Person, *, at: datetime) -> Figures:
    """Return the figures of all courses that the person teaches, each enrolment counted. One query."""
    taught = courses.managed(person).order_by().values("pk")
    return _counted(Enrolment.objects.filter(course__in=taught, place__state=State.CONFIRMED), at)


def _counted(rows: "QuerySet[Enrolment]", at: datetime) -> Figures:
    found = rows.aggregate(
        learners=Count("pk"),
        completed=Count("pk", filter=Q(completed_at__isnull=False)),
        paused=Count("pk", filter=Q(paused_at__isnull=False)),
        active=Count("pk", filter=Q(last_read_at__gt=at - ACTIVE_WITHIN)),
        average=Avg(part()),
        seconds=Sum("focus_seconds"),
    )
    hours = (found.pop("seconds") or 0) // 3600
    return Figures(**{**found, "average": int(100 * (found["average"] or 0) + 0.5)}, hours=hours)


@dataclass(frozen=True)
class Reached:
    """How many opened a lesson and how many did it, and the attentive `seconds` of all of them."""

    lesson: Lesson
    opened: int
    done: int
    seconds: int
    stopped: int

    @property
    def minutes(self) -> float:
        """Return how many minutes each who opened it spent there on average, to a tenth."""
        return round(self.seconds / self.opened / 60, 1) if self.opened else 0.0


def where_they_stop(course: Course) -> Sequence[Reached]:
    """Return each lesson in order: who opened and did it, and for how many it is the last they read. Three queries."""
    sums = read(course).values("lesson").annotate(opened=Count("pk"), did=Count("completed_at"), spent=Sum("seconds"))
    met = {lesson: counts for lesson, *counts in sums.values_list("lesson", "opened", "did", "spent")}
    unfinished = learning(course).filter(completed_at=None, last_lesson__isnull=False).order_by()
    last = dict(unfinished.values("last_lesson").annotate(n=Count("pk")).values_list("last_lesson", "n"))
    return [
        _reached(lesson, met.get(lesson.pk, (0, 0, 0)), last.get(lesson.pk, 0)) for lesson in outline.in_order(course)
    ]


def _reached(lesson: Lesson, counts: Sequence[int], stopped: int) -> Reached:
    opened, done, seconds = counts
    return Reached(lesson, opened=opened, done=done, seconds=seconds, stopped=stopped)
