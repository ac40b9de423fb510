"""Every page, as somebody meets it who may open it: accessible, within the policy, not wider than its window, light.

Each is shown in each language in one of the four looks, in the other one narrow where it is wide in the first and dark
where it is light, and once more with what it says to a form that was left empty. TEST_FULL=1 shows it in all four.
"""

import gzip
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from lineup.core.people.models import Person
from tests.architecture.authorisation import trying
from tests.architecture.authorisation import world as worlds
from tests.architecture.authorisation.world import World
from tests.journeys import browsers, visits
from tests.journeys.visits import Visit
from tests.support import looks
from tests.support.browser import Opener

PAGE_BYTES, SCRIPT_BYTES = 100 * 1024, 20 * 1024
# emptied of what must be filled in: such a form changes nothing
EMPTIED = """() => {
  const here = (form) => form.method === "post" && new URL(form.action).pathname === location.pathname
  const form = [...document.querySelectorAll("main form")].find((it) => here(it) && it.querySelector("[required]"))
  for (const field of form?.querySelectorAll("[required]") ?? []) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false
    else if (field.tagName === "SELECT") field.selectedIndex = -1
    else field.value = ""
  }
  form?.setAttribute("id", "emptied")
  return Boolean(form)
}"""
SENT = "HTMLFormElement.prototype.submit.call(document.querySelector('#emptied'))"
COMPLAINT = "[aria-invalid=true]"
NARROW_LIGHT, NARROW_DARK, WIDE_LIGHT, WIDE_DARK = looks.LOOKS
PAIRS = ((NARROW_LIGHT, WIDE_DARK), (WIDE_DARK, NARROW_LIGHT), (NARROW_DARK, WIDE_LIGHT), (WIDE_LIGHT, NARROW_DARK))

VISITS = visits.everything()
# who opens most of them; the others' pages are seen to together, as every world takes its time to make
MOST = ("club_owner", "stranger")

pytestmark = pytest.mark.slow


@pytest.fixture
def world(transactional_db: None, own_folders: None, settings: Any) -> World:
    built = worlds.build()
    browsers.furnish(built, settings)
    return built


def _looks(visit: Visit) -> tuple[looks.Look, ...]:
    """The looks in which a page is seen in this language: which of them follows from its address."""
    if os.environ.get("TEST_FULL") == "1":
        return looks.LOOKS
    english, french = PAIRS[trying.turn(visit.row.route) % len(PAIRS)]
    return (english,) if visit.language == "en" else (french,)


class Tour:
    """One browser on its way through the pages; what it meets is told as sentences."""

    def __init__(self, world: World, open_page: Opener, who: str, language: str) -> None:
        self.world, self.opener = world, open_page
        self.page = open_page(language=language, width=390, height=844)
        self.page.context.add_cookies(browsers.cookies(world, who, open_page.home))
        self.answers: list[Response] = []
        self.sizes: dict[str, int] = {}
        self.page.on("response", lambda answer: self.answers.append(answer))
        Person.objects.update(language=language)

    def faults(self, visit: Visit) -> Iterator[str]:
        self.answers.clear()
        path = visit.path(self.world)
        answer = self.page.goto(path)
        if answer is None or answer.status != 200 or urlsplit(self.page.url).path != path:
            yield f"{answer and answer.status} at {self.page.url}"
            return
        if visit.who == "stranger":
            yield from self._heavy()
        if self.page.evaluate("document.documentElement.lang") != visit.language:
            yield f"not in {visit.language}"
        yield from self._shown(visit)
        yield from self._noted()

    def _shown(self, visit: Visit) -> Iterator[str]:
        """A form is shown in all looks with its complaints, and so with all it has; without them in one."""
        wanted = _looks(visit)
        if "POST" not in visit.row.methods or not self.page.evaluate(EMPTIED):
            yield from looks.faults(self.page, wanted)
            return
        yield from looks.faults(self.page, wanted[:1])
        with self.page.expect_navigation():
            self.page.evaluate(SENT)
        if self.page.locator(COMPLAINT).count() == 0:
            yield "says nothing to a form that is left empty"
        yield from (f"{fault}, the form left empty" for fault in looks.faults(self.page, wanted))

    def _heavy(self) -> Iterator[str]:
        # of the icon of its tab ("other") the browser shows nothing
        shown = [answer for answer in self.answers if answer.ok and answer.request.resource_type != "other"]
        sizes = [(answer.request.resource_type, self._size(answer)) for answer in shown]
        whole, script = sum(size for _kind, size in sizes), sum(size for kind, size in sizes if kind == "script")
        if whole > PAGE_BYTES or script > SCRIPT_BYTES:
            yield f"{whole} bytes, {script} of script"

    def _size(self, answer: Response) -> int:
        """Bytes as the server of a real house sends them: text compressed, pictures and fonts as they are."""
        if answer.url not in self.sizes:  # the browser keeps what it has seen, and then has no body to show
            body, kind = answer.body(), answer.request.resource_type
            self.sizes[answer.url] = len(body) if kind in ("image", "font") else len(gzip.compress(body))
        return self.sizes[answer.url]

    def _noted(self) -> Iterator[str]:
        yield from self.opener.faults
        self.opener.faults.clear()


