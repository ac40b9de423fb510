"""How learning in a course is shown: a course one takes, the sum and why, one lesson of it, and who learns."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.domains.courses import enrolments, module_progress, progress, study, watched
from lineup.domains.courses.enrolments import Decision
from lineup.domains.courses.models import Course, Enrolment, LessonProgress
from lineup.interfaces.api import briefs, shapes
from lineup.interfaces.api.shapes import Shown

Status = Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
Method = Literal["", "manual", "auto", "time_based", "quiz", "watched", "assignment"]


class StudentProgress(Shown):
    """A course as its learner has it, in the documents' words; `id` is that of the place.

    `total_modules` are those in which something counts, `completed_modules` those of which all that counts is done.
    """

    id: UUID
    course: str
    course_title: str
    status: Status
    attempt: int | None
    progress_percentage: int
    completed_modules: int
    total_modules: int
    completed_lessons: int
    total_lessons: int
    learning_time_hours: float
    engagement_score: float
    enrolled_on: datetime | None
    completed_on: datetime | None
    last_accessed: datetime | None

    @classmethod
    def of_row(cls, place: Place, modules: module_progress.Numbers, engaged: study.Engagement | None) -> Self:
        """With its course and enrolment at hand."""
        offering, enrolment = place.pool.offering, enrolment_of(place)
        course: Course = offering.course  # type: ignore[attr-defined]
        return cls.made(
            id=place.pk,
            course=offering.slug,
            course_title=offering.title,
            status=enrolments.status(place, enrolment),
            attempt=enrolment.attempt if enrolment else None,
            progress_percentage=enrolment.percent if enrolment else 0,
            completed_modules=modules.completed[place.pk],
            total_modules=modules.totals[course.pk],
            completed_lessons=enrolment.done if enrolment else 0,
            total_lessons=course.counted,
            learning_time_hours=_hours(enrolment),
            engagement_score=engaged.score if engaged else 0.0,
            enrolled_on=enrolment.begun_at if enrolment else None,
            completed_on=enrolment.completed_at if enrolment else None,
            last_accessed=enrolment.last_read_at if enrolment else None,
        )


def enrolment_of(place: Place) -> Enrolment | None:
    """Return the enrolment of a place from `records.of`, with its course at hand."""
    enrolment: Enrolment | None = getattr(place, "enrolment", None)
    if enrolment:
        enrolment.course = place.pool.offering.course  # type: ignore[attr-defined]
    return enrolment


def _hours(enrolment: Enrolment | None) -> float:
    return round(enrolment.focus_seconds / 3600, 2) if enrolment else 0.0


class EngagementShown(Shown):
    """The score from 0 to 1, and what it is the mean of: attention, regularity (`days` of the last 14), progress."""

    score: float
    attention: float
    regularity: float
    progress: float
    days: int
    minutes: int

    @classmethod
    def of(cls, found: study.Engagement) -> Self:
        parts = {name: round(getattr(found, name), 4) for name in ("attention", "regularity", "progress")}
        return cls.made(**parts, **shapes.read(found, ("score", "days", "minutes")))


class ModuleProgressShown(Shown):
    """A module: how many of its lessons count, how many of these are done, and whether all are."""

    module: UUID
    title: str
    progress_percentage: int
    completed: int
    counted: int
    is_completed: bool

    @classmethod
    def of(cls, found: module_progress.ModuleProgress) -> Self:
        return cls.made(
            module=found.module.pk,
            title=found.module.title,
            progress_percentage=found.percent,
            completed=found.done,
            counted=found.counted,
            is_completed=found.is_done,
        )


class StepShown(Shown):
    """A lesson in the sum: whether it counts, is done, and came after one began or had completed the course."""

    lesson: UUID
    title: str
    module: str
    counts: bool
    is_completed: bool
    is_new: bool
    completed_at: datetime | None
    completion_method: Method
    view_count: int
    time_spent_seconds: int
    last_viewed: datetime | None
    opens_at: datetime | None

    @classmethod
    def of(cls, step: progress.Step) -> Self:
        row = step.row
        return cls.made(
            lesson=step.lesson.pk,
            title=step.lesson.title,
            module=step.lesson.module.title,
            counts=step.counts,
            is_completed=step.is_done,
            is_new=step.is_new,
            completed_at=row.completed_at if row else None,
            completion_method=str(row.method) if row else "",
            view_count=row.views if row else 0,
            time_spent_seconds=row.seconds if row else 0,
            last_viewed=row.last_viewed_at if row else None,
            opens_at=step.opens_at,
        )


class ProgressShown(Shown):
    """How far one is, and why: `completed` of `counted` lessons. `added` of them came later and are not done yet.

    `taken_out`: lessons that one had done, which lie in the bin by now and count no more.
    """

    progress_percentage: int
    completed: int
    counted: int
    added: int
    taken_out: int
    completed_on: datetime | None
    paused_at: datetime | None
    next_lesson: UUID | None
    learning_time_hours: float
    engagement_score: float
    engagement: EngagementShown
    modules: list[ModuleProgressShown]
    lessons: list[StepShown]

    @classmethod
    def of(cls, enrolment: Enrolment) -> Self:
        told = progress.explain(enrolment)
        following = progress.following(enrolment, told.steps, at=clock.now())
        engaged = study.engagement(enrolment, at=clock.now())
        return cls.made(
            progress_percentage=told.percent,
            completed=told.done,
            counted=told.counted,
            added=told.added,
            taken_out=told.taken_out,
            completed_on=enrolment.completed_at,
            paused_at=enrolment.paused_at,
            next_lesson=following.pk if following else None,
            learning_time_hours=_hours(enrolment),
            engagement_score=engaged.score,
            engagement=EngagementShown.of(engaged),
            modules=[ModuleProgressShown.of(one) for one in module_progress.of(told.steps)],
            lessons=[StepShown.of(step) for step in told.steps],
        )


class LessonStanding(Shown):
    """A lesson after what was done with it, and how far one is with it: `completed` of `counted` lessons."""

    lesson: UUID
    is_completed: bool
    completed_at: datetime | None
    completion_method: Method
    view_count: int
    progress_percentage: int
    completed: int
    counted: int
    completed_on: datetime | None

    @classmethod
    def of(cls, row: LessonProgress, enrolment: Enrolment) -> Self:
        """With its course at hand. One query."""
        standing = enrolments.again(enrolment)
        return cls.made(
            lesson=row.lesson_id,
            is_completed=row.completed_at is not None,
            completed_at=row.completed_at,
            completion_method=str(row.method),
            view_count=row.views,
            progress_percentage=standing.percent,
            completed=standing.done,
            counted=standing.course.counted,
            completed_on=standing.completed_at,
        )


class LearnerShown(Shown):
    """Somebody who learns, for those who teach."""

    place: UUID
    person: briefs.PersonBrief
    status: Status
    attempt: int
    progress_percentage: int
    completed_lessons: int
    learning_time_hours: float
    engagement_score: float
    enrolled_on: datetime
    completed_on: datetime | None
    last_accessed: datetime | None
    approval_requested_at: datetime | None
    approved_by: briefs.PersonBrief | None
    approved_at: datetime | None

    @classmethod
    def of_row(cls, enrolment: Enrolment, engaged: study.Engagement, decision: Decision) -> Self:
        """With its course and place at hand."""
        place = enrolment.place
        return cls.made(
            place=place.pk,
            person=briefs.PersonBrief.made(id=place.participant_id, name=place.shown_name),
            status=enrolments.status(place, enrolment),
            attempt=enrolment.attempt,
            progress_percentage=enrolment.percent,
            completed_lessons=enrolment.done,
            learning_time_hours=_hours(enrolment),
            engagement_score=engaged.score,
            enrolled_on=enrolment.begun_at,
            completed_on=enrolment.completed_at,
            last_accessed=enrolment.last_read_at,
            approval_requested_at=decision.requested_at,
            approved_by=briefs.person(decision.decided_by),
            approved_at=decision.decided_at,
        )


class PulseTaken(Shown):
    """Whether it was credited; not, where another page or device was for this half minute, or while paused."""

    credited: bool


class WatchedShown(Shown):
    """How much of a video was watched, and how much is asked for, in percent."""

    percent: int
    wanted_percent: int
    is_enough: bool

    @classmethod
    def of(cls, share: watched.Share) -> Self:
        return cls.made(percent=share.percent, wanted_percent=share.wanted, is_enough=share.is_enough)
