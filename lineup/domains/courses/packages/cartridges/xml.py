"""XML out of a cartridge: no entities, nothing from outside, names without their namespaces."""

from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree
from django.utils.translation import gettext_lazy as _

from lineup.domains.courses.packages.archives import Archive, Unopened, said

LARGEST = 5 * 1024 * 1024
# what looks at all that is below each element must not do so for each of thousands of levels
DEEPEST = 60
Element = Any


class BrokenXml(Unopened):
    code = "cartridge_xml_broken"
    sentence = _("“%(name)s” in this file can't be read as XML; export the cartridge again.")


def read(archive: Archive, name: str) -> Element:
    """Return the root of the part. Raises BrokenXml, also for whatever declares a document type, and of `Archive`."""
    content = archive.read(name, most=LARGEST)
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except Exception:  # whatever its parsers make of somebody else's bytes
        raise BrokenXml(name=said(name)) from None
    if _is_deep(root):
        raise BrokenXml(name=said(name))
    return root


def _is_deep(root: Element) -> bool:
    level = [root]
    for _depth in range(DEEPEST):
        level = [one for element in level for one in element]
    return bool(level)


def local(element: Element) -> str:
    """Return the name of the element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *names: str) -> list[Element]:
    """Return the direct children of these names."""
    return [one for one in element if local(one) in names] if element is not None else []


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element on this path below, or None."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def below(element: Element | None, name: str, *, without: str = "") -> Iterator[Element]:
    """Yield every element of this name, however deep, in their order; none within one of the name `without`."""
    left = [element] if element is not None else []
    while left:
        one = left.pop()
        if local(one) == name:
            yield one
        left += [found for found in reversed(one) if not without or local(found) != without]


def text(element: Element | None) -> str:
    """Return all that the element says, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
