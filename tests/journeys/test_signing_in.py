"""Ways in: a passkey, an authenticator app, a recovery code; each looked at in the browser."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people import codes, second_factors
from tests.journeys.conftest import in_french, letters
from tests.support import factories, passkeys

pytestmark = [pytest.mark.slow, pytest.mark.req("P01")]


@pytest.fixture
def ada(transactional_db):
    return factories.member("Ada Ortiz", email="ada@example.org", time_zone="Europe/Paris")


def give_password(member):
    member.page.goto("/account/login")
    member.page.locator("input[name=login]").fill("ada@example.org")
    member.page.locator("input[name=password]").fill(factories.PASSWORD)
    member.page.keyboard.press("Enter")


def say_who_one_is(member):
    member.sees_heading("Is it you?")
    member.page.get_by_label("Password").fill(factories.PASSWORD)
    member.press("Go on")


def now_shown(seed):
    return codes.shown(seed, step=int(clock.now().timestamp()) // codes.STEP_SECONDS)


def test_a_passkey_is_made_and_signs_in_alone(walk, ada):
    member = walk(width=390, height=844)
    device = passkeys.plug_in(member.page)
    member.sign_in("ada@example.org")
    member.open("/account/security")
    member.press("Add a passkey")
    say_who_one_is(member)
    member.page.get_by_label("What to call it").fill("My phone")
    member.press("Make the passkey")
    member.sees_heading("Recovery codes")
    member.press("I have them")
    member.sees("My phone")
    assert len(device.credentials()) == 1

    member.page.context.clear_cookies()
    member.open("/account/login?next=/places")
    member.press("Sign in with a passkey")
    member.page.wait_for_url("**/places")
    member.sees_heading("My places")
    assert "A passkey was added to your account" in [letter.subject for letter in letters("ada@example.org")]


def test_a_passkey_is_the_second_factor_of_a_password(walk, ada):
    member = walk(dark=True, language="fr")
    passkeys.plug_in(member.page)
    member.sign_in("ada@example.org")
    member.open("/account/passkeys/new")
    member.page.locator("input[name=password]").fill(factories.PASSWORD)
    member.page.keyboard.press("Enter")
    member.press("Make the passkey")
    member.sees_heading("Recovery codes")

    member.page.context.clear_cookies()
    give_password(member)
    member.sees_heading(in_french("One more step"))
    member.press(in_french("Use your passkey"))
    member.page.wait_for_url(lambda url: "login" not in url)
    member.open("/places")
    member.sees_heading("My places")


def test_a_ceremony_that_is_cancelled_says_so_and_changes_nothing(walk, ada):
    member = walk()
    passkeys.plug_in(member.page, isUserVerified=False)
    member.sign_in("ada@example.org")
    member.open("/account/passkeys/new")
    say_who_one_is(member)
    member.press("Make the passkey")
    member.sees("That was cancelled, or took too long.")
    assert not second_factors.held(ada.account).is_protected


def test_a_strangers_passkey_opens_nothing(walk, ada):
    member, stranger = walk(), walk()
    passkeys.plug_in(stranger.page)
    device = passkeys.plug_in(member.page)
    member.sign_in("ada@example.org")
    member.open("/account/passkeys/new")
    say_who_one_is(member)
    member.press("Make the passkey")
    member.sees_heading("Recovery codes")
    second_factors.remove_all(ada.account, by=factories.actor(ada), at=clock.now())
    member.page.context.clear_cookies()
    member.open("/account/login")
    member.press("Sign in with a passkey")
    member.sees("That passkey doesn't open this account.")
    assert len(device.credentials()) == 1


def test_an_app_is_set_up_without_javascript_and_asked_for(walk, ada):
    member = walk(width=390, height=844, javascript=False)
    member.sign_in("ada@example.org")
    member.open("/account/security")
    member.press("Set one up")
    say_who_one_is(member)
    seed = member.page.locator("#seed").inner_text().replace(" ", "")
    member.page.get_by_label("Code from the app").fill(now_shown(seed))
    member.press("Set it up")
    member.sees_heading("Recovery codes")
    spare = member.page.locator("#codes code").first.inner_text()
    member.press("I have them")
    member.sees("10 unused")

    member.page.context.clear_cookies()
    give_password(member)
    member.sees_heading("One more step")
    member.page.get_by_label("Code").fill(spare)
    member.press("Go on")
    member.open("/account/security")
    member.sees("9 unused")
    subjects = [letter.subject for letter in letters("ada@example.org")]
    assert "A recovery code of your account was used" in subjects
    assert any(subject.startswith("You signed in on a new device") for subject in subjects)
