"""Sheets of badges as they come out of the printer: read again, by machine, as a door and a human would."""

import io
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
import zxingcpp
from PIL import Image

from lineup.core.foundation import clock, typesetting
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_layouts, badge_prints, badges
from lineup.domains.onsite.models import BadgePrint
from lineup.interfaces.documents import badge_sheets
from tests.support import factories, outbox

LONG = (
    "Élodie Dubois-Lefèvre de la Fontaine-Saint-Martin",
    "Łukasz Żółć",
    "María José Carreño Quiñones",
    "Zorg Jean-Baptiste Emmanuel " * 4,
    "Ü" * 120,
    "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine",
)


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def event(organiser: Person) -> Event:
    at, by = clock.now(), factories.actor(organiser)
    made = events.create(
        title="Forum de l’été", starts_at=at + timedelta(days=3), time_zone="Europe/Paris", capacity=None, by=by, at=at
    )
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def printed(event: Event, organiser: Person) -> Callable[..., BadgePrint]:
    """Give these people badges and order a print of them."""

    def order(names: tuple[str, ...] = ("Ada",), layout: str = "a6", language: str = "fr") -> BadgePrint:
        pool = event.offering.pools.get(role="attendee")
        for name in names:
            factories.place(pool, factories.guest(name.strip()))
        by, at = factories.actor(organiser), clock.now()
        return badge_prints.order(event, layout=layout, language=language, by=by, at=at)

    return order


def read(pages: list[bytes]) -> list[list[str]]:
    """The codes on each page, as a camera finds them."""
    shown = [Image.open(io.BytesIO(page)) for page in pages]
    return [sorted(found.text for found in zxingcpp.read_barcodes(page)) for page in shown]


def letters(text: str) -> str:
    """What is written, without breaks of lines and words."""
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.req("D10")
def test_a_print_becomes_a_pdf_with_every_name_whole(printed):
    job = printed(LONG)
    outbox.drain()
    job.refresh_from_db()
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(badge_prints.content(job))).pages]
    assert (len(pages), job.state, job.done) == (len(LONG), "done", len(LONG))
    for name, page in zip(sorted(LONG, key=str.casefold), pages, strict=True):
        assert letters(name) in letters(page)
        assert "Participant" in page
        assert letters("Forum de l’été") in letters(page)


@pytest.mark.req("D10")
@pytest.mark.parametrize("layout", sorted(badge_layouts.LAYOUTS))
def test_the_codes_of_a_printed_page_open_the_door(layout, printed, event):
    job = printed(LONG, layout)
    part = badge_prints.next_part(badge_prints.under_way(job.pk), at=clock.now())
    pages = typesetting.pictures(badge_sheets.TEMPLATE, badge_sheets.said(part), dots_per_inch=200)
    on_a_page = badge_layouts.find(layout).on_a_page
    assert len(pages) == -(-len(LONG) // on_a_page)
    found = [code for page in read(pages) for code in page]
    assert sorted(badges.read(event.pk, code).badge.badge_id for code in found) == sorted(
        badge.badge_id for badge in part.badges
    )
    assert {badges.read(event.pk, code).verdict for code in found} == {"valid"}


@pytest.mark.req("D10")
@pytest.mark.parametrize("layout", sorted(badge_layouts.LAYOUTS))
def test_nothing_stands_outside_its_badge(layout, printed):
    """Of six badges with long names: the ink of a sheet lies where its badges are, and none touches the next."""
    job = printed(LONG, layout)
    part = badge_prints.next_part(badge_prints.under_way(job.pk), at=clock.now())
    said = badge_sheets.said(part)
    said["layout"] = {**said["layout"], "cut": False}
    for page in typesetting.pictures(badge_sheets.TEMPLATE, said, dots_per_inch=100):
        assert _ink_at_edges(Image.open(io.BytesIO(page)).convert("L"), badge_layouts.find(layout)) == []


def _ink_at_edges(page: Image.Image, layout: badge_layouts.Layout) -> list[tuple[int, int]]:
    """Badges (column, row) with ink in the outermost millimetre of theirs."""
    found = []
    for spot in range(layout.on_a_page):
        column, row = spot % layout.columns, spot // layout.columns
        left = layout.left + column * (layout.size[0] + layout.gap)
        top = layout.top + row * layout.size[1]
        outer = (left, top, left + layout.size[0], top + layout.size[1])
        whole = page.crop(_dots(outer))
        inner = _dots((1, 1, layout.size[0] - 1, layout.size[1] - 1))
        whole.paste(255, inner)
        if whole.getextrema()[0] < 128:  # type: ignore[operator]
            found.append((column, row))
    return found


def _dots(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(side / 25.4 * 100) for side in box)
    return left, top, right, bottom


@pytest.mark.req("D10")
def test_what_people_call_themselves_is_never_read_as_markup(printed, event):
    evil = '#read("/etc/passwd") *bold* $x$ @ref <label> \\u{41} //'
    job = printed((evil,))
    outbox.drain()
    job.refresh_from_db()
    (page,) = pypdf.PdfReader(io.BytesIO(badge_prints.content(job))).pages
    assert letters(evil) in letters(page.extract_text())


@pytest.mark.req("D10")
def test_a_long_print_is_joined_in_the_order_of_names(printed, monkeypatch):
    monkeypatch.setattr(badge_prints, "PART", 2)
    job = printed(("Eva", "Ada", "Cy", "Bo", "Di"), language="en")
    outbox.drain()
    job.refresh_from_db()
    pages = pypdf.PdfReader(io.BytesIO(badge_prints.content(job))).pages
    names = [next(name for name in ("Ada", "Bo", "Cy", "Di", "Eva") if name in page.extract_text()) for page in pages]
    assert names == ["Ada", "Bo", "Cy", "Di", "Eva"]


@pytest.mark.req("D10")
def test_a_print_of_badges_that_are_all_revoked_by_now_still_ends(printed, event, organiser):
    job = printed()
    badges.revoke(badges.of(event).get(), by=factories.actor(organiser), at=clock.now())
    outbox.drain()
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 1)


def test_the_file_says_nobody_s_name_in_what_it_tells_of_itself(printed):
    job = printed()
    outbox.drain()
    job.refresh_from_db()
    told = pypdf.PdfReader(io.BytesIO(badge_prints.content(job))).metadata
    assert (told.title, told.author) == ("Forum de l’été", None)
