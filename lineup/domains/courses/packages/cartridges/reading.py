"""A Common Cartridge as the document of a package: what has no room in a course is left out by name."""

import io
from dataclasses import replace
from datetime import datetime
from posixpath import basename
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, sniffing, uploads
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.videos import films
from lineup.domains.courses import items
from lineup.domains.courses.packages import layout
from lineup.domains.courses.packages.archives import Archive, said
from lineup.domains.courses.packages.cartridges import manifest, pages, questions, xml
from lineup.domains.courses.packages.cartridges.manifest import Entry, Manifest, Resource
from lineup.domains.courses.packages.faults import Faults
from lineup.domains.courses.packages.sources import FileNotWithin, read_file

# of all its pages and XML together: each takes its time
MOST_BYTES = 5 * 1024 * 1024
LONGEST_TITLE = 200
VIDEO = "video"


class EntryLeft(Refusal):
    code = "cartridge_entry_left"
    sentence = _("“%(title)s” is something that courses don't have (%(kind)s).")


class EntryEmpty(Refusal):
    code = "cartridge_entry_empty"
    sentence = _("“%(title)s” leads to nothing in this cartridge.")


class FileLeft(Refusal):
    code = "cartridge_file_left"
    sentence = _("“%(name)s” is not a file that lessons take: PDF, pictures, videos, plain text and office documents.")


class FileLarge(Refusal):
    code = "cartridge_file_too_large"
    sentence = _("“%(name)s” is larger than %(limit)s MB; make it smaller, or link to it.")


class PartMissing(Refusal):
    code = "cartridge_part_missing"
    sentence = _("“%(name)s” is named on the page “%(title)s” and is not in this cartridge.")


class Cartridge:
    """`told` is its document, `left` what has no room in a course; a source of its own files."""

    def __init__(self, archive: Archive, *, at: datetime) -> None:
        self._archive, self.left = archive, Faults()
        self._pages = pages.Reader(archive)
        self._questions = questions.Reader(archive, self._pages, self.left, at=at)
        self._named = {manifest.NAME}
        self._kinds: dict[str, str | None] = {}
        self._bytes = 0
        found = manifest.read(archive)
        self.told: dict[str, Any] = {
            "format": layout.FORMAT,
            "version": layout.VERSION,
            "course": {"title": _title(found.title)},
            "modules": self._modules(found),
        }

    def read(self, key: str) -> bytes:
        """Return the part of this name. Raises FileNotWithin, and of `Archive`."""
        if key not in self._archive.parts:
            raise FileNotWithin
        return read_file(self._archive, key)

    def unused(self, taken: set[str]) -> list[str]:
        """Return what is in the cartridge and no lesson of its own names, as it may be shown."""
        return sorted(said(name) for name in self._archive.parts if name not in taken | self._named)

    def _modules(self, found: Manifest) -> list[dict[str, Any]]:
        modules: list[dict[str, Any]] = []
        loose = [one for one in found.entries if not one.entries]
        if loose:
            modules.append({"title": _title(found.title), "lessons": self._lessons(loose)})
        for folder in found.entries:
            if folder.entries:
                modules += self._folder(folder, folder.title)
        return modules

    def _folder(self, folder: Entry, title: str) -> list[dict[str, Any]]:
        """A module of what stands in the folder itself, and one of each folder within."""
        own = [one for one in folder.entries if not one.entries]
        if folder.resource is not None:
            own.insert(0, replace(folder, entries=[]))
        found = [{"title": _title(title), "lessons": self._lessons(own)}] if own else []
        for one in folder.entries:
            if one.entries:
                found += self._folder(one, f"{title} – {one.title}")
        return found

    def _lessons(self, entries: list[Entry]) -> list[dict[str, Any]]:
        found = []
        for entry in entries:
            with self.left.noted(entry.place):
                found.append(self._lesson(entry))
        return found

    def _lesson(self, entry: Entry) -> dict[str, Any]:
        """Raises what keeps the entry out."""
        resource = entry.resource
        if resource is None or not resource.name:
            raise EntryEmpty(title=entry.title)
        self._named.add(resource.name)
        lesson: dict[str, Any] = {"title": _title(entry.title)}
        if resource.kind.startswith("imsqti") and resource.kind.endswith("/assessment"):
            return {**lesson, "completion": "quiz", "quiz": self._questions.read(self._weighed(resource.name))}
        if resource.kind.startswith("imswl"):
            return {**lesson, "items": [self._link(entry, resource)]}
        if resource.kind != "webcontent":
            raise EntryLeft(title=entry.title, kind=resource.kind)
        if resource.name.lower().endswith(pages.PAGES):
            return {**lesson, "items": self._page(entry, resource.name)}
        return {**lesson, "items": [self._file(resource.name, entry.title)]}

    def _weighed(self, name: str) -> str:
        """Return the name of a part that is to be read as words. Raises TooManyPages."""
        self._bytes += self._archive.parts[name].file_size
        if self._bytes > MOST_BYTES:
            raise pages.TooManyPages
        return name

    def _link(self, entry: Entry, resource: Resource) -> dict[str, Any]:
        root = xml.read(self._archive, self._weighed(resource.name))
        target = xml.child(root, "url")
        address = inputs.web_address(target.get("href", "") if target is not None else "", field="url")
        words = xml.text(xml.child(root, "title")) or entry.title or address
        if not address:
            raise EntryLeft(title=entry.title, kind=resource.kind)
        shown = "".join(f"\\{sign}" if sign in "[]\\" else sign for sign in words)
        plain = address.replace("<", "%3C").replace(">", "%3E")
        return {"kind": "text", "text": f"[{shown}](<{plain}>)"}

    def _page(self, entry: Entry, name: str) -> list[dict[str, Any]]:
        page = self._pages.read(self._weighed(name), entry.title)
        for gone in page.missing:
            self.left.note(entry.place, PartMissing(name=gone, title=entry.title))
        pieces: list[dict[str, Any]] = [{"kind": "text", "text": one} for one in pages.portions(page.text)]
        for part, shown in dict.fromkeys([*page.pictures, *page.files]):
            with self.left.noted(entry.place):
                pieces.append(self._file(part, shown))
        return pieces

    def _file(self, name: str, shown: str) -> dict[str, Any]:
        """A picture, a video or a file, as its bytes say. Raises FileLeft, FileLarge."""
        self._named.add(name)
        kind = self._kind(name)
        if kind is None:
            raise FileLeft(name=said(name))
        if kind == VIDEO:
            return {"kind": "video", "name": _title(shown or basename(name)), "file": name}
        if self._archive.parts[name].file_size > uploads.LARGEST_BYTES:
            raise FileLarge(name=said(name), limit=uploads.LARGEST_BYTES // 1024 // 1024)
        if kind.startswith("image/"):
            words = " ".join(shown.split())[: items.LONGEST_ALTERNATIVE] or basename(name)
            return {"kind": "image", "alternative": words, "file": name}
        return {"kind": "file", "name": uploads.label(basename(name), kind), "file": name}

    def _kind(self, name: str) -> str | None:
        """What the part is, looked at once however many name it."""
        if name not in self._kinds:
            self._kinds[name] = None
            content = self.read(name)
            film = films.looked_at(File(io.BytesIO(content)), len(content))
            self._kinds[name] = VIDEO if film else sniffing.type_of(content)
        return self._kinds[name]


def _title(told: str) -> str:
    """Others let titles be empty; here nothing is without one."""
    return inputs.UNSTORABLE.sub("", told)[:LONGEST_TITLE] or gettext("Untitled")
