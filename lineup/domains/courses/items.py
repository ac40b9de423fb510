"""What stands in a lesson: texts, pictures, videos and files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, pictures, uploads
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, modules, ordering, outline
from lineup.domains.courses.models import Item, Lesson

K = Item.Kind
MOST = 100
LONGEST_TEXT = 50_000
LONGEST_ALTERNATIVE, LONGEST_CAPTION, LONGEST_NAME = 500, 300, 200
# what may be said of each kind
FIELDS: Mapping[str, tuple[str, ...]] = {
    K.TEXT: ("text",),
    K.IMAGE: ("alternative", "caption"),
    K.VIDEO: ("url", "name", "caption"),
    K.FILE: ("name", "caption"),
}


class WordsNeeded(Invalid):
    code = "words_needed"
    sentence = _("Write something first.")
    field = "text"


class AlternativeNeeded(Invalid):
    code = "alternative_needed"
    sentence = _("Say in words what the picture shows, for learners who don’t see it.")
    field = "alternative"


class VideoAddressNeeded(Invalid):
    code = "video_address_needed"
    sentence = _("Give the web address of the video; it starts with https://.")
    field = "url"


class FileNeeded(Invalid):
    code = "file_needed"
    sentence = _("Choose a file first.")
    field = "file"


class TooManyItems(Invalid):
    code = "too_many_items"
    sentence = _("A lesson has at most %(most)s pieces; make another lesson.")


def add(lesson: Lesson, kind: str, *, upload: File | None = None, by: Actor, at: datetime, **values: object) -> Item:
    """Return a new piece at the end of the lesson: `values` are the FIELDS of its kind.

    Raises WordsNeeded, AlternativeNeeded, VideoAddressNeeded, NotAWebAddress, FileNeeded, TooManyItems, TooLong,
    UnknownChoice, PictureWrong, and what `uploads.taken_in` raises.
    """
    inputs.choice(kind, K.values, field="kind")
    item = Item(lesson=lesson, kind=kind, position=outline.items(lesson).count(), created_at=at)
    _fill(item, values)
    if kind in (K.IMAGE, K.FILE):
        _store(item, upload)
    try:
        return _keep(item, by, at)
    except BaseException:
        if item.file:
            item.file.delete(save=False)
        raise


def _store(item: Item, upload: File | None) -> None:
    """Written before the transaction, which must not wait for a disk or a network."""
    if upload is None:
        raise FileNeeded
    if item.kind == K.IMAGE:
        content, item.width, item.height = pictures.whole(upload, field="file")
        item.content_type = "image/webp"
    else:
        raw, item.content_type = uploads.taken_in(upload)
        content = ContentFile(raw)
        item.name = item.name or uploads.label(upload.name or "", item.content_type)
    item.size = content.size
    item.file.save("upload", content, save=False)


@transaction.atomic
def _keep(item: Item, by: Actor, at: datetime) -> Item:
    course = item.lesson.module.course
    counting.hold(course)
    if outline.items(item.lesson).count() >= MOST:
        raise TooManyItems(most=MOST)
    item.save(force_insert=True)
    courses.record(course, "item.add", by, at)
    return item


@transaction.atomic
def change(item: Item, *, by: Actor, at: datetime, **values: object) -> Item:
    """Set the given FIELDS of its kind. Raises what `add` raises of them."""
    _fill(item, values)
    if values:
        item.save(update_fields=list(values))
        courses.record(item.lesson.module.course, "item.change", by, at)
    return item


@transaction.atomic
def move(item: Item, *, index: int, by: Actor, at: datetime) -> Item:
    """Put the piece at this index (from 0) of its lesson."""
    course = item.lesson.module.course
    counting.hold(course)
    ordering.place(item, list(outline.items(item.lesson)), index=index)
    courses.record(course, "item.move", by, at)
    return item


@transaction.atomic
def discard(item: Item, *, by: Actor, at: datetime) -> Item:
    """Put the piece into the bin. Raises NothingToLearn for the last one of a published course."""
    return _set_binned(item, at, "item.discard", by, at)


@transaction.atomic
def restore(item: Item, *, by: Actor, at: datetime) -> Item:
    """Take the piece out of the bin, to where it stood."""
    return _set_binned(item, None, "item.restore", by, at)


def _set_binned(item: Item, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Item:
    course = item.lesson.module.course
    counting.hold(course)
    item.binned_at = binned_at
    item.save(update_fields=["binned_at"])
    modules.keep_ready(course)
    courses.record(course, action, by, at)
    return item


def _fill(item: Item, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS[item.kind])
    if unknown:
        raise TypeError(f"not said of a {item.kind}: {sorted(unknown)}")
    for field, value in values.items():
        setattr(item, field, value)
    item.text = inputs.prose(item.text, field="text", most=LONGEST_TEXT)
    item.alternative = inputs.line(item.alternative, field="alternative", most=LONGEST_ALTERNATIVE)
    item.caption = inputs.line(item.caption, field="caption", most=LONGEST_CAPTION)
    item.name = inputs.line(item.name, field="name", most=LONGEST_NAME)
    item.url = inputs.web_address(item.url, field="url")
    _check_whole(item)


def _check_whole(item: Item) -> None:
    if item.kind == K.TEXT and not item.text:
        raise WordsNeeded
    if item.kind == K.IMAGE and not item.alternative:
        raise AlternativeNeeded
    if item.kind == K.VIDEO and not item.url:
        raise VideoAddressNeeded
