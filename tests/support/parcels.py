"""Course packages for tests: read, made of parts, and broken."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lineup.core.people.actors import Actor
from lineup.domains.courses import courses, items, lessons, modules
from lineup.domains.courses.models import Course
from lineup.domains.courses.packages import writing
from tests.support import exams, films, tasks

PDF = b"%PDF-1.7\nA recipe.\n"


def whole(*, by: Actor, at: datetime, title: str = "Bread", **values: Any) -> Course:
    """A draft with two modules, a lesson of most ways to be done, a piece and a question of each kind, and a bin."""
    said = {"subject": courses.subject("craft"), "overview": "**Flour** and water.", "estimated_hours": 12, **values}
    made = courses.create(title=title, by=by, at=at, **said)
    first = modules.add(made, title="Dough", description="Four things.", opens_after_days=3, by=by, at=at)
    later = modules.add(made, title="Oven", opens_at=at, by=by, at=at)
    lesson = lessons.add(first, title="Knead", completion="time_based", minutes=20, by=by, at=at)
    items.add(lesson, "text", text="Knead, [then rest](https://example.org/rest).", by=by, at=at)
    items.add(lesson, "image", upload=picture(), alternative="A loaf", caption="Done", by=by, at=at)
    items.add(lesson, "video", url="https://example.org/film", name="Film", by=by, at=at)
    items.add(lesson, "file", upload=SimpleUploadedFile("recipe.pdf", PDF), caption="To print", by=by, at=at)
    items.add(lesson, "file", upload=SimpleUploadedFile("copy.pdf", PDF), by=by, at=at)
    items.discard(items.add(lesson, "text", text="Gone", by=by, at=at), by=by, at=at)
    film = lessons.add(first, title="Look on", completion="watched", watch_percent=80, is_optional=True, by=by, at=at)
    said = {"name": "Mixing", "captions": films.CAPTIONS, "captions_language": "en"}
    items.add(film, "video", upload=films.upload(), by=by, at=at, **said)
    lessons.discard(lessons.add(first, title="Gone", by=by, at=at), by=by, at=at)
    exams.quiz(later, by=by, at=at, drawn=2, attempts=3, minutes=10, pass_percent=70)
    tasks.assignment(later, by=by, at=at, due_at=at, late_until=at + timedelta(days=2), takes="file", times=2)
    return made


def picture(colour: str = "red", size: tuple[int, int] = (5, 4)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return SimpleUploadedFile("loaf.png", out.getvalue())


def written(course: Course) -> bytes:
    """Return the package of the course."""
    out = io.BytesIO()
    writing.write(course, out)
    return out.getvalue()


def opened(content: bytes) -> dict[str, bytes]:
    """Return what is in the package, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(content: bytes) -> Any:
    return json.loads(opened(content)["course.json"])


def packed(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def of(told: Any, **files: bytes) -> bytes:
    """Return a package with this document, and these files by their checksum."""
    return packed({"course.json": json.dumps(told, default=str), **{f"files/{one}": files[one] for one in files}})


def stored() -> set[str]:
    """Return every file that is stored, of whatever course."""
    root = Path(default_storage.location)  # type: ignore[attr-defined]
    return {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def small(**course: Any) -> dict[str, Any]:
    """Return a document that says no more than it must."""
    return {
        "format": "lineup-course",
        "version": 1,
        "course": {"title": "Small", "subject": "craft", **course},
        "modules": [],
    }
