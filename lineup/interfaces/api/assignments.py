"""Assignments: what they ask for, set by those who teach; work handed in by who learns, and marked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status, UploadedFile

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings
from lineup.domains.courses import access, courses, enrolments, figures, outline, releases
from lineup.domains.courses.assignments import assignments, deadlines, handing_in, marking, queue, standing
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork, Lesson
from lineup.interfaces.api import files, keys, paging
from lineup.interfaces.api.assignment_shapes import (
    AssignmentChanged,
    AssignmentRead,
    AssignmentShown,
    DeadlineShown,
    EditionSeen,
    LearnerWork,
    LearnerWorkShown,
    MarksGiven,
    WithoutWork,
    WorkBrief,
    WorkSent,
    WorkShown,
    WorkWanted,
)
from lineup.interfaces.api.values import Slug

router = Router(tags=["assignments"])

LESSON = "/courses/{slug}/lessons/{lesson}"
MINE = LESSON + "/work/{work}"
ANYBODYS = LESSON + "/works/{work}"


@router.get("/me/deadlines", response=paging.Page[DeadlineShown], summary="List my deadlines in courses")
def my_deadlines(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Of assignments for which work is still taken and none of mine has passed, the next one first."""
    rows = deadlines.ahead(keys.actor(request).human, at=clock.now())
    return paging.page(rows, DeadlineShown, order=deadlines.ORDER, window=window)


