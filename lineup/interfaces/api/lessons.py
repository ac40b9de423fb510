"""What a course is made of: modules, lessons, and what stands in them; read by its learners, changed by its makers."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from lineup.core.foundation import clock, subtitles
from lineup.core.foundation.errors import Missing
from lineup.domains.courses import access, copying, courses, items, lessons, modules, outline
from lineup.domains.courses.models import Course, Item, Lesson, Module
from lineup.interfaces.api import files, keys
from lineup.interfaces.api.course_shapes import (
    ItemChanged,
    ItemShown,
    LessonChanged,
    LessonPosition,
    LessonShown,
    ModuleSent,
    ModuleShown,
    NewItem,
    NewLesson,
    Position,
)
from lineup.interfaces.api.values import Slug

router = Router(tags=["lessons"])

MODULE = "/courses/{slug}/modules/{module}"
LESSON = "/courses/{slug}/lessons/{lesson}"
ITEM = LESSON + "/items/{item}"


@router.post("/courses/{slug}/modules", response={201: ModuleShown}, summary="Add a module")
def add_module(request: HttpRequest, slug: Slug, body: ModuleSent) -> Any:
    """After those there are."""
    row = modules.add(_course(request, slug), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, ModuleShown.of(row))


@router.patch(MODULE, response=ModuleShown, summary="Change a module")
def change_module(request: HttpRequest, slug: Slug, module: UUID, body: ModuleSent) -> Any:
    """Its title, and what it says of itself."""
    values = body.model_dump(exclude_unset=True)
    return ModuleShown.of(
        modules.change(_module(request, slug, module), by=keys.actor(request), at=clock.now(), **values)
    )


@router.post(f"{MODULE}/position", response=ModuleShown, summary="Move a module")
def move_module(request: HttpRequest, slug: Slug, module: UUID, body: Position) -> Any:
    """To this index among the modules of the course."""
    row = _module(request, slug, module)
    return ModuleShown.of(modules.move(row, index=body.index, by=keys.actor(request), at=clock.now()))


@router.post(f"{MODULE}/copy", response={201: ModuleShown}, summary="Copy a module")
def copy_module(request: HttpRequest, slug: Slug, module: UUID) -> Any:
    """The copy stands right after it, with its lessons, quizzes and assignments; what learners did is not in it."""
    row = copying.duplicate_module(_module(request, slug, module), by=keys.actor(request), at=clock.now())
    return Status(201, ModuleShown.of(row))


@router.post(f"{MODULE}/discard", response=ModuleShown, summary="Put a module into the bin")
def discard_module(request: HttpRequest, slug: Slug, module: UUID) -> Any:
    """With its lessons; the last one of a published course stays."""
    return ModuleShown.of(modules.discard(_module(request, slug, module), by=keys.actor(request), at=clock.now()))


@router.post(f"{MODULE}/restoration", response=ModuleShown, summary="Take a module out of the bin")
def restore_module(request: HttpRequest, slug: Slug, module: UUID) -> Any:
    """As the last one."""
    row = outline.find_module(_course(request, slug), module, binned=True)
    return ModuleShown.of(modules.restore(row, by=keys.actor(request), at=clock.now()))


@router.post(f"{MODULE}/lessons", response={201: LessonShown}, summary="Add a lesson")
def add_lesson(request: HttpRequest, slug: Slug, module: UUID, body: NewLesson) -> Any:
    """After those of the module."""
    values = body.model_dump(exclude_unset=True)
    row = lessons.add(_module(request, slug, module), by=keys.actor(request), at=clock.now(), **values)
    return Status(201, LessonShown.of(row))


@router.get(LESSON, response=LessonShown, summary="Read a lesson")
def read(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """For who is enrolled, and who teaches. Nothing is noted of it: see …/view."""
    reader = access.reader(keys.actor(request).human, slug=slug)
    return LessonShown.of(access.lesson(reader, lesson, at=clock.now()))


@router.patch(LESSON, response=LessonShown, summary="Change a lesson")
def change_lesson(request: HttpRequest, slug: Slug, lesson: UUID, body: LessonChanged) -> Any:
    """Its title, how it is done, and whether it counts."""
    values = body.model_dump(exclude_unset=True)
    return LessonShown.of(
        lessons.change(_lesson(request, slug, lesson), by=keys.actor(request), at=clock.now(), **values)
    )


@router.post(f"{LESSON}/position", response=LessonShown, summary="Move a lesson")
def move_lesson(request: HttpRequest, slug: Slug, lesson: UUID, body: LessonPosition) -> Any:
    """To this index of its module, or of another one."""
    row = _lesson(request, slug, lesson)
    to = outline.find_module(row.module.course, body.module) if body.module else None
    return LessonShown.of(lessons.move(row, index=body.index, to=to, by=keys.actor(request), at=clock.now()))


@router.post(f"{LESSON}/copy", response={201: LessonShown}, summary="Copy a lesson")
def copy_lesson(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """The copy stands right after it."""
    row = lessons.duplicate(_lesson(request, slug, lesson), by=keys.actor(request), at=clock.now())
    return Status(201, LessonShown.of(row))


@router.post(f"{LESSON}/discard", response=LessonShown, summary="Put a lesson into the bin")
def discard_lesson(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """It counts no more; what learners did with it is kept until the bin is emptied."""
    return LessonShown.of(lessons.discard(_lesson(request, slug, lesson), by=keys.actor(request), at=clock.now()))


@router.post(f"{LESSON}/restoration", response=LessonShown, summary="Take a lesson out of the bin")
def restore_lesson(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """As the last one of its module."""
    row = outline.find_lesson(_course(request, slug), lesson, binned=True)
    return LessonShown.of(lessons.restore(row, by=keys.actor(request), at=clock.now()))


@router.post(f"{LESSON}/items", response={201: ItemShown}, summary="Add a text, or a video elsewhere")
def add_item(request: HttpRequest, slug: Slug, lesson: UUID, body: NewItem) -> Any:
    """At the end of the lesson."""
    row = items.add(
        _lesson(request, slug, lesson), body.kind, by=keys.actor(request), at=clock.now(), **_said(body, body.kind)
    )
    return Status(201, ItemShown.of(row))


@router.post(f"{LESSON}/uploads", response={201: ItemShown}, summary="Add a picture, a video or a file")
def add_upload(
    request: HttpRequest,
    slug: Slug,
    lesson: UUID,
    file: File[UploadedFile],
    kind: Form[Literal["image", "video", "file"]] = "file",
    alternative: Form[str] = "",
    caption: Form[str] = "",
    name: Form[str] = "",
) -> Any:
    """A picture is drawn anew, and needs words for who does not see it; a video needs a name, and may get captions.

    Files and videos are judged by their bytes.
    """
    given = {"alternative": alternative, "caption": caption, "name": name}
    said = {field: given[field] for field in items.FIELDS[Item.Kind(kind)] if given.get(field)}
    row = items.add(_lesson(request, slug, lesson), kind, upload=file, by=keys.actor(request), at=clock.now(), **said)
    return Status(201, ItemShown.of(row))


@router.patch(ITEM, response=ItemShown, summary="Change a piece of a lesson")
def change_item(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID, body: ItemChanged) -> Any:
    """What its kind has; what it has not is left alone."""
    row = _item(request, slug, lesson, item)
    return ItemShown.of(items.change(row, by=keys.actor(request), at=clock.now(), **_said(body, row.kind)))


@router.post(f"{ITEM}/position", response=ItemShown, summary="Move a piece of a lesson")
def move_item(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID, body: Position) -> Any:
    """To this index of the lesson."""
    row = _item(request, slug, lesson, item)
    return ItemShown.of(items.move(row, index=body.index, by=keys.actor(request), at=clock.now()))


@router.post(f"{ITEM}/discard", response=ItemShown, summary="Put a piece of a lesson into the bin")
def discard_item(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID) -> Any:
    """It can be taken out again."""
    return ItemShown.of(items.discard(_item(request, slug, lesson, item), by=keys.actor(request), at=clock.now()))


@router.post(f"{ITEM}/restoration", response=ItemShown, summary="Take a piece of a lesson out of the bin")
def restore_item(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID) -> Any:
    """To where it stood."""
    row = outline.find_item(_lesson(request, slug, lesson), item, binned=True)
    return ItemShown.of(items.restore(row, by=keys.actor(request), at=clock.now()))


@router.get(f"{ITEM}/content", summary="Download a picture, a video or a file", openapi_extra=files.AS_DOWNLOAD)
def content(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID) -> Any:
    """For who is enrolled, and who teaches; always as a download. Of a video one may ask for a part (Range)."""
    row = _read_item(request, slug, lesson, item)
    if not row.file:
        raise Missing
    if row.kind == Item.Kind.VIDEO:
        return files.part_of(row.file, size=row.size, asked=request.headers.get("Range", ""))
    return files.download_of(row.file, row.name or "picture.webp")


@router.get(f"{ITEM}/captions", summary="Download the captions of a video", openapi_extra=files.AS_DOWNLOAD)
def captions(request: HttpRequest, slug: Slug, lesson: UUID, item: UUID) -> Any:
    """As WebVTT, for who is enrolled, and who teaches."""
    row = _read_item(request, slug, lesson, item)
    if not row.captions:
        raise Missing
    return HttpResponse(row.captions, content_type=f"{subtitles.TYPE}; charset=utf-8")


def _said(body: ItemChanged, kind: str) -> dict[str, Any]:
    given = body.model_dump(exclude_unset=True)
    return {name: given[name] for name in items.FIELDS[Item.Kind(kind)] if name in given}


def _course(request: HttpRequest, slug: str) -> Course:
    return courses.find_managed(keys.person(request), slug=slug)


def _module(request: HttpRequest, slug: str, module: UUID) -> Module:
    return outline.find_module(_course(request, slug), module)


def _lesson(request: HttpRequest, slug: str, lesson: UUID) -> Lesson:
    return outline.find_lesson(_course(request, slug), lesson)


def _read_item(request: HttpRequest, slug: str, lesson: UUID, item: UUID) -> Item:
    reader = access.reader(keys.actor(request).human, slug=slug)
    return outline.find_item(access.lesson(reader, lesson, at=clock.now()), item)


def _item(request: HttpRequest, slug: str, lesson: UUID, item: UUID) -> Item:
    return outline.find_item(_lesson(request, slug, lesson), item)
