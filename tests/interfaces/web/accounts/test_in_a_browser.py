"""Pages of accounts and clubs in a real browser, also without JavaScript."""

import re

import pytest

from lineup.core.audit import chain
from lineup.core.clubs import invitations, memberships
from lineup.core.foundation import clock
from tests.support import factories, outbox
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("P01", "A01")]


@pytest.fixture
def world(settings, tmp_path, live_server):
    settings.BASE_URL = live_server.url
    settings.MAILBOX, settings.MAILBOX_DIR = True, tmp_path
    settings.EMAIL_BACKEND = "lineup.interfaces.mail.mailbox.MailboxBackend"
    ada = factories.admin("Ada", email="ada@example.org")
    club = factories.club("Blue Club", owner=ada, description="We sail.")
    factories.club_member(club)
    memberships.ask(club, message="Hello", by=actor(factories.member("Zoe")), at=clock.now())
    invitations.invite(club, email="bob@example.org", message="Come!", by=actor(ada), at=clock.now())
    outbox.drain()
    chain.seal(at=clock.now())
    mails = "".join(file.read_text() for file in tmp_path.glob("*.eml"))
    return ada, re.search(r"/ci/lnp_[\w-]{43}", mails.replace("=\n", ""))[0]


def sign_in(page):
    page.goto("/account/login")
    page.locator("input[name=login]").fill("ada@example.org")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def test_a_letter_shows_its_page_in_a_sandbox_and_its_button_leads_out_of_it(world, open_page):
    page = open_page()
    page.goto("/mailbox?to=bob")
    page.get_by_role("link", name="Ada invites you").click()
    page.frame_locator("iframe").get_by_role("link").first.click()
    page.wait_for_url("**/ci/lnp_*")
    assert "Blue Club" in page.get_by_role("heading", level=1).inner_text()


def test_without_javascript_one_opens_an_account_and_joins_the_club(world, open_page):
    _ada, link = world
    page = open_page(javascript=False)
    page.goto(link)
    page.get_by_role("link", name="Open an account").click()
    page.get_by_role("button", name="Send me the link").click()
    outbox.drain()
    page.goto("/mailbox?to=bob")
    page.get_by_role("link", name="Open your account").click()
    page.locator("pre a").first.click()
    page.get_by_label("Your name").fill("Bob")
    page.get_by_label("Password").fill("a few words are good")
    page.get_by_role("button", name="Open my account").click()
    page.get_by_role("button", name="Join the club").click()
    assert "Welcome to Blue Club!" in page.get_by_role("status").inner_text()
