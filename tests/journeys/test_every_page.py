"""Every page, as somebody meets it who may open it: accessible, within the policy, not wider than a phone, light."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Page, Response

from lineup.core.people.models import Person
from tests.architecture.authorisation import expectations, pages, trying
from tests.architecture.authorisation import world as worlds
from tests.architecture.authorisation.matrix import Row
from tests.architecture.authorisation.world import World

FITTING = ("club_owner", "holder", "invited", "platform_admin", "stranger")
# what is answered with a file, and not with a page
FILES = (
    "calendar",
    "export",
    "import-refused",
    "logo",
    "avatar",
    "manifest",
    "embedding:script",
    "events:file",
    "events:picture",
    "onsite:xml",
    "onsite:json",
    "signposts:",
    "places:link_file",
    "places:place_file",
    "openapi",
    "feeds",
    "mailbox",
    "/api/",
)
WHEN_SIGNED_OUT = ("account_login", "account_signup", "account_reset", "account_welcome", "account_mail_sent")
PUBLIC = ("events:discover", "events:list", "events:month", "events:event", "places:join", "clubs:list", "clubs:page")
SEVERE = ("serious", "critical")
PAGE_BYTES, SCRIPT_BYTES = 100 * 1024, 20 * 1024
LOOKS = [("en", False), ("en", True), ("fr", False), ("fr", True)]


@pytest.fixture
def world(transactional_db: None, own_folders: None) -> World:
    return worlds.build()


@pytest.fixture
def opened(world: World, open_page: Callable[..., Page], live_server: Any) -> Callable[..., Page]:
    """`opened("club_owner", language="fr")`: the browser of this principal, signed in."""
    kept: dict[tuple[Any, ...], Page] = {}

    def open_for(name: str, *, language: str = "en", dark: bool = False) -> Page:
        found = kept.get((name, language, dark))
        if found is None:
            found = open_page(language=language, dark=dark, width=390, height=844)
            Person.objects.update(language=language)
            found.context.add_cookies(_cookies(world, name, live_server.url))
            kept[name, language, dark] = found
        return found

    return open_for


def _cookies(world: World, name: str, url: str) -> list[Any]:
    person = world.people[name]
    if person is None or person.account is None:
        return []
    client, cookie = Client(), configured.SESSION_COOKIE_NAME
    client.force_login(person.account)
    return [{"name": cookie, "value": client.cookies[cookie].value, "url": url}]


def _rows() -> list[Row]:
    return [
        row
        for row in pages.ROWS
        if "GET" in row.methods and _visitor(row) and not any(part in row.route for part in FILES)
    ]


def _visitor(row: Row) -> str | None:
    who = ("stranger",) if row.route.startswith(WHEN_SIGNED_OUT) else FITTING
    return next((name for name in who if row.door(name, row.on[0]) == expectations.ALLOWED), None)


def _path(row: Row, world: World) -> str:
    return trying.path(row, {**trying.FOR_ALL, **world.keys[row.on[0]]})


def _faults(row: Row, world: World, opened: Callable[..., Page], language: str, dark: bool) -> Iterator[str]:
    page, path = opened(_visitor(row) or "", language=language, dark=dark), _path(row, world)
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        yield f"{row.route}: {answer and answer.status}"
        return
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield f"{row.route}: {wide} pixels too wide"
    if page.evaluate("document.documentElement.lang") != language:
        yield f"{row.route}: not in {language}"
    for fault in Axe().run(page).response["violations"]:
        if fault["impact"] in SEVERE:
            yield f"{row.route}: {fault['id']} {[node['target'] for node in fault['nodes']][:3]}"


@pytest.mark.slow
@pytest.mark.req("Q15", "Q20")
def test_every_page_is_accessible_and_fits_a_phone(world: World, opened: Callable[..., Page]) -> None:
    rows = [row for row in _rows() if row.route != "account_logout"]

    assert [fault for row in rows for fault in _faults(row, world, opened, "en", False)] == []


@pytest.mark.slow
@pytest.mark.req("Q20", "Q22")
@pytest.mark.parametrize(("language", "dark"), LOOKS[1:])
def test_a_share_of_the_pages_is_accessible_in_the_other_looks(
    language: str,
    dark: bool,
    world: World,
    opened: Callable[..., Page],
) -> None:
    rows = _rows()[LOOKS.index((language, dark)) :: 6]

    assert [fault for row in rows for fault in _faults(row, world, opened, language, dark)] == []


@pytest.mark.slow
@pytest.mark.req("Q21")
def test_public_pages_are_light(world: World, opened: Callable[..., Page]) -> None:
    heavy = []
    for row in (row for row in _rows() if row.route in PUBLIC):
        page, answers = opened("stranger"), list[Response]()
        page.on("response", lambda answer, kept=answers: kept.append(answer))
        page.goto(_path(row, world), wait_until="networkidle")
        sizes = [(answer.request.resource_type, _transferred(answer)) for answer in answers if answer.ok]
        whole, script = sum(size for _kind, size in sizes), sum(size for kind, size in sizes if kind == "script")
        if whole > PAGE_BYTES or script > SCRIPT_BYTES:
            heavy.append(f"{row.route}: {whole} bytes, {script} of script")
        page.context.clear_cookies()

    assert heavy == []


def _transferred(answer: Response) -> int:
    """As the server of a real house sends it: text compressed, pictures and fonts as they are."""
    body = answer.body()
    return len(body) if answer.request.resource_type in ("image", "font") else len(gzip.compress(body))
