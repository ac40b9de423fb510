"""A document drawn up as the rows that it would be, by the very rules that authors meet; nothing is kept."""

import io
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.core.files.base import File
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, pictures
from lineup.core.foundation.errors import Invalid
from lineup.domains.courses import item_files, items, lessons, modules
from lineup.domains.courses.models import Item, Lesson, Module
from lineup.domains.courses.packages import parts
from lineup.domains.courses.packages.faults import Faults
from lineup.domains.courses.packages.shapes import (
    Reading,
    Shape,
    UnknownField,
    anything,
    flag,
    moment,
    or_none,
    whole,
    words,
)
from lineup.domains.courses.packages.writing import UnknownToPackages

# so much is drawn anew at once: a picture takes its time
MOST_PIXELS = 300_000_000

DOCUMENT: Shape = dict.fromkeys(("format", "version", "course", "builds_on", "modules"), anything)
COURSE: Shape = {
    "title": words,
    "subject": words,
    "overview": words,
    "difficulty": words,
    "estimated_hours": or_none(whole),
    "certificate_enabled": flag,
    "certificate_months": or_none(whole),
    "enrolment_type": words,
    "unlisted": flag,
    "capacity": or_none(whole),
    "waitlist": words,
    "offer_minutes": whole,
    "opens_at": or_none(moment),
    "closes_at": or_none(moment),
}
MODULE: Shape = {
    "title": words,
    "description": words,
    "opens_at": or_none(moment),
    "opens_after_days": or_none(whole),
    "lessons": anything,
}
LESSON: Shape = {
    "title": words,
    "completion": words,
    "minutes": or_none(whole),
    "watch_percent": whole,
    "may_say_done": flag,
    "is_optional": flag,
    "items": anything,
    **{part.name: anything for part in parts.PARTS.values()},
}
WITH_FILE = (Item.Kind.IMAGE, Item.Kind.VIDEO, Item.Kind.FILE)

# keeps the content of a piece, and lets it name where
Keep = Callable[[Item, File], None]


class TooManyPixels(Invalid):
    code = "package_too_many_pixels"
    sentence = _("All in all its pictures are too large to be drawn anew at once; make them smaller first.")
    field = "file"


class Source(Protocol):
    """Where the files of a document are."""

    def read(self, key: str) -> bytes:
        """Return the content behind what a piece names as its file. Raises an Invalid."""