@pytest.mark.req("Q15", "Q20", "Q21", "Q22")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("whose", [*MOST, "others"])
def test_every_page_can_be_used_by_everybody(whose: str, language: str, world: World, open_page: Opener) -> None:
    wanted = [visit for visit in VISITS if visit.language == language and _belongs(visit, whose)]
    tours = {who: Tour(world, open_page, who, language) for who in sorted({visit.who for visit in wanted})}

    assert [f"{visit}: {fault}" for visit in wanted for fault in tours[visit.who].faults(visit)] == []


def _belongs(visit: Visit, whose: str) -> bool:
    return visit.who == whose or (whose == "others" and visit.who not in MOST)


@pytest.mark.req("Q20")
def test_every_page_of_the_url_table_is_visited_or_left_out_by_name() -> None:
    visited = {visit.row.route for visit in VISITS}

    assert visits.routes() - visited == visits.FILES | visits.LEAD_ON | set(visits.LEFT_OUT)
    assert visited & (visits.FILES | visits.LEAD_ON) == set()


# --- the control: a fault that is planted is found --------------------------------------------------

SHEET = "(css) => { const it = new CSSStyleSheet(); it.replaceSync(css); document.adoptedStyleSheets.push(it) }"
DARK_ON_DARK = "@media (prefers-color-scheme: dark) { h1 { color: #1a1a1a !important } }"
WIDE = "@media (max-width: 400px) { h1 { width: 500px } }"
NAMELESS = "document.querySelector('main').append(document.createElement('button'))"
PHONE, SCREEN = ("390 px, light", "390 px, dark"), ("1280 px, light", "1280 px, dark")


@pytest.fixture
def plain(transactional_db: None, open_page: Opener) -> Page:
    page = open_page(width=390, height=844)
    page.goto("/styleguide/errors/404")
    return page


@pytest.mark.req("Q20")
def test_a_sound_page_has_no_fault_and_shows_its_looks_at_once(plain: Page) -> None:
    assert looks.faults(plain) == []
    assert looks.faults(plain) == []


@pytest.mark.req("Q20")
def test_a_fault_of_one_look_is_found_and_told_with_its_look(plain: Page) -> None:
    plain.evaluate(SHEET, DARK_ON_DARK)
    assert looks.faults(plain) == [f"color-contrast at h1 ({look})" for look in (PHONE[1], SCREEN[1])]


@pytest.mark.req("Q20")
def test_a_page_wider_than_a_phone_is_found(plain: Page) -> None:
    plain.evaluate(SHEET, WIDE)
    found = looks.faults(plain)
    assert [fault.partition(" pixels ")[2] for fault in found] == [f"too wide ({look})" for look in PHONE]


@pytest.mark.req("Q20")
@pytest.mark.parametrize(("value", "looks_bad"), [("4 m<br>5 m<br><b>Spa</b>", False), ("4 <i>m</i> 5 <i>m</i>", True)])
def test_a_cell_that_falls_apart_on_a_phone_is_found(plain: Page, value: str, looks_bad: bool) -> None:
    rows = f'<tbody><tr><td data-label="Layouts">{value}</td></tr></tbody>'
    put = "(rows) => document.querySelector('main').insertAdjacentHTML('beforeend', rows)"
    plain.evaluate(put, f'<div class="table-box"><table>{rows}</table></div>')
    found = [fault for fault in looks.faults(plain, looks.LOOKS[:1]) if fault.startswith("crowded")]
    assert found == (["crowded cell “Layouts” (390 px, light)"] if looks_bad else [])


@pytest.mark.req("Q20")
def test_a_button_without_a_name_is_found_in_every_look(plain: Page) -> None:
    plain.evaluate(NAMELESS)
    assert sorted(looks.faults(plain)) == sorted(f"button-name at button ({look})" for look in PHONE + SCREEN)


@pytest.mark.req("Q15")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("console.error('planted')", "planted"),
        ("document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}))", "example.org"),
        ("document.body.append(Object.assign(new Image(), {src: '/static/none.png'}))", "404 for "),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('planted') })", "script error: planted"),
    ],
)
def test_what_the_console_says_is_a_fault(plain: Page, open_page: Opener, fault: str, told: str) -> None:
    plain.evaluate(fault)
    plain.wait_for_timeout(200)
    found, open_page.faults[:] = list(open_page.faults), []

    assert [told in line for line in found[:1]] == [True]


@pytest.mark.req("Q21")
def test_a_page_that_weighs_too_much_is_found(world: World, open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.PAGE_BYTES", 1024)
    tour = Tour(world, open_page, "stranger", "en")
    discover = next(visit for visit in VISITS if visit.row.route == "problems")
    found = list(tour.faults(discover))

    assert [fault.split(" bytes, ")[0].isdecimal() for fault in found] == [True]


@pytest.mark.req("Q20")
def test_a_page_that_leads_elsewhere_is_not_taken_for_itself(world: World, open_page: Opener) -> None:
    tour = Tour(world, open_page, "stranger", "en")
    desk = next(visit for visit in VISITS if visit.row.route == "desk:home")

    assert [fault.startswith("200 at http") and "/account/login?" in fault for fault in tour.faults(desk)] == [True]
