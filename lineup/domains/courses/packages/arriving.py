"""Packages that people bring: looked at as a whole, then made into a draft by one press, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import removing
from lineup.domains.courses import counting, courses, teaching
from lineup.domains.courses.models import Course, CoursePackage, Item, Module, Subject
from lineup.domains.courses.packages import documents, layout, outlook
from lineup.domains.courses.packages.archives import Archive
from lineup.domains.courses.packages.cartridges import manifest
from lineup.domains.courses.packages.cartridges.reading import Cartridge
from lineup.domains.courses.packages.drawing import Drawing, Keep, Source
from lineup.domains.courses.packages.faults import Faults
from lineup.domains.courses.packages.sources import ByChecksum

KEPT = timedelta(days=7)
# so many wait to be made or thrown away: each takes up to 100 MB of room
MOST_WAITING = 5
LONGEST_NAME = 200
LATEST_FIRST = ("-created_at", "-id")
PORTION = 500


class PackageNeeded(Invalid):
    code = "package_needed"
    sentence = _("Choose the file of a course first.")
    field = "file"


class TooManyWaiting(Refusal):
    code = "too_many_packages"
    sentence = _("%(most)s files wait here already; make courses of them, or throw some away.")
    field = "file"


class PackageFaulty(Refusal):
    code = "package_faulty"
    sentence = _("No course can be made of this file: put right what its page tells, and choose it again.")


@dataclass(frozen=True)
class Opened:
    """A package that was opened: its document, where its files are, and what of it has no room in a course."""

    told: dict[str, Any]
    source: Source
    left: Faults
    unused: Callable[[set[str]], list[str]]


def of(person: Person) -> "QuerySet[CoursePackage]":
    """Return what this person brought, to be ordered by LATEST_FIRST when paged."""
    return CoursePackage.objects.filter(made_by=person.pk).select_related("course__offering", "club")


def find(person: Person, pk: Any) -> CoursePackage:
    """Return a package that this person brought. Raises Missing: to others it is not there."""
    try:
        found = of(person).filter(pk=pk).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found


def begin(
    upload: File | None, *, club: Club | None = None, subject: Subject | None = None, by: Actor, at: datetime
) -> CoursePackage:
    """Look at the file and say what would come of it; nothing is made, and of a faulty one no file is kept.

    `club`: who is to offer the course, else the person. `subject`: instead of the one that the file names. Raises
    MayNotTeach, NotAllowed, SecondFactorNeeded, PackageNeeded, TooManyWaiting, and an Unopened.
    """
    teaching.check_may(club, by)
    if upload is None or not upload.size:
        raise PackageNeeded
    if of(by.human).filter(done_at=None).exclude(file="").count() >= MOST_WAITING:
        raise TooManyWaiting(most=MOST_WAITING)
    opened = _opened(upload.file if upload.file is not None else upload, at)
    drawing = Drawing(opened.told, opened.source, at=at)
    _try_course(drawing, club, subject, by, at)
    package = CoursePackage(made_by=by.human, club=club, subject=subject, created_at=at)
    package.name = inputs.line(
        inputs.UNSTORABLE.sub("", upload.name or "")[:LONGEST_NAME], field="name", most=LONGEST_NAME
    )
    unused = opened.unused(set(drawing.files))
    package.outlook = outlook.told(drawing, opened.told.get("builds_on", []), unused, opened.left)
    return _kept(package, upload)


def _kept(package: CoursePackage, upload: File) -> CoursePackage:
    if not package.outlook["faults"]:
        upload.seek(0)
        package.file.save("upload", upload, save=False)
    try:
        package.save(force_insert=True)
    except BaseException:
        if package.file:
            package.file.delete(save=False)
        raise
    return package


def _opened(file: IO[bytes], at: datetime) -> Opened:
    archive = Archive(file)
    if layout.DOCUMENT not in archive.parts and manifest.NAME in archive.parts:
        cartridge = Cartridge(archive, at=at)
        return Opened(cartridge.told, cartridge, cartridge.left, cartridge.unused)
    source = ByChecksum(archive)
    return Opened(documents.read(archive), source, Faults(), source.left)


@transaction.atomic
def _try_course(drawing: Drawing, club: Club | None, subject: Subject | None, by: Actor, at: datetime) -> None:
    """Note what the rules of courses say of it, in a transaction that is undone."""
    if drawing.course is None:
        return
    with drawing.faults.noted("course"), transaction.atomic():
        _create(drawing, club, subject, by, at)
        transaction.set_rollback(True)


def _create(drawing: Drawing, club: Club | None, subject: Subject | None, by: Actor, at: datetime) -> Course:
    values = {"title": "", **(drawing.course or {})}
    slug = inputs.line(values.pop("subject", ""), field="subject", most=60)
    return courses.create(club=club, subject=subject or courses.subject(slug), by=by, at=at, **values)


# --- made ---------------------------------------------------------------------------------------


def make(package: CoursePackage, *, by: Actor, at: datetime) -> Course:
    """Return the draft made of the package, offered by whom it was brought for; a second time the same one.

    All of it, or nothing. Raises PackageFaulty, Missing where the course is no more, and what `courses.create` raises.
    """
    if package.done_at:
        return _made(package)
    if not package.file:
        raise PackageFaulty
    stored: list[str] = []
    try:
        with package.file.open("rb") as file:
            drawing = _drawn(file, _keeping(stored), at)
        course, is_new = _keep(package, drawing, by, at)
    except BaseException:
        _drop(stored)
        raise
    if not is_new:
        _drop(stored)
    return course


def _drawn(file: IO[bytes], keep: Keep, at: datetime) -> Drawing:
    opened = _opened(file, at)
    drawing = Drawing(opened.told, opened.source, at=at, keep=keep)
    if drawing.faults.number:
        raise PackageFaulty
    return drawing


def _keeping(stored: list[str]) -> Keep:
    def keep(item: Item, content: File) -> None:
        item.file.save("upload", content, save=False)
        stored.append(str(item.file.name))

    return keep


def _drop(stored: list[str]) -> None:
    for name in stored:
        default_storage.delete(name)


@transaction.atomic
def _keep(package: CoursePackage, drawing: Drawing, by: Actor, at: datetime) -> tuple[Course, bool]:
    # of two presses the second finds it made
    held = CoursePackage.objects.select_for_update(of=("self",), no_key=True).filter(pk=package.pk).first()
    if held is None:
        raise Missing
    if held.done_at:
        return _made(held), False
    course = _create(drawing, package.club, package.subject, by, at)
    for module in drawing.rows[Module]:
        module.course = course  # type: ignore[attr-defined]
    for table, rows in drawing.rows.items():
        table._default_manager.bulk_create(rows, batch_size=PORTION)
    counting.settle(course, at=at)
    courses.record(course, "course.unpack", by, at, package=str(package.pk))
    _close(package, course, at)
    return course, True


def _close(package: CoursePackage, course: Course, at: datetime) -> None:
    if package.file.name:
        removing.remove_later(package.file.name, at=at)
    package.file, package.course, package.done_at = "", course, at
    package.save(update_fields=["file", "course", "done_at"])


def _made(package: CoursePackage) -> Course:
    if package.course_id is None:
        raise Missing
    return courses.find_managed(package.made_by, pk=package.course_id)


# --- thrown away --------------------------------------------------------------------------------


@transaction.atomic
def discard(package: CoursePackage, *, at: datetime) -> None:
    """Forget the package with its file; a course that was made of it stays."""
    if package.file.name:
        removing.remove_later(package.file.name, at=at)
    package.delete()


def forget(*, before: datetime, at: datetime, limit: int = 20) -> int:
    """Delete up to `limit` packages that came before this instant, with their files; return how many."""
    chosen = list(CoursePackage.objects.filter(created_at__lt=before).order_by("created_at")[:limit])
    for package in chosen:
        discard(package, at=at)
    return len(chosen)
