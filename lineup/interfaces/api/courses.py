"""Courses: found, made, changed, and their way from draft to archived or the bin."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock, cursors
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.courses import copying, courses, entry, listing, teaching
from lineup.domains.courses.models import Course
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.course_shapes import (
    CourseCard,
    CourseChanged,
    CourseShown,
    CourseSubject,
    CoursesWanted,
    InstructorProfile,
    InstructorShown,
    NewCourse,
)
from lineup.interfaces.api.values import Email, Sent, Slug

router = Router(tags=["courses"])


class ManagedCourses(Sent):
    bin: bool = Field(default=False, description="Those in the bin instead.")


class InstructorNamed(Sent):
    email: Email


@router.get("/subjects", response=paging.Page[CourseSubject], auth=keys.ANYBODY, summary="List subjects")
def subjects(request: HttpRequest) -> Any:
    """In their order."""
    return paging.whole(courses.subjects(), CourseSubject)


@router.get("/courses", response=paging.Page[CourseCard], auth=keys.ANYBODY, summary="Find courses")
def find(request: HttpRequest, wanted: Query[CoursesWanted], window: Query[paging.Window]) -> Any:
    """Published ones, public or of one's clubs, the newest first."""
    narrowed = listing.Wanted(
        text=wanted.q,
        subject=wanted.subject or "",
        difficulty=wanted.difficulty_level,
        enrolment_type=wanted.enrollment_type,
        club=wanted.club or "",
        instructor=wanted.instructor,
    )
    person = keys.person(request)
    rows = listing.catalogue(person, wanted=narrowed).defer(None)
    found = paging.found(rows, order=listing.ORDER, window=window)
    return _cards(found, person)


@router.get(
    "/instructors/{person}", response=InstructorProfile, auth=keys.ANYBODY, summary="Read the profile of an instructor"
)
def instructor(request: HttpRequest, person: UUID) -> Any:
    """Of somebody who teaches a published course that one finds; `/courses?instructor=` lists those."""
    return InstructorProfile.of(listing.instructor(keys.person(request), person))


@router.get("/managed-courses", response=paging.Page[CourseCard], summary="List courses that I teach")
def managed(request: HttpRequest, wanted: Query[ManagedCourses], window: Query[paging.Window]) -> Any:
    """One's own, those one teaches, and those of one's clubs, drafts too, the newest first."""
    person = keys.actor(request).human
    rows = listing.with_pools(courses.managed(person, binned=wanted.bin))
    return _cards(paging.found(rows, order=("-created_at", "-id"), window=window), person)


def _cards(found: cursors.Page[Offering], person: Person | None) -> Any:
    pools = []
    for row in found.items:
        (pool,) = row.learner_pools  # type: ignore[attr-defined]
        pool.offering = row
        pools.append(pool)
    allowed = entry.can_enrol(pools, person, at=clock.now())
    return paging.shown(
        found,
        CourseCard,
        lambda row: CourseCard.of_row(row, allowed[row.learner_pools[0].pk]),
    )


@router.post("/courses", response={201: CourseShown}, summary="Create a course")
def create(request: HttpRequest, body: NewCourse) -> Any:
    """A draft, that nobody else sees until it is published; who makes it teaches it."""
    person = keys.person(request)
    club = permissions.find(person, permissions.MANAGE_COURSES, slug=body.club) if body.club else None
    course = courses.create(club=club, by=keys.actor(request), at=clock.now(), **body.values())
    return Status(201, _shown(course, person))


@router.get("/courses/{slug}", response=CourseShown, auth=keys.ANYBODY, summary="Show a course")
def show(request: HttpRequest, slug: Slug) -> Any:
    """As its page does, for who may see it."""
    person = keys.person(request)
    return _shown(courses.find_visible(person, slug=slug), person)


@router.patch("/courses/{slug}", response=CourseShown, summary="Change a course")
def change(request: HttpRequest, slug: Slug, body: CourseChanged) -> Any:
    """Room that this makes goes to the queue at once."""
    course = courses.change(_managed(request, slug), by=keys.actor(request), at=clock.now(), **body.values())
    return _shown(course, keys.person(request))


@router.post("/courses/{slug}/publication", response=CourseShown, summary="Publish a course")
def publish(request: HttpRequest, slug: Slug) -> Any:
    """Needs a module with a lesson that has something in it; the time is stamped once."""
    return _moved(request, slug, offerings.publish)


@router.post("/courses/{slug}/archive", response=CourseShown, summary="Archive a course")
def archive(request: HttpRequest, slug: Slug) -> Any:
    """Nobody enrols any more; its learners go on reading."""
    return _moved(request, slug, offerings.finish)


@router.post("/courses/{slug}/copy", response={201: CourseShown}, summary="Copy a course")
def copy(request: HttpRequest, slug: Slug) -> Any:
    """A draft with all that is written in it, without who learns, their work, and the other instructors.

    Offered by the same club where one makes courses for it, else by oneself; named in the language of Accept-Language.
    """
    made = copying.duplicate(_managed(request, slug), by=keys.actor(request), at=clock.now())
    return Status(201, _shown(made, keys.person(request)))


@router.post("/courses/{slug}/discard", response=CourseShown, summary="Put a course into the bin")
def discard(request: HttpRequest, slug: Slug) -> Any:
    """A draft, or an archived one."""
    return _moved(request, slug, offerings.discard)


@router.post("/courses/{slug}/restoration", response=CourseShown, summary="Take a course out of the bin")
def restore(request: HttpRequest, slug: Slug) -> Any:
    """As it was."""
    return _moved(request, slug, offerings.restore, binned=True)


@router.get("/courses/{slug}/instructors", response=paging.Page[InstructorShown], summary="List who teaches a course")
def instructors(request: HttpRequest, slug: Slug) -> Any:
    """In the order in which they were named."""
    return paging.whole(teaching.of(_managed(request, slug)), InstructorShown)


@router.post("/courses/{slug}/instructors", response={201: InstructorShown}, summary="Name an instructor")
def name_instructor(request: HttpRequest, slug: Slug, body: InstructorNamed) -> Any:
    """By the address of their account; they get the rights of who offers the course."""
    row = teaching.name(_managed(request, slug), email=body.email, by=keys.actor(request), at=clock.now())
    return Status(201, InstructorShown.of(row))


@router.delete("/courses/{slug}/instructors/{instructor}", response={204: None}, summary="Take an instructor off")
def dismiss_instructor(request: HttpRequest, slug: Slug, instructor: UUID) -> Any:
    """The last one of a club's course stays."""
    row = teaching.find(_managed(request, slug), instructor)
    teaching.dismiss(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _managed(request: HttpRequest, slug: str, *, binned: bool = False) -> Course:
    return courses.find_managed(keys.person(request), binned=binned, slug=slug)


def _moved(request: HttpRequest, slug: str, verb: Callable[..., Any], *, binned: bool = False) -> CourseShown:
    course = _managed(request, slug, binned=binned)
    verb(course.offering, by=keys.actor(request), at=clock.now())
    return _shown(course, keys.person(request))


def _shown(course: Course, person: Person | None) -> CourseShown:
    return CourseShown.for_person(course, person, at=clock.now())
