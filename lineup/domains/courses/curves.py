"""How a course is taken over time and along its way: what the charts of its instructors show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from lineup.domains.courses import figures, outline
from lineup.domains.courses.models import Course, Module
from lineup.domains.courses.models.learning import percent_of

# how far learners are, from so many percent on, the farthest first; who completed the course stands apart
BANDS: Sequence[tuple[str, int]] = (
    ("three_quarters", 75),
    ("half", 50),
    ("quarter", 25),
    ("begun", 1),
    ("none", 0),
)
COMPLETED = "completed"

Days = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Curves:
    """Enrolments `begun` and `completed` by day, the days with some; the learners of each band, the least far first."""

    begun: Days
    completed: Days
    spread: Sequence[tuple[str, int]]


def of(course: Course, *, zone: tzinfo) -> Curves:
    """Return the curves of the enrolments that go on or are completed, days in `zone`. Three queries."""
    return Curves(
        begun=_by_day(course, "begun_at", zone), completed=_by_day(course, "completed_at", zone), spread=_spread(course)
    )


def _by_day(course: Course, column: str, zone: tzinfo) -> Days:
    rows = figures.learning(course).filter(**{f"{column}__isnull": False})
    days = rows.annotate(day=TruncDate(column, tzinfo=zone)).order_by("day")
    return list(days.values_list("day").annotate(Count("pk")))


def _spread(course: Course) -> Sequence[tuple[str, int]]:
    """Grouped by what is done, so that the percentage is told in one place, that of the learners' own pages."""
    rows = figures.learning(course).order_by().values_list("done")
    found: Counter[str] = Counter()
    for done, over, going in rows.annotate(
        over=Count("pk", filter=Q(completed_at__isnull=False)), going=Count("pk", filter=Q(completed_at=None))
    ):
        found[COMPLETED] += over
        found[_band(percent_of(done, course.counted))] += going
    return [(name, found[name]) for name in (*reversed([name for name, _least in BANDS]), COMPLETED)]


def _band(percent: int) -> str:
    return next(name for name, least in BANDS if percent >= least)


@dataclass(frozen=True)
class Passed:
    """A module: how many learners opened one of its lessons, and for how many one of these is the last they read."""

    module: Module
    reached: int
    stopped: int


def by_module(course: Course, lessons: Sequence[figures.Reached]) -> Sequence[Passed]:
    """Return each module in its order; `lessons` as `figures.where_they_stop` told them. Two queries."""
    rows = figures.read(course).filter(lesson__binned_at=None)
    came = dict(rows.values_list("lesson__module").annotate(Count("enrolment", distinct=True)))
    stopped: Counter[object] = Counter()
    for row in lessons:
        stopped[row.lesson.module_id] += row.stopped
    return [Passed(one, came.get(one.pk, 0), stopped[one.pk]) for one in outline.modules(course)]
