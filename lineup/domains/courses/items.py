"""What stands in a lesson: texts, pictures, videos and files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, ordering, subtitles
from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, item_files, modules, outline
from lineup.domains.courses.models import Item, Lesson

K = Item.Kind
MOST = 100
LONGEST_TEXT = 50_000
LONGEST_ALTERNATIVE, LONGEST_CAPTION, LONGEST_NAME = 500, 300, 200
# what may be said of each kind
FIELDS: Mapping[str, tuple[str, ...]] = {
    K.TEXT: ("text",),
    K.IMAGE: ("alternative", "caption"),
    K.VIDEO: ("url", "name", "caption", "captions", "captions_language"),
    K.FILE: ("name", "caption"),
}
# of captions, by their two letters
LANGUAGES = {
    *("bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is"),
    *("it", "lt", "lv", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk"),
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
    sentence = _("Choose a video, or give the web address of one elsewhere; it starts with https://.")
    field = "url"


class VideoTwice(Invalid):
    code = "video_twice"
    sentence = _("This video is stored here; leave the address empty, or add the other one as a piece of its own.")
    field = "url"


class VideoNameNeeded(Invalid):
    code = "video_name_needed"
    sentence = _("Give the video a name, so that learners know what they will see.")
    field = "name"


class CaptionsLanguageNeeded(Invalid):
    code = "captions_language_needed"
    sentence = _("Say in which language the captions are.")
    field = "captions_language"


class TooManyItems(Invalid):
    code = "too_many_items"
    sentence = _("A lesson has at most %(most)s pieces; make another lesson.")


def add(lesson: Lesson, kind: str, *, upload: File | None = None, by: Actor, at: datetime, **values: object) -> Item:
    """Return a new piece at the end of the lesson: `values` are the FIELDS of its kind.

    A video is an upload, or has a `url`. Raises WordsNeeded, AlternativeNeeded, VideoAddressNeeded, VideoTwice,
    VideoNameNeeded, CaptionsLanguageNeeded, NotAWebAddress, TooManyItems, TooLong, UnknownChoice, and what
    `subtitles.checked` and `item_files.store` raise.
    """
    stored = kind in (K.IMAGE, K.FILE) or (kind == K.VIDEO and upload is not None)
    item = unsaved(lesson, kind, position=outline.items(lesson).count(), stored=stored, at=at, **values)
    if stored:
        item_files.store(item, upload)
    try:
        return _keep(item, by, at)
    except BaseException:
        item_files.forget(item)
        raise


def unsaved(lesson: Lesson, kind: str, *, position: int, stored: bool, at: datetime, **values: object) -> Item:
    """Return a piece with the FIELDS of its kind that is not kept yet; `stored`: its file is, or will be.

    Raises what `add` raises of the fields.
    """
    inputs.choice(kind, K.values, field="kind")
    item = Item(lesson=lesson, kind=kind, position=position, created_at=at)
    _fill(item, values, stored=stored)
    return item


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
    _fill(item, values, stored=bool(item.file))
    if values:
        # without captions there is no language of them
        item.save(update_fields=sorted({*values, *(["captions_language"] if "captions" in values else [])}))
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


def _fill(item: Item, values: Mapping[str, Any], *, stored: bool) -> None:
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
    _check_whole(item, stored=stored)


def _check_whole(item: Item, *, stored: bool) -> None:
    if item.kind == K.TEXT and not item.text:
        raise WordsNeeded
    if item.kind == K.IMAGE and not item.alternative:
        raise AlternativeNeeded
    if item.kind == K.VIDEO:
        _check_video(item, stored=stored)


def _check_video(item: Item, *, stored: bool) -> None:
    if not stored and not item.url:
        raise VideoAddressNeeded
    if stored and item.url:
        raise VideoTwice
    if stored and not item.name:
        raise VideoNameNeeded
    item.captions = subtitles.checked(item.captions) if stored else ""
    if not item.captions:
        item.captions_language = ""
    elif not item.captions_language:
        raise CaptionsLanguageNeeded
    else:
        inputs.choice(item.captions_language, LANGUAGES, field="captions_language")
