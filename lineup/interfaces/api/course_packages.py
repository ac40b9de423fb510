"""Courses as files: taken along as one, and made of one that somebody brings."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import File, Form, Query, Router, Status, UploadedFile

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.domains.courses import courses
from lineup.domains.courses.models import CoursePackage
from lineup.domains.courses.packages import arriving, layout, writing
from lineup.interfaces.api import files, keys, paging, shapes
from lineup.interfaces.api.course_shapes import CourseShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["courses"])

PACKAGE = "/course-packages/{package}"
COUNTED = ("title", "modules", "lessons", "items", "questions", "files", "bytes")


class PackageNote(Shown):
    """What is wrong or left out: `place` is a path in the document, like `modules[2].lessons[0].title`."""

    place: str
    code: str
    sentence: str


class PackageListed(Shown):
    """A file that one brought; `state` says whether a course can be made of it, or was."""

    id: UUID
    name: str
    state: Literal["ready", "faulty", "made"]
    club: str | None
    title: str
    course: str | None
    created_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, row: CoursePackage) -> Self:
        return cls.made(**_listed(row))


class PackageShown(PackageListed):
    """`title` and the numbers: what would be made. Up to 100 faults come with their places, of `faults_in_all`."""

    modules: int
    lessons: int
    items: int
    questions: int
    files: int
    bytes: int
    left_out: list[PackageNote]
    faults: list[PackageNote]
    faults_in_all: int

    @classmethod
    def of(cls, row: CoursePackage) -> Self:
        told = {name: row.outlook[name] for name in (*COUNTED, "faults_in_all")}
        notes = {name: [PackageNote.made(**one) for one in row.outlook[name]] for name in ("left_out", "faults")}
        return cls.made(**{**_listed(row), **told, **notes})


def _listed(row: CoursePackage) -> dict[str, Any]:
    return {
        **shapes.read(row, ("name", "created_at", "done_at")),
        "id": row.pk,
        "state": row.state,
        "title": row.outlook["title"],
        "club": row.club.slug if row.club else None,
        "course": row.course.offering.slug if row.course else None,
    }


@router.get(
    "/courses/{slug}/package",
    summary="Download a course as a file",
    openapi_extra=files.as_download(layout.MEDIA_TYPE),
)
def download(request: HttpRequest, slug: Slug) -> Any:
    """A ZIP of one JSON document and the files beside it by checksum: nobody who learns, teaches or enrols is in it."""
    course = courses.find_managed(keys.person(request), slug=slug)
    file = writing.packed(course)
    answer = FileResponse(file, as_attachment=True, filename=f"{slug}.zip", content_type=layout.MEDIA_TYPE)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@router.get("/course-packages", response=paging.Page[PackageListed], summary="List the courses that I brought as files")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Those of the last seven days, the newest first."""
    return paging.page(
        arriving.of(keys.actor(request).human), PackageListed, order=arriving.LATEST_FIRST, window=window
    )


@router.post("/course-packages", response={201: PackageShown}, summary="Bring a course as a file")
def begin(request: HttpRequest, file: File[UploadedFile], club: Form[str] = "", subject: Form[str] = "") -> Any:
    """Our own ZIP or an IMS Common Cartridge (1.1 to 1.3), up to 100 MB; nothing is made yet.

    `club`: who is to offer it, else oneself. `subject`: instead of the file's.
    """
    person = keys.person(request)
    offered = permissions.find(person, permissions.MANAGE_COURSES, slug=club) if club else None
    chosen = courses.subject(subject) if subject else None
    row = arriving.begin(file, club=offered, subject=chosen, by=keys.actor(request), at=clock.now())
    return Status(201, PackageShown.of(row))


@router.get(PACKAGE, response=PackageShown, summary="Show what would be made of a file")
def show(request: HttpRequest, package: UUID) -> Any:
    """For who brought it."""
    return PackageShown.of(_own(request, package))


@router.post(f"{PACKAGE}/course", response={201: CourseShown}, summary="Make the course of a file")
def make(request: HttpRequest, package: UUID) -> Any:
    """A draft, all of it or nothing; once, however often it is asked for."""
    course = arriving.make(_own(request, package), by=keys.actor(request), at=clock.now())
    return Status(201, CourseShown.for_person(course, keys.person(request), at=clock.now()))


@router.post(f"{PACKAGE}/discard", response={204: None}, summary="Throw a file away")
def discard(request: HttpRequest, package: UUID) -> Any:
    """A course that was made of it stays."""
    arriving.discard(_own(request, package), at=clock.now())
    return Status(204, None)


def _own(request: HttpRequest, pk: UUID) -> CoursePackage:
    return arriving.find(keys.actor(request).human, pk)
