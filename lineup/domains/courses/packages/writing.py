"""A course into one file: its document, and the files that its pieces name."""

import hashlib
import json
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Offering
from lineup.domains.courses import courses, items, outline, prerequisites, ways_in
from lineup.domains.courses.models import Course, Item, Lesson
from lineup.domains.courses.packages import layout, parts

IN_MEMORY_BYTES = 5 * 1024 * 1024
# the same course is the same bytes, whenever it is written
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class CourseTooLarge(Refusal):
    code = "course_too_large_to_pack"
    sentence = _("All in all this course has more than %(limit)s MB; make two courses of it, or link to its files.")


class UnknownToPackages(Refusal):
    code = "lesson_not_packed"
    sentence = _(
        "“%(lesson)s” is of a kind that a package can’t hold yet; put it into the bin, then take it out again."
    )


class FileGone(Refusal):
    code = "file_not_stored"
    sentence = _("The file of “%(lesson)s” is not stored any more; put it into the bin, or add it again.")


def packed(course: Course) -> IO[bytes]:
    """Return the package of the course, opened at its beginning; who asks closes it. Raises what `write` raises."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - handed on
    try:
        write(course, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file  # type: ignore[no-any-return]


def write(course: Course, file: IO[bytes]) -> None:
    """Write the course, with all that is in use of it, to `file`: the same course gives the same bytes.

    Nobody who learns, teaches or enrols is in it. Raises CourseTooLarge, UnknownToPackages, FileGone.
    """
    lessons = list(outline.in_order(course))
    pieces = list(Item.objects.filter(lesson__in=[one.pk for one in lessons], binned_at=None).order_by(*outline.ORDER))
    _check(lessons, pieces)
    named = {one.pk: one.title for one in lessons}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        sums = {piece.pk: _add(archive, piece, named[piece.lesson_id]) for piece in pieces if piece.file}
        content = _content(_document(course, lessons, pieces, sums))
        if len(content) > layout.LARGEST_DOCUMENT:
            raise CourseTooLarge(limit=layout.LARGEST_DOCUMENT // 1024 // 1024)
        archive.writestr(zipfile.ZipInfo(layout.DOCUMENT, LONG_AGO), content)


def _check(lessons: Iterable[Lesson], pieces: Iterable[Item]) -> None:
    for lesson in lessons:
        if not parts.is_known(lesson.completion):
            raise UnknownToPackages(lesson=lesson.title)
    stored = [piece.size for piece in pieces if piece.file]
    if sum(stored) > layout.LARGEST_BYTES - layout.LARGEST_DOCUMENT or len(stored) >= layout.MOST_ENTRIES:
        raise CourseTooLarge(limit=(layout.LARGEST_BYTES - layout.LARGEST_DOCUMENT) // 1024 // 1024)


def _add(archive: zipfile.ZipFile, piece: Item, lesson: str) -> str:
    """Put the file of the piece beside the others, each once, and return its checksum."""
    try:
        with piece.file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError:
        raise FileGone(lesson=lesson) from None
    checksum = hashlib.sha256(content).hexdigest()
    name = f"{layout.FILES}{checksum}"
    if name not in archive.NameToInfo:
        archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return checksum


def _content(document: dict[str, Any]) -> bytes:
    return json.dumps(document, default=_plain, ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        # without the zeros that a column adds
        return f"{value.normalize():f}"
    raise TypeError(f"a package holds no {type(value).__name__}")


def _document(
    course: Course, lessons: Sequence[Lesson], pieces: Iterable[Item], sums: Mapping[Any, str]
) -> dict[str, Any]:
    within = defaultdict(list)
    for piece in pieces:
        within[piece.lesson_id].append(_piece(piece, sums))
    more: dict[Any, dict[str, Any]] = defaultdict(dict)
    for completion, part in parts.PARTS.items():
        for key, said in part.written([one.pk for one in lessons if one.completion == completion]).items():
            more[key][part.name] = said
    held = defaultdict(list)
    for lesson in lessons:
        said = {field: getattr(lesson, field) for field in layout.LESSON}
        held[lesson.module_id].append({**said, "items": within[lesson.pk], **more[lesson.pk]})
    return {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "course": _course(course),
        "builds_on": [one.offering.title for one in prerequisites.of(course)],
        "modules": [
            {**{field: getattr(module, field) for field in layout.MODULE}, "lessons": held[module.pk]}
            for module in outline.modules(course)
        ],
    }


def _course(course: Course) -> dict[str, Any]:
    offering, pool = course.offering, courses.pool_of(course)
    said = {
        "title": offering.title,
        **{field: getattr(course, field) for field in courses.DETAILS},
        "subject": course.subject_id,
        "enrolment_type": ways_in.of(offering, pool),
        "unlisted": offering.visibility == Offering.Visibility.UNLISTED,
        **{field: getattr(pool, field) for field in courses.POOL},
    }
    return {field: said[field] for field in layout.COURSE}


def _piece(piece: Item, sums: Mapping[Any, str]) -> dict[str, Any]:
    said = {"kind": piece.kind, **{field: getattr(piece, field) for field in items.FIELDS[Item.Kind(piece.kind)]}}
    return {**said, "file": sums[piece.pk]} if piece.pk in sums else said
