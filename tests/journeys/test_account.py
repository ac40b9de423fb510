"""One's account: another address, and what one signed up for with it before."""

import pytest

from lineup.core.people.models import Account
from lineup.domains.events import events
from tests.journeys import happenings
from tests.journeys.conftest import in_french
from tests.support import factories

pytestmark = [pytest.mark.slow, pytest.mark.req("P01")]


@pytest.fixture
def ada(transactional_db):
    return factories.member("Ada Ortiz", email="ada@example.org", time_zone="Europe/Paris")


def test_the_address_is_changed_by_the_mail_and_places_of_the_guest_come_along(walk, ada):
    event = happenings.published("Night hike", factories.member("Olga Organiser"))
    factories.place(events.pool_of(event), factories.guest("Ada", email="ada@new.example"))
    member = walk(ada, width=390, height=844, javascript=False)
    member.open("/account/security")
    member.press("Change")
    member.sees_heading("Is it you?")
    member.page.get_by_label("Password").fill(factories.PASSWORD)
    member.press("Go on")
    member.page.get_by_label("New e-mail address").fill("ada@new.example")
    member.press("Send me the link")
    member.sees("Waiting for a proof: ada@new.example")
    member.follow_mail("ada@new.example", "account/address/proof")
    member.press("Confirm the address")
    member.sees("Your address is ada@new.example now.")
    member.open("/places")
    member.sees("Night hike")


@pytest.mark.req("P11")
def test_whoever_reads_the_former_mailbox_takes_the_account_back(walk, ada):
    ada.language = "fr"
    ada.save()
    thief, owner = walk(ada), walk(language="fr", dark=True)
    thief.open("/account/address")
    thief.page.locator("input[name=password]").fill(factories.PASSWORD)
    thief.page.keyboard.press("Enter")
    thief.page.locator("main input[name=email]").fill("thief@example.net")
    thief.page.keyboard.press("Enter")
    thief.sees(in_french("Keep the present address"))
    thief.follow_mail("thief@example.net", "account/address/proof")
    thief.press(in_french("Confirm the address"))
    thief.sees(in_french("Your address is %(email)s now.", email="thief@example.net"))
    owner.follow_mail("ada@example.org", "account/address/stop")
    owner.press(in_french("It was not me"))
    owner.sees_heading(in_french("Look into your mail"))
    owner.follow_mail("ada@example.org", "account/password/new")
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"
    thief.page.goto("/account")
    thief.sees_heading("Sign in")
