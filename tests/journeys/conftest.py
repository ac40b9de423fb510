"""What every journey does: signs in, opens what was mailed, and looks whether the page fits the screen."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation
from playwright import sync_api
from playwright.sync_api import Locator, Page

from lineup.core.people.models import Person
from tests.support import factories, outbox

SECRET_LINK = r"https?://\S+/%s/lnp_[\w-]{43}"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A journey in French must not leave the next one in French."""
    with translation.override("en"):
        yield


@pytest.fixture
def walk(transactional_db: None, live_server: Any, open_page: Callable[..., Page]) -> Callable[..., "Walk"]:
    """`walk(width=390, …)`: a walk of somebody who is not signed in; `walk(ada)` of somebody who is."""

    def begin(who: Person | None = None, **look: Any) -> Walk:
        walked = Walk(open_page(**look))
        if who:
            walked.remember(who, live_server.url)
        return walked

    return begin


class Walk:
    """One person's browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.check_fit()

    def remember(self, who: Person, home: str) -> None:
        """Be signed in already, as somebody who comes back."""
        client = Client()
        client.force_login(who.account)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])

    def sign_in(self, email: str) -> None:
        self.page.goto("/account/login")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(factories.PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/account/login" not in url)

    def press(self, name: str, **how: Any) -> None:
        """Press the first button, link or menu of this name."""
        button = self.page.get_by_role("button", name=name, exact=True, **how)
        link = self.page.get_by_role("link", name=name, exact=True, **how)
        button.or_(link).or_(self.page.locator(f'summary[aria-label="{name}"]')).first.click()

    def follow_mail(self, to: str, kind: str = "p") -> None:
        self.open(mailed_link(to, kind))

    def sees(self, *sentences: str) -> None:
        for sentence in sentences:
            self._wait_for(self.page.get_by_text(sentence), sentence)
        self.check_fit()

    def sees_heading(self, name: str) -> None:
        self._wait_for(self.page.get_by_role("heading", name=name), name)
        self.check_fit()

    def _wait_for(self, wanted: Locator, name: str) -> None:
        try:
            wanted.first.wait_for()
        except sync_api.TimeoutError:
            shown = self.page.locator("body").inner_text()
            raise AssertionError(f"“{name}” is not on {self.page.url}:\n{shown}") from None

    def misses(self, *sentences: str) -> None:
        for sentence in sentences:
            assert self.page.get_by_text(sentence).count() == 0, sentence

    def check_fit(self) -> None:
        """Nothing is wider than the screen, whatever the page."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"


def letters(to: str) -> list[Any]:
    """Return what was mailed to the address by now, oldest first."""
    outbox.drain()
    return [letter for letter in mail.outbox if to in letter.to]


def mailed_link(to: str, kind: str = "p") -> str:
    """Return the newest secret link under `kind` (p: a place, i: an invitation …) that was mailed to the address."""
    found = [link for letter in letters(to) for link in re.findall(SECRET_LINK % kind, letter.body)]
    assert found, f"no /{kind}/ was mailed to {to}"
    return str(found[-1])


def in_french(text: str, **facts: Any) -> str:
    """Return the French of a marked string; that there is one is part of the test."""
    with translation.override("fr"):
        found = translation.gettext(text)
    assert found != text, f"“{text}” is not translated"
    return found % facts
