"""A real browser on the live server: `visit = open_page(language="fr", width=390)`, `visit("/events/")`.

No request leaves the machine, and a test fails when a page broke the content policy, wrote an error to the
console, raised one in a script, missed a part of itself, or asked for something that is not ours.
`open_page.faults` has what was found so far. Nothing is routed through this process: that would cost a tenth
of a second on every page, and the browser's cache.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PATIENCE_MS = 20_000
# what a page is made of: without one of them it is not whole
PARTS = ("stylesheet", "script", "image", "font", "manifest", "media")


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


class Opener:
    """Opens pages, each in a session of its own, and keeps what was wrong with them."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.browser, self.home = browser, home
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(
        self,
        *,
        language: str = "en",
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        javascript: bool = True,
        beside: str = "",
    ) -> Page:
        """`beside`: the address of somebody else's server that the pages may lead to."""
        context = self.browser.new_context(
            base_url=self.home,
            locale=language,
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._note_foreign(request, {self.home, beside}))
        page.on("response", self._note_missing)
        page.on("console", self._note_error)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        return page

    def close(self) -> None:
        while self.contexts:
            self.contexts.pop().close()

    def _note_foreign(self, request: Request, homes: set[str]) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" not in homes and parts.scheme not in ("data", "blob", "about"):
            self.faults.append(f"asked for {request.url}")

    def _note_missing(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.faults.append(f"{response.status} for {response.url}")

    def _note_error(self, message: ConsoleMessage) -> None:
        # of an answer that was a refusal the console tells too; whether it was due, only the test can know
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)


@pytest.fixture
def open_page(chromium: Browser, live_server: Any, settings: Any) -> Iterator[Opener]:
    """Opens a page of its own session; its faults fail the test at the end."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    opener = Opener(chromium, live_server.url)
    yield opener
    opener.close()
    assert opener.faults == []


@pytest.fixture
def page(open_page: Opener) -> Page:
    """A page at 1280 × 800, in English, light, with JavaScript."""
    return open_page()


if __name__ == "__main__":
    raise SystemExit(executable() is None)
