"""What is wrong with a page in the four looks that it has: light and dark, on a phone and on a screen.

    looks.faults(page)    # ["color-contrast at .badge (390 px, dark)"]

The page is loaded once; the looks are set on it as it stands. They show at once: a page opened here moves nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


@dataclass(frozen=True)
class Look:
    """Width and height in pixels."""

    width: int
    height: int
    dark: bool

    def __str__(self) -> str:
        return f"{self.width} px, {'dark' if self.dark else 'light'}"


LOOKS = tuple(Look(width, height, dark) for width, height in ((390, 844), (1280, 800)) for dark in (False, True))

AXE = Axe().axe_script
# `preload` fetches the style sheets a second time, for a rule that is not asked for
FINDINGS = """() => axe.run({resultTypes: ["violations"], preload: false}).then(({violations}) => violations
  .map(({id, nodes}) => `${id} at ${nodes.slice(0, 3).map(({target}) => target.join(" ")).join(", ")}`))"""
# what stands in a row on a phone is a label, a value and what is added to it; more would be columns of single letters
CROWDED = """() => [...document.querySelectorAll("tbody [data-label]")].filter(cell =>
  getComputedStyle(cell).display === "flex" && [...cell.childNodes].filter(one => one.nodeType === 1 ||
  (one.nodeType === 3 && one.data.trim())).length > 2).map(cell => cell.dataset.label)"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def faults(page: Page, wanted: Sequence[Look] = LOOKS) -> list[str]:
    """Return each finding of axe, however slight, each cell that falls apart, and each look that is too wide."""
    page.evaluate(AXE)
    return [f"{fault} ({look})" for look in _in_turn(page, wanted) for fault in _shown(page, look)]


def _in_turn(page: Page, wanted: Sequence[Look]) -> list[Look]:
    """The looks of the width that stands come first: to set another takes time."""
    stands = page.viewport_size
    return sorted(wanted, key=lambda look: stands is not None and look.width != stands["width"])


def _shown(page: Page, look: Look) -> Iterator[str]:
    if page.viewport_size != {"width": look.width, "height": look.height}:
        page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(color_scheme="dark" if look.dark else "light")
    yield from page.evaluate(FINDINGS)
    yield from (f"crowded cell “{label}”" for label in dict.fromkeys(page.evaluate(CROWDED)))
    if (wide := page.evaluate(TOO_WIDE)) > 0:
        yield f"{wide} pixels too wide"
