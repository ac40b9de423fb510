"""Learning in a course: what one did, how far one is and why; who learns, for those who teach."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.domains.courses import (
    access,
    courses,
    enrolments,
    figures,
    outline,
    progress,
    records,
    study,
    watched,
    watching,
)
from lineup.domains.courses.enrolments import Decision
from lineup.domains.courses.models import Course, Enrolment
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["learning"])

Status = Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
LESSON = "/courses/{slug}/lessons/{lesson}"


class StudentProgress(Shown):
    """A course as its learner has it, in the documents' words; `id` is that of the place."""

    id: UUID
    course: str
    course_title: str
    status: Status
    attempt: int | None
    progress_percentage: int
    completed_lessons: int
    total_lessons: int
    enrolled_on: datetime | None
    completed_on: datetime | None
    last_accessed: datetime | None

    @classmethod
    def of(cls, place: Place) -> Self:
        """With its course and enrolment at hand."""
        offering = place.pool.offering
        enrolment: Enrolment | None = getattr(place, "enrolment", None)
        course: Course = offering.course  # type: ignore[attr-defined]
        if enrolment:
            enrolment.course = course
        return cls.made(
            id=place.pk,
            course=offering.slug,
            course_title=offering.title,
            status=enrolments.status(place, enrolment),
            attempt=enrolment.attempt if enrolment else None,
            progress_percentage=enrolment.percent if enrolment else 0,
            completed_lessons=enrolment.done if enrolment else 0,
            total_lessons=course.counted,
            enrolled_on=enrolment.begun_at if enrolment else None,
            completed_on=enrolment.completed_at if enrolment else None,
            last_accessed=enrolment.last_read_at if enrolment else None,
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
    completion_method: Literal["", "manual", "auto", "time_based", "quiz", "watched", "assignment"]
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
    """How far one is, and why: `completed` of `counted` lessons. `added` of them came later and are not done yet."""

    progress_percentage: int
    completed: int
    counted: int
    added: int
    completed_on: datetime | None
    paused_at: datetime | None
    next_lesson: UUID | None
    learning_time_hours: float
    engagement_score: float
    lessons: list[StepShown]

    @classmethod
    def of(cls, enrolment: Enrolment) -> Self:
        told = progress.explain(enrolment)
        following = progress.following(enrolment, told.steps, at=clock.now())
        return cls.made(
            progress_percentage=told.percent,
            completed=told.done,
            counted=told.counted,
            added=told.added,
            completed_on=enrolment.completed_at,
            paused_at=enrolment.paused_at,
            next_lesson=following.pk if following else None,
            learning_time_hours=round(enrolment.focus_seconds / 3600, 2),
            engagement_score=study.engagement(enrolment, at=clock.now()).score,
            lessons=[StepShown.of(step) for step in told.steps],
        )


class LearnerShown(Shown):
    """Somebody who learns, for those who teach."""

    place: UUID
    person: briefs.PersonBrief
    status: Status
    attempt: int
    progress_percentage: int
    completed_lessons: int
    enrolled_on: datetime
    completed_on: datetime | None
    last_accessed: datetime | None
    approval_requested_at: datetime | None
    approved_by: briefs.PersonBrief | None
    approved_at: datetime | None

    @classmethod
    def of_row(cls, enrolment: Enrolment, course: Course, decision: Decision) -> Self:
        enrolment.course = course
        place = enrolment.place
        return cls.made(
            place=place.pk,
            person=briefs.PersonBrief.made(id=place.participant_id, name=place.shown_name),
            status=enrolments.status(place, enrolment),
            attempt=enrolment.attempt,
            progress_percentage=enrolment.percent,
            completed_lessons=enrolment.done,
            enrolled_on=enrolment.begun_at,
            completed_on=enrolment.completed_at,
            last_accessed=enrolment.last_read_at,
            approval_requested_at=decision.requested_at,
            approved_by=briefs.person(decision.decided_by),
            approved_at=decision.decided_at,
        )


class PulseSent(Sent):
    """Half a minute of study, `focus` seconds of it attentive; `ago` for one that comes late, oldest first."""

    focus: int = Field(ge=0, le=study.BLOCK_SECONDS, examples=[30])
    interactions: int = Field(0, ge=0, le=study.MOST_INTERACTIONS)
    ago: int = Field(0, ge=0, le=study.LATEST_SECONDS, description="How many seconds ago it was.")
    device: Literal["desktop", "tablet", "mobile", "unknown"] = "unknown"


class PulseTaken(Shown):
    """Whether it was credited; not, where another page or device was for this half minute, or while paused."""

    credited: bool


class PlayedSent(Sent):
    """Seconds of the video that were really played, as spans from and to; telling them again changes nothing."""

    played: list[tuple[int, int]] = Field(max_length=watching.MOST_SPANS, examples=[[[0, 15], [30, 42]]])


class WatchedShown(Shown):
    """How much of a video was watched, and how much is asked for, in percent."""

    percent: int
    wanted_percent: int
    is_enough: bool

    @classmethod
    def of(cls, share: watched.Share) -> Self:
        return cls.made(percent=share.percent, wanted_percent=share.wanted, is_enough=share.is_enough)


class MyCourses(Sent):
    show: Literal["going", "waiting", "over"] = "going"


@router.get("/me/courses", response=paging.Page[StudentProgress], summary="List my courses")
def mine(request: HttpRequest, wanted: Query[MyCourses], window: Query[paging.Window]) -> Any:
    """Those that go on, what one waits for, or what is completed or over; the latest first."""
    person = keys.actor(request).human
    return paging.page(records.of(person, wanted.show), StudentProgress, order=records.ORDER, window=window)


@router.get("/courses/{slug}/progress", response=ProgressShown, summary="Explain my progress")
def explain(request: HttpRequest, slug: Slug) -> Any:
    """Every lesson of the sum."""
    return ProgressShown.of(_own(request, slug))


@router.post(f"{LESSON}/view", response=ProgressShown, summary="Say that I opened a lesson")
def view(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """One that is done by opening it, or by time that has passed, is done."""
    enrolment = _own(request, slug)
    progress.view(enrolment, outline.find_lesson(enrolment.course, lesson), at=clock.now())
    return ProgressShown.of(_own(request, slug))


@router.post(f"{LESSON}/pulses", response=PulseTaken, summary="Take half a minute of study")
def pulse(request: HttpRequest, slug: Slug, lesson: UUID, body: PulseSent) -> Any:
    """Every 30 seconds while a lesson is seen and used. Each half minute is credited once, by our clock."""
    enrolment = _own(request, slug)
    found = outline.find_lesson(enrolment.course, lesson)
    return PulseTaken.made(credited=study.pulse(enrolment, found, at=clock.now(), **body.model_dump()))


@router.post(f"{LESSON}/items/{{item}}/watched", response=WatchedShown, summary="Say what I watched of a video")
def watch(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID, body: PlayedSent) -> Any:
    """Never more in all than twice the time since the lesson was opened (…/view); late and twice is as good as once."""
    enrolment = _own(request, slug)
    found = outline.find_item(outline.find_lesson(enrolment.course, lesson), item)
    return WatchedShown.of(watching.report(enrolment, found, played=body.played, at=clock.now()))


@router.put(f"{LESSON}/completion", response=ProgressShown, summary="Mark a lesson as done")
def complete(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """A second time changes nothing. The last one completes the course."""
    return _did(request, slug, lesson, progress.complete)


@router.delete(f"{LESSON}/completion", response=ProgressShown, summary="Take back that a lesson is done")
def undo(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """A completed course stays completed."""
    return _did(request, slug, lesson, progress.undo)


@router.put("/courses/{slug}/pause", response=ProgressShown, summary="Pause a course")
def pause(request: HttpRequest, slug: Slug) -> Any:
    """Place and progress are kept; nothing is counted."""
    return ProgressShown.of(enrolments.pause(_own(request, slug), by=keys.actor(request), at=clock.now()))


@router.delete("/courses/{slug}/pause", response=ProgressShown, summary="Go on with a course")
def resume(request: HttpRequest, slug: Slug) -> Any:
    """A second time changes nothing."""
    return ProgressShown.of(enrolments.resume(_own(request, slug), by=keys.actor(request), at=clock.now()))


@router.get("/courses/{slug}/learners", response=paging.Page[LearnerShown], summary="List who learns")
def learners(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For those who teach, the latest first."""
    course = courses.find_managed(keys.person(request), slug=slug)
    rows = figures.learning(course).select_related("place__participant", "place__entered")
    found = paging.found(rows, order=figures.ORDER, window=window)
    decided = enrolments.decisions(row.pk for row in found.items)
    return paging.shown(
        found, LearnerShown, lambda row: LearnerShown.of_row(row, course, decided.get(row.pk, Decision()))
    )


def _did(request: HttpRequest, slug: str, lesson: UUID, verb: Any) -> ProgressShown:
    enrolment = _own(request, slug)
    verb(enrolment, outline.find_lesson(enrolment.course, lesson), by=keys.actor(request), at=clock.now())
    return ProgressShown.of(_own(request, slug))


def _own(request: HttpRequest, slug: str) -> Enrolment:
    person = keys.actor(request).human
    found = enrolments.of(courses.find_visible(person, slug=slug), person)
    if found is None:
        raise access.NotEnrolled
    return found
