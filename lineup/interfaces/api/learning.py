"""Learning in a course: what one did, how far one is and why; who learns, for those who teach."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock
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
    watching,
)
from lineup.domains.courses.enrolments import Decision
from lineup.domains.courses.models import Enrolment
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.learning_shapes import (
    LearnerShown,
    LessonStanding,
    ProgressShown,
    PulseTaken,
    StudentProgress,
    WatchedShown,
    enrolment_of,
)
from lineup.interfaces.api.values import Search, Sent, Slug

router = Router(tags=["learning"])

LESSON = "/courses/{slug}/lessons/{lesson}"


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


class PlayedSent(Sent):
    """Seconds of the video that were really played, as spans from and to; telling them again changes nothing."""

    played: list[tuple[int, int]] = Field(max_length=watching.MOST_SPANS, examples=[[[0, 15], [30, 42]]])


class MyCourses(Sent):
    show: Literal["going", "waiting", "over"] = "going"


@router.get("/me/courses", response=paging.Page[StudentProgress], summary="List my courses")
def mine(request: HttpRequest, wanted: Query[MyCourses], window: Query[paging.Window]) -> Any:
    """Those that go on, what one waits for, or what is completed or over; the latest first."""
    rows = records.of(keys.actor(request).human, wanted.show)
    found = paging.found(rows, order=records.ORDER, window=window)
    enrolled = [one for one in map(enrolment_of, found.items) if one]
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


@router.post(f"{LESSON}/view", response=LessonStanding, summary="Say that I opened a lesson")
def view(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """One that is done by opening it, or by time that has passed, is done."""
    enrolment = _own(request, slug)
    row = progress.view(enrolment, outline.find_lesson(enrolment.course, lesson), at=clock.now())
    return LessonStanding.of(row, enrolment)


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


@router.put(f"{LESSON}/completion", response=LessonStanding, summary="Mark a lesson as done")
def complete(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """A second time changes nothing. The last one completes the course."""
    return _did(request, slug, lesson, progress.complete)


@router.delete(f"{LESSON}/completion", response=LessonStanding, summary="Take back that a lesson is done")
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


def _did(request: HttpRequest, slug: str, lesson: UUID, verb: Any) -> LessonStanding:
    enrolment = _own(request, slug)
    row = verb(enrolment, outline.find_lesson(enrolment.course, lesson), by=keys.actor(request), at=clock.now())
    return LessonStanding.of(row, enrolment)


def _own(request: HttpRequest, slug: str) -> Enrolment:
    person = keys.actor(request).human
    found = enrolments.of(courses.find_visible(person, slug=slug), person)
    if found is None:
        raise access.NotEnrolled
    return found
