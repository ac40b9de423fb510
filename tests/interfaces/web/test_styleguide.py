"""The style guide shows everything that pages are built from, light in weight and open to everybody."""

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.contrib.staticfiles import finders
from django.test import Client

WEB = Path(apps.get_app_config("web").path)
COMPONENTS = sorted(path.stem for path in (WEB / "templates" / "cotton").glob("*.html"))
CSS = WEB / "static" / "lineup" / "css"
EVERYWHERE = ("foundation", "layout", "controls", "components")
SHEETS = [CSS / f"{name}.css" for name in EVERYWHERE]
OF_ONE_SUBJECT = sorted(set(CSS.glob("*.css")) - set(SHEETS))
MODULES = sorted((WEB / "static" / "lineup" / "js").glob("*.js"))
ON_EVERY_PAGE = [path for path in MODULES if path.stem in ("shell", "forms")]

pytestmark = pytest.mark.django_db


def shown(client: Client) -> str:
    response = client.get("/styleguide")
    assert response.status_code == 200
    return response.content.decode()


def used() -> str:
    """Return the templates that the style guide and the frame around it are made of."""
    folders = ("styleguide", "shell", "cotton")
    return "".join(path.read_text() for folder in folders for path in (WEB / "templates" / folder).glob("*.html"))


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown(component: str) -> None:
    assert re.search(rf"<c-{component.replace('_', '-')}[\s>/]", used())


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_in_the_reference(component: str) -> None:
    assert f"`c-{component.replace('_', '-')}`" in (WEB / "templates" / "cotton" / "README.md").read_text()


@pytest.mark.req("Q15")
def test_nothing_is_styled_or_scripted_in_line(client: Client) -> None:
    page = shown(client)
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", page) == []
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)|javascript:", page) == []


def test_no_element_has_the_name_of_another(client: Client) -> None:
    names = re.findall(r'\sid="([^"]+)"', shown(client))
    assert sorted(names) == sorted(set(names))


@pytest.mark.req("Q21")
def test_style_and_script_stay_light() -> None:
    htmx = Path(finders.find("django_htmx/htmx-2.min.js") or "")
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in SHEETS) <= 14_000
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in [*ON_EVERY_PAGE, htmx]) <= 20_000
    assert [path.name for path in MODULES if path.stat().st_size > 4_000] == []


@pytest.mark.req("Q21")
def test_a_page_asks_for_at_most_five_sheets(client: Client) -> None:
    asked = re.findall(r"/css/([a-z]+)[.\w]*\.css", shown(client))
    assert asked == [*EVERYWHERE, "styleguide"]


@pytest.mark.req("Q21")
@pytest.mark.parametrize("sheet", OF_ONE_SUBJECT, ids=lambda sheet: sheet.stem)
def test_the_sheet_of_one_subject_is_small_and_in_its_layer(sheet: Path) -> None:
    assert sheet.stat().st_size <= 4_000
    assert sheet.read_text().lstrip().startswith("@layer pages")


@pytest.mark.req("Q21")
def test_a_stranger_is_not_sent_htmx(client: Client) -> None:
    assert "htmx-2" not in shown(client)


@pytest.mark.req("Q22")
def test_the_page_says_its_language(client: Client) -> None:
    page = client.get("/styleguide", headers={"Accept-Language": "fr"}).content.decode()
    assert '<html lang="fr"' in page


@pytest.mark.req("Q20")
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_it(open_page, language: str, dark: bool, width: int) -> None:
    page = open_page(language=language, dark=dark, width=width)
    page.goto("/styleguide")
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.req("Q29")
def test_a_confirmation_opens_where_one_is_and_gives_the_focus_back(open_page) -> None:
    page = open_page()
    page.goto("/styleguide")
    page.click("a[data-dialog]")
    page.get_by_role("dialog").wait_for()
    assert page.get_by_role("dialog").get_by_text("42 people will be told").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.dataset.dialog") == ""


def test_a_confirmation_is_a_page_without_script(open_page) -> None:
    page = open_page(javascript=False)
    page.goto("/styleguide")
    page.click("a[data-dialog]")
    assert page.url.endswith("/styleguide/confirm")
    assert page.get_by_text("42 people will be told").is_visible()


def test_picked_rows_are_counted_without_script(open_page) -> None:
    page = open_page(javascript=False)
    page.goto("/styleguide")
    assert not page.locator(".bulk").is_visible()
    page.locator("tbody .pick").nth(0).check()
    page.locator("tbody .pick").nth(2).check()
    assert page.locator(".bulk").is_visible()
    assert "picked" in page.locator(".bulk-count").evaluate("it => getComputedStyle(it, '::before').content")