class Drawing:
    """What a document would become: `rows` by table, what others name first; `faults`; `files` with their sizes.

    `course`: what it says of the course itself; None where that is not as it should be.
    """

    def __init__(self, told: dict[str, Any], source: Source, *, at: datetime, keep: Keep | None = None) -> None:
        self.faults = Faults()
        self.rows: dict[type[Model], list[Model]] = defaultdict(list)
        self.files: dict[str, int] = {}
        self._reading, self._source, self._at, self._keep = Reading(self.faults), source, at, keep
        self._taken: dict[tuple[str, str], Item] = {}
        self._lessons = self._pixels = 0
        self._reading.object(told, "", DOCUMENT)
        self.course = self._reading.object(told.get("course"), "course", COURSE)
        self._draw_modules(told.get("modules", []))

    def count(self, table: type[Model]) -> int:
        """Return how many rows of this table there would be."""
        return len(self.rows.get(table, ()))

    def _draw_modules(self, told: Any) -> None:
        listed = self._reading.list(told, "modules", most=modules.MOST, too_many=modules.TooManyModules)
        for index, one in enumerate(listed):
            place = f"modules[{index}]"
            said = self._reading.object(one, place, MODULE)
            module = Module()
            if said is not None:
                said.pop("lessons", None)
                with self.faults.noted(place):
                    module = modules.unsaved(position=index, at=self._at, **{"title": "", **said})
            self.rows[Module].append(module)
            self._draw_lessons(module, _within(one, "lessons"), f"{place}.lessons")

    def _draw_lessons(self, module: Module, told: Any, place: str) -> None:
        left = lessons.MOST - self._lessons
        for index, one in enumerate(self._reading.list(told, place, most=left, too_many=_too_many_lessons)):
            self._lessons += 1
            self._draw_lesson(module, one, f"{place}[{index}]", index)

    def _draw_lesson(self, module: Module, told: Any, place: str, index: int) -> None:
        said = self._reading.object(told, place, LESSON) or {}
        values = {name: said[name] for name in lessons.FIELDS if name in said}
        lesson = Lesson(module=module)
        with self.faults.noted(place):
            if said:
                lesson = lessons.unsaved(module, position=index, at=self._at, **{"title": "", **values})
        self.rows[Lesson].append(lesson)
        self._draw_items(lesson, _within(told, "items"), f"{place}.items")
        with self.faults.noted(place):
            self._draw_part(lesson, said, place)

    def _draw_part(self, lesson: Lesson, said: dict[str, Any], place: str) -> None:
        """What makes the lesson more than its pieces, where it is of such a kind."""
        if not parts.is_known(lesson.completion):
            raise UnknownToPackages(lesson=lesson.title)
        own = parts.PARTS.get(lesson.completion)
        for part in parts.PARTS.values():
            if part is not own and part.name in said:
                raise UnknownField(name=part.name)
        if own:
            for row in own.drawn(lesson, said.get(own.name, {}), f"{place}.{own.name}", self._reading, self._at):
                self.rows[type(row)].append(row)

    def _draw_items(self, lesson: Lesson, told: Any, place: str) -> None:
        for index, one in enumerate(self._reading.list(told, place, most=items.MOST, too_many=items.TooManyItems)):
            within = f"{place}[{index}]"
            with self.faults.noted(within):
                self._draw_item(lesson, one, within, index)

    def _draw_item(self, lesson: Lesson, told: Any, place: str, index: int) -> None:
        kind = Item.Kind(inputs.choice(self._reading.kind(told), Item.Kind.values, field="kind"))
        shape: Shape = dict.fromkeys(("kind", *items.FIELDS[kind]), words)
        said = self._reading.object(told, place, {**shape, "file": words} if kind in WITH_FILE else shape)
        if said is None:
            return
        values = {name: said[name] for name in items.FIELDS[kind] if name in said}
        # a video may be elsewhere
        stored = "file" in said if kind == Item.Kind.VIDEO else kind in WITH_FILE
        item = items.unsaved(lesson, kind, position=index, stored=stored, at=self._at, **values)
        if stored:
            self._take_in(item, said.get("file", ""))
        self.rows[Item].append(item)

    def _take_in(self, item: Item, key: str) -> None:
        """Each file once, however many pieces name it: they share what is stored, as copies of a lesson do."""
        first = self._taken.get((item.kind, key))
        if first is None:
            self._taken[item.kind, key] = self._taken_first(item, key)
            return
        for name in ("content_type", "size", "width", "height", "seconds"):
            setattr(item, name, getattr(first, name))
        item.file.name, item.name = first.file.name, item.name or first.name

    def _taken_first(self, item: Item, key: str) -> Item:
        if not key:
            raise item_files.FileNeeded
        raw = self._source.read(key)
        if item.kind == Item.Kind.IMAGE:
            self._pixels += pictures.pixels_to_draw(raw)
            if self._pixels > MOST_PIXELS:
                raise TooManyPixels
        content = item_files.taken_in(item, File(io.BytesIO(raw), name=key), drawn_here=True)
        self.files[key] = len(raw)
        if self._keep and not self.faults.number:
            self._keep(item, content)
        return item


def _within(told: Any, name: str) -> Any:
    return told.get(name, []) if isinstance(told, dict) else []


def _too_many_lessons(*, most: int) -> Invalid:
    """However many are left of it, the rule is the same."""
    return lessons.TooManyLessons(most=lessons.MOST)
