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
    module_progress,
    outline,
    progress,
    records,
    study,
    watched,
    watching,
)
from lineup.domains.courses.enrolments import Decision
from lineup.domains.courses.models import Course, Enrolment
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Search, Sent, Slug

router = Router(tags=["learning"])

Status = Literal["pending", "waitlisted", "offered", "enrolled", "completed", "paused", "withdrawn", "rejected"]
LESSON = "/courses/{slug}/lessons/{lesson}"


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
        offering, enrolment = place.pool.offering, _enrolment_of(place)
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


def _enrolment_of(place: Place) -> Enrolment | None:
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


class LearnersWanted(Sent):
    """Narrowed to who is under way, was not seen for two weeks, rests or completed it; and to names."""

    show: Literal["", "begun", "idle", "paused", "completed"] = ""
    q: Search = Field("", description="A part of the name, whatever its accents.")


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
    rows = records.of(keys.actor(request).human, wanted.show)
    found = paging.found(rows, order=records.ORDER, window=window)
    enrolled = [one for one in map(_enrolment_of, found.items) if one]
    courses_shown = {place.pool.offering_id for place in found.items}
    modules = module_progress.numbers(courses_shown, [one.pk for one in enrolled])
    engaged = study.engagements(enrolled, at=clock.now())
    return paging.shown(
        found,
        StudentProgress,
        lambda row: StudentProgress.of_row(row, modules, engaged.get(row.pk)),
    )


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
def learners(request: HttpRequest, slug: Slug, wanted: Query[LearnersWanted], window: Query[paging.Window]) -> Any:
    """For those who teach, the latest first."""
    course, at = courses.find_managed(keys.person(request), slug=slug), clock.now()
    rows = figures.learners(course, which=wanted.show, query=wanted.q, at=at)
    found = paging.found(rows, order=figures.ORDER, window=window)
    for row in found.items:
        row.course = course
    decided, engaged = enrolments.decisions(row.pk for row in found.items), study.engagements(found.items, at=at)
    return paging.shown(
        found,
        LearnerShown,
        lambda row: LearnerShown.of_row(row, engaged[row.pk], decided.get(row.pk, Decision())),
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