@router.get(f"{LESSON}/assignment", response=AssignmentRead, summary="Read an assignment")
def read(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """For who is enrolled, with where they stand, and who teaches."""
    at = clock.now()
    reader = access.reader(keys.actor(request).human, slug=slug)
    assignment = assignments.of(access.lesson(reader, lesson, at=at))
    learns = reader.enrolment
    return AssignmentRead.read(assignment, standing.of(learns, assignment, at=at) if learns else None)


@router.patch(f"{LESSON}/assignment", response=AssignmentShown, summary="Change an assignment")
def change(request: HttpRequest, slug: Slug, lesson: UUID, body: AssignmentChanged) -> Any:
    """With brief and rubric it begins to count. One is made as a lesson of the completion `assignment`."""
    row, values = _taught(request, slug, lesson), body.model_dump(exclude_unset=True)
    return AssignmentShown.of(assignments.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.get(f"{LESSON}/work", response=paging.Page[WorkBrief], summary="List my work for an assignment")
def mine(request: HttpRequest, slug: Slug, lesson: UUID, window: Query[paging.Window]) -> Any:
    """The latest first."""
    enrolment, found = _own(request, slug, lesson)
    rows = handing_in.of(enrolment, assignments.of(found)).defer("text", "remarks")
    return paging.page(rows, WorkBrief, order=handing_in.LATEST_FIRST, window=window)


@router.post(f"{LESSON}/work", response={201: WorkShown}, summary="Hand in a text")
def hand_in(request: HttpRequest, slug: Slug, lesson: UUID, body: WorkSent) -> Any:
    """Markdown. After the deadline it is told as late, or not taken; then nothing is changed."""
    enrolment, found = _own(request, slug, lesson)
    row = handing_in.hand_in(enrolment, found, text=body.text, by=keys.actor(request), at=clock.now())
    return Status(201, WorkShown.of(row))


@router.post(f"{LESSON}/work-uploads", response={201: WorkShown}, summary="Hand in a file")
def hand_in_file(request: HttpRequest, slug: Slug, lesson: UUID, file: File[UploadedFile], text: Form[str] = "") -> Any:
    """PDF, pictures, plain text or office documents without macros, up to 10 MB; judged by their bytes."""
    enrolment, found = _own(request, slug, lesson)
    row = handing_in.hand_in(enrolment, found, text=text, upload=file, by=keys.actor(request), at=clock.now())
    return Status(201, WorkShown.of(row))


@router.get(MINE, response=WorkShown, summary="Read my work")
def read_mine(request: HttpRequest, slug: Slug, lesson: UUID, work: UUID) -> Any:
    """With its marks and what was said of it."""
    enrolment, found = _own(request, slug, lesson)
    return WorkShown.of(handing_in.find(enrolment, assignments.of(found), work))


@router.get(f"{MINE}/content", summary="Download a file that was handed in", openapi_extra=files.AS_DOWNLOAD)
def download(request: HttpRequest, slug: Slug, lesson: UUID, work: UUID) -> Any:
    """For who handed it in, and who teaches; always as a download."""
    row = _readable(request, slug, lesson, work)
    if not row.file:
        raise Missing
    return files.download_of(row.file, row.name)


@router.get(f"{LESSON}/works", response=paging.Page[LearnerWork], summary="List everybody’s work for an assignment")
def works(
    request: HttpRequest, slug: Slug, lesson: UUID, wanted: Query[WorkWanted], window: Query[paging.Window]
) -> Any:
    """What counts of each learner, the longest wait first, for those who teach."""
    rows = queue.of(_taught(request, slug, lesson), wanted.show, query=wanted.query).defer("text", "remarks")
    return paging.page(rows, LearnerWork, order=queue.ORDER, window=window)


@router.get(f"{LESSON}/missing-work", response=paging.Page[WithoutWork], summary="List who handed nothing in")
def missing(request: HttpRequest, slug: Slug, lesson: UUID, window: Query[paging.Window]) -> Any:
    """Of those who learn, for those who teach."""
    return paging.page(queue.missing(_taught(request, slug, lesson)), WithoutWork, order=figures.ORDER, window=window)


@router.get(ANYBODYS, response=LearnerWorkShown, summary="Read the work of a learner")
def read_work(request: HttpRequest, slug: Slug, lesson: UUID, work: UUID) -> Any:
    """With its marks, and who gave them."""
    return LearnerWorkShown.of(_work(request, slug, lesson, work))


@router.put(f"{ANYBODYS}/marks", response=LearnerWorkShown, summary="Mark the work of a learner")
def mark(request: HttpRequest, slug: Slug, lesson: UUID, work: UUID, body: MarksGiven) -> Any:
    """Work that passes completes the lesson, and the learner is told. The same marks again change nothing."""
    row = _work(request, slug, lesson, work)
    marking.mark(row, body.points, remarks=body.remarks, edition=body.edition, by=keys.actor(request), at=clock.now())
    return LearnerWorkShown.of(_work(request, slug, lesson, work))


@router.delete(f"{ANYBODYS}/marks", response=LearnerWorkShown, summary="Take the marks of work back")
def take_back(request: HttpRequest, slug: Slug, lesson: UUID, work: UUID, seen: Query[EditionSeen]) -> Any:
    """It waits again; a completed course stays completed."""
    row = _work(request, slug, lesson, work)
    marking.take_back(row, edition=seen.edition, by=keys.actor(request), at=clock.now())
    return LearnerWorkShown.of(_work(request, slug, lesson, work))


def _own(request: HttpRequest, slug: str, lesson: UUID) -> tuple[Enrolment, Lesson]:
    person = keys.actor(request).human
    enrolment = enrolments.of(courses.find_visible(person, slug=slug), person)
    if enrolment is None:
        raise access.NotEnrolled
    found = outline.find_lesson(enrolment.course, lesson)
    releases.check(found, enrolment, person=person, at=clock.now())
    return enrolment, found


def _taught(request: HttpRequest, slug: str, lesson: UUID) -> Assignment:
    course = courses.find_managed(keys.person(request), slug=slug)
    return assignments.of(outline.find_lesson(course, lesson))


def _work(request: HttpRequest, slug: str, lesson: UUID, work: UUID) -> HandedWork:
    return queue.find(_taught(request, slug, lesson), work)


def _readable(request: HttpRequest, slug: str, lesson: UUID, work: UUID) -> HandedWork:
    person = keys.actor(request).human
    reader = access.reader(person, slug=slug)
    if offerings.may_manage(reader.course.offering, person):
        return queue.find(assignments.of(outline.find_lesson(reader.course, lesson)), work)
    enrolment, found = _own(request, slug, lesson)
    return handing_in.find(enrolment, assignments.of(found), work)
