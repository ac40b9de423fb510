"""The manifest of a Common Cartridge: its title, how it is ordered, and what is behind each entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from lineup.domains.courses import lessons, modules
from lineup.domains.courses.packages.archives import Archive, Unopened
from lineup.domains.courses.packages.cartridges import xml

NAME = "imsmanifest.xml"
SCHEMA, VERSIONS = "ims common cartridge", ("1.1", "1.2", "1.3")
DEEPEST = 12


class UnknownCartridge(Unopened):
    code = "cartridge_unknown_version"
    sentence = _("This is no IMS Common Cartridge of version 1.1 to 1.3; export the course as one of these.")


class TooDeep(Unopened):
    code = "cartridge_too_deep"
    sentence = _("The folders of this cartridge are nested too deeply; export it with fewer levels.")


@dataclass(frozen=True)
class Resource:
    """Something that an entry stands for: its type, and its part of the cartridge; none for what is not within."""

    kind: str
    name: str


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: a folder where it has entries of its own."""

    title: str
    resource: Resource | None
    place: str
    entries: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True)
class Manifest:
    title: str
    entries: list[Entry]
    resources: Mapping[str, Resource]


def read(archive: Archive) -> Manifest:
    """Return the manifest. Raises UnknownCartridge, TooDeep, TooManyLessons, BrokenXml, and of `Archive`."""
    root = xml.read(archive, NAME)
    metadata = xml.child(root, "metadata")
    schema = xml.text(xml.child(metadata, "schema")).casefold()
    version = xml.text(xml.child(metadata, "schemaversion"))
    if schema != SCHEMA or not version.startswith(VERSIONS):
        raise UnknownCartridge
    resources = dict(_resource(one, archive) for one in xml.children(xml.child(root, "resources"), "resource"))
    top = xml.child(root, "organizations", "organization")
    if sum(1 for _each in xml.below(top, "item")) > modules.MOST + lessons.MOST:
        raise lessons.TooManyLessons(most=lessons.MOST)
    entries = [
        _entry(one, resources, f"item[{index}]", 1)
        for outer in xml.children(top, "item")
        for index, one in enumerate(xml.children(outer, "item"))
    ]
    title = xml.text(xml.child(metadata, "lom", "general", "title", "string"))
    return Manifest(title, entries, resources)


def _resource(element: xml.Element, archive: Archive) -> tuple[str, Resource]:
    href = element.get("href") or next((one.get("href", "") for one in xml.children(element, "file")), "")
    base = next((value for name, value in element.attrib.items() if name.endswith("}base")), "")
    return element.get("identifier", ""), Resource(element.get("type", ""), part(archive, join(base, href)))


def _entry(element: xml.Element, resources: Mapping[str, Resource], place: str, depth: int) -> Entry:
    if depth > DEEPEST:
        raise TooDeep
    within = enumerate(xml.children(element, "item"))
    return Entry(
        title=xml.text(xml.child(element, "title")),
        resource=resources.get(element.get("identifierref", "")),
        place=place,
        entries=[_entry(one, resources, f"{place}.item[{index}]", depth + 1) for index, one in within],
    )


def part(archive: Archive, href: str) -> str:
    """Return the name of the part that an address within the cartridge leads to; nothing for what is not within."""
    for name in (href, unquote(href)):
        wanted = normpath(name.partition("?")[0].partition("#")[0]) if name else ""
        if wanted in archive.parts:
            return wanted
    return ""
