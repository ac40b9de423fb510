"""Discord: an account opened with it, another linked to it, and unlinked again."""

import pytest

from lineup.core.people.models import Account
from tests.journeys.conftest import in_french
from tests.support import factories, oauth

pytestmark = [pytest.mark.slow, pytest.mark.req("P01", "C01")]


@pytest.fixture
def discord(settings):
    with oauth.running() as provider:
        oauth.use(provider, settings)
        directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "form-action": ["'self'", provider.url]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
        yield provider


def test_an_account_is_opened_with_discord_and_entered_by_it_again(walk, transactional_db, discord):
    member = walk(width=390, height=844, javascript=False, beside=discord.url)
    member.open("/account/login?next=/places")
    member.press("Sign in with Discord")
    member.page.get_by_text("Authorise").click()
    member.sees_heading("Open your account")
    assert member.page.get_by_label("Your name").input_value() == "Ada Drives"
    member.press("Open my account")
    member.page.wait_for_url("**/places")
    member.sees_heading("My places")
    assert Account.objects.get().email == oauth.PROFILE["email"]

    member.page.context.clear_cookies()
    member.open("/account/login")
    member.press("Sign in with Discord")
    member.page.get_by_text("Authorise").click()
    member.page.wait_for_url(lambda url: url.endswith("/"))
    member.open("/places")
    member.sees_heading("My places")


def test_discord_is_linked_and_unlinked_in_french(walk, transactional_db, discord):
    factories.member("Ada Ortiz", email="ada@example.org", language="fr")
    member = walk(dark=True, language="fr", beside=discord.url)
    member.sign_in("ada@example.org")
    member.open("/account/security")
    member.press(in_french("Link Discord"))
    member.page.locator("input[name=password]").fill(factories.PASSWORD)
    member.page.keyboard.press("Enter")
    member.page.get_by_text("Authorise").click()
    member.sees(in_french("What you wrote yourself stays, unless you choose otherwise here."))
    member.open("/account/security")
    member.sees("ada_drives")
    member.press(in_french("Unlink"))
    member.press(in_french("Unlink"))
    member.sees(in_french("Discord is unlinked, and signs you in no more."))
