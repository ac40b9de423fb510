"""How courses are taken, in numbers, for those who teach."""

from collections.abc import Iterable
from datetime import UTC, date
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lineup.core.foundation import clock
from lineup.domains.courses import courses, curves, figures
from lineup.interfaces.api import keys, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["learning"])


class ReachedShown(Shown):
    """A lesson: how many opened and did it, the attentive seconds of all, for how many it is the last they read."""

    lesson: UUID
    title: str
    opened: int
    completed: int
    learning_time_seconds: int
    stopped: int

    @classmethod
    def of(cls, row: figures.Reached) -> Self:
        return cls.made(
            lesson=row.lesson.pk,
            title=row.lesson.title,
            opened=row.opened,
            completed=row.done,
            learning_time_seconds=row.seconds,
            stopped=row.stopped,
        )


class ModuleReached(Shown):
    """A module: how many opened one of its lessons, and for how many one of these is the last they read."""

    module: UUID
    title: str
    reached: int
    stopped: int

    @classmethod
    def of(cls, row: curves.Passed) -> Self:
        return cls.made(module=row.module.pk, title=row.module.title, reached=row.reached, stopped=row.stopped)


class DayNumber(Shown):
    day: date
    number: int

    @classmethod
    def all_of(cls, days: Iterable[tuple[date, int]]) -> list[Self]:
        return [cls.made(day=day, number=number) for day, number in days]


class SpreadShown(Shown):
    """Learners who have done so much of the course: nothing, less than a quarter, a quarter and more …"""

    band: Literal["none", "begun", "quarter", "half", "three_quarters", "completed"]
    learners: int


class TaughtFigures(Shown):
    """`average_progress` in percent; `active`: seen within two weeks; each enrolment counted."""

    total_students: int
    completed: int
    paused: int
    active: int
    average_progress: int
    learning_time_hours: int

    @classmethod
    def of(cls, found: figures.Figures, **more: object) -> Self:
        return cls.made(
            total_students=found.learners,
            average_progress=found.average,
            learning_time_hours=found.hours,
            **shapes.read(found, ("completed", "paused", "active")),
            **more,
        )


class CourseFigures(TaughtFigures):
    """The same of one course, day by day (UTC; the days with some), by how far learners are, and along its way."""

    enrolments_by_day: list[DayNumber]
    completions_by_day: list[DayNumber]
    spread: list[SpreadShown]
    modules: list[ModuleReached]
    lessons: list[ReachedShown]


@router.get("/managed-courses/figures", response=TaughtFigures, summary="Show how my courses are taken")
def taught(request: HttpRequest) -> Any:
    """Of all courses that one teaches, together."""
    return TaughtFigures.of(figures.of_all(keys.actor(request).human, at=clock.now()))


@router.get("/courses/{slug}/course-figures", response=CourseFigures, summary="Show how a course is taken")
def course_figures(request: HttpRequest, slug: Slug) -> Any:
    """For those who teach: learners, completions, average progress, learning time, and where people stop."""
    course = courses.find_managed(keys.person(request), slug=slug)
    lessons, drawn = figures.where_they_stop(course), curves.of(course, zone=UTC)
    return CourseFigures.of(
        figures.of(course, at=clock.now()),
        enrolments_by_day=DayNumber.all_of(drawn.begun),
        completions_by_day=DayNumber.all_of(drawn.completed),
        spread=[SpreadShown.made(band=band, learners=number) for band, number in drawn.spread],
        modules=[ModuleReached.of(row) for row in curves.by_module(course, lessons)],
        lessons=[ReachedShown.of(row) for row in lessons],
    )
