"""A real browser on the live server: `visit = open_page(language="fr", width=390)`, `visit("/events/")`.

Every page refuses requests to other addresses, and a test fails when a page broke the content policy,
raised an error in a script, or asked for something that is not ours.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

# Playwright's synchronous interface keeps an event loop in this thread, which Django mistakes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
]
PATIENCE_MS = 20_000


def executable() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = executable()
    if path is None:
        reason = "Chromium is not installed; on Debian: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any, settings: Any) -> Iterator[Callable[..., Page]]:
    """Opens a page of its own session; its faults fail the test at the end."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(
        *, language: str = "en", width: int = 1280, height: int = 800, dark: bool = False, javascript: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale=language,
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.route("**/*", lambda route: _keep_home(route, live_server.url, faults))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note_violation(message, faults))
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page at 1280 × 800, in English, light, with JavaScript."""
    return open_page()


def _keep_home(route: Route, home: str, faults: list[str]) -> None:
    if urlsplit(route.request.url).netloc == urlsplit(home).netloc:
        route.continue_()
        return
    faults.append(f"asked for {route.request.url}")
    route.abort()


def _note_violation(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error" and "content security policy" in message.text.lower():
        faults.append(message.text)


if __name__ == "__main__":
    raise SystemExit(executable() is None)
