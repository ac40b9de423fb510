"""The papers on which badges are printed, as plain data, in millimetres."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid


class UnknownLayout(Invalid):
    code = "unknown_badge_layout"
    sentence = _("Choose one of the papers that are listed.")
    field = "layout"


@dataclass(frozen=True)
class Layout:
    """A sheet of equal badges, column by row; `cut`: lines to cut along, where the paper is not cut already."""

    slug: str
    label: Any
    page: tuple[float, float]
    size: tuple[float, float]
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    gap: float = 0.0
    cut: bool = False

    @property
    def on_a_page(self) -> int:
        """How many badges one sheet takes."""
        return self.columns * self.rows


A4, LETTER = (210.0, 297.0), (215.9, 279.4)

LAYOUTS = {
    layout.slug: layout
    for layout in (
        Layout("a6", _("A6, one to a page"), (105.0, 148.0), (105.0, 148.0)),
        Layout("a6_on_a4", _("A6, four to a sheet of A4, to be cut"), A4, (105.0, 148.5), 2, 2, cut=True),
        Layout("card", _("Card 86 × 54 mm, one to a page"), (86.0, 54.0), (86.0, 54.0)),
        Layout(
            "cards_on_a4",
            _("Cards 86 × 54 mm, ten to a sheet of A4, to be cut"),
            A4,
            (86.0, 54.0),
            2,
            5,
            19,
            13.5,
            cut=True,
        ),
        Layout(
            "l7160",
            _("Labels 63.5 × 38.1 mm, 21 to a sheet of A4 (like Avery L7160)"),
            A4,
            (63.5, 38.1),
            3,
            7,
            7.25,
            15.15,
            2.5,
        ),
        Layout(
            "l7163",
            _("Labels 99.1 × 38.1 mm, 14 to a sheet of A4 (like Avery L7163)"),
            A4,
            (99.1, 38.1),
            2,
            7,
            4.65,
            15.15,
            2.5,
        ),
        Layout(
            "l7165",
            _("Labels 99.1 × 67.7 mm, 8 to a sheet of A4 (like Avery L7165)"),
            A4,
            (99.1, 67.7),
            2,
            4,
            4.65,
            13.1,
            2.5,
        ),
        Layout(
            "us_4x3",
            _("Inserts 4 × 3 in, 6 to a US letter sheet (like Avery 5392)"),
            LETTER,
            (101.6, 76.2),
            2,
            3,
            6.35,
            25.4,
        ),
    )
}
USUAL = "a6"


def find(slug: str) -> Layout:
    """Return the layout with this name. Raises UnknownLayout."""
    if slug not in LAYOUTS:
        raise UnknownLayout
    return LAYOUTS[slug]
