"""A member: opens an account, takes part, reads what concerns them, and keeps their keys."""

import json
import urllib.request

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.core.people.models import ApiToken, Person
from lineup.domains.events import events
from tests.journeys import happenings
from tests.journeys.conftest import in_french, letters
from tests.support import factories, outbox

pytestmark = [pytest.mark.slow]


@pytest.fixture
def olga(transactional_db):
    return factories.member("Olga Organiser")


@pytest.fixture
def ada(transactional_db):
    return factories.member("Ada Ortiz", email="ada@example.org", time_zone="Europe/Paris")


@pytest.mark.req("P01", "P03", "B03")
def test_a_guest_opens_an_account_and_finds_their_earlier_places_in_it(walk, olga):
    event = happenings.published("Night hike", olga)
    factories.place(events.pool_of(event), factories.guest("Ada Ortiz", email="ada@example.org", proved=True))
    member = walk(width=390, height=844, javascript=False)
    member.open("/account/login")
    member.press("Open an account")
    member.page.get_by_label("E-mail address").fill("ada@example.org")
    member.press("Send me the link")
    member.sees_heading("Look into your mail")
    member.follow_mail("ada@example.org", "account/welcome")
    member.page.get_by_label("Password").fill("four plain words here")
    member.page.get_by_label("Time zone").select_option("Europe/Paris")
    assert member.page.get_by_label("Your name").input_value() == "Ada Ortiz"
    member.press("Open my account")
    member.page.wait_for_url(lambda url: "welcome" not in url)
    member.open("/places")
    member.sees("Night hike")
    assert Person.objects.get(email="ada@example.org").account is not None


@pytest.mark.req("P03", "P11", "Q22", "Q23")
def test_language_and_zone_of_the_profile_change_every_page(walk, olga, ada):
    happenings.published("Soirée", olga, zone="Europe/Paris")
    member = walk(ada)
    member.open("/account")
    member.page.get_by_label("Time zone").select_option("America/Toronto")
    member.page.locator("select[name=language]").select_option("fr")
    member.page.get_by_label("Name", exact=True).fill("Ada Ortiz-Roy")
    member.press("Save")
    member.page.locator("html[lang=fr]").wait_for()
    member.open("/events/soiree")
    shown = member.page.locator("main").inner_text()
    assert "13:00" in shown, "her clock first"
    assert "19:00" in shown, "then the clock of the place"
    member.press(in_french("Take a place"))
    member.press(in_french("Take a place"))
    member.sees_heading(in_french("You have a place"))


@pytest.mark.req("B03", "B04", "P12", "Q29")
def test_one_button_joins_and_notices_tell_what_happened_since(walk, olga, ada):
    event = happenings.published("Concert", olga, capacity=3)
    member = walk(ada, dark=True)
    member.open("/")
    member.press("Concert")
    member.press("Take a place")
    member.press("Take a place")
    member.sees("You have a place.")
    member.press("My places")
    member.sees("Concert", "Confirmed")

    offerings.cancel(event.offering, reason="Storm", by=factories.actor(olga), at=clock.now())
    outbox.drain()
    member.open("/places")
    member.page.get_by_role("link", name="unread notice").click()
    member.sees("Storm")
    unread = member.page.locator(".tool .count")
    assert unread.inner_text() == str(ada_unread(ada))
    member.press("Mark all as read")
    unread.wait_for(state="detached")
    assert ada_unread(ada) == 0
    assert "Storm" in letters("ada@example.org")[-1].body


def ada_unread(person):
    return person.notices.filter(read_at=None).count()


@pytest.mark.req("B06", "Q14")
def test_a_calendar_address_is_made_read_by_a_program_and_revoked(walk, olga, ada, live_server):
    event = happenings.published("Choir", olga)
    factories.place(events.pool_of(event), ada)
    member = walk(ada, width=390, height=844)
    member.open("/places")
    member.press("In your calendar")
    member.press("Make the address")
    member.sees("Copy the address now: it is shown this once.")
    address = member.page.locator("#address").input_value()
    status, body = fetch(address)
    assert status == 200
    assert "SUMMARY:Choir" in body
    member.open("/account/calendars")
    assert address not in member.page.content()
    member.press("Revoke")
    member.sees_heading("No addresses yet")
    assert fetch(address)[0] == 404


@pytest.mark.req("P05", "P06", "Q14")
def test_a_token_is_shown_once_used_by_a_program_and_revoked(walk, ada, live_server):
    member = walk(ada)
    member.open("/account/tokens")
    member.page.get_by_role("textbox", name="Name").fill("My script")
    member.press("Make the token")
    secret = member.page.locator("#secret").input_value()
    key = {"Authorization": f"Bearer {secret}"}
    status, body = fetch(f"{live_server.url}/api/me", key)
    assert status == 200
    assert json.loads(body)["name"] == "Ada Ortiz"
    member.open("/account/tokens")
    member.sees("My script")
    assert secret not in member.page.content()
    assert ApiToken.objects.get().last_used_at is not None
    member.press("Revoke")
    member.sees("opens nothing any more")
    assert fetch(f"{live_server.url}/api/me", key)[0] == 401


def fetch(address, headers=None):
    """Status and text, as a program gets them that knows no cookie."""
    asked = urllib.request.Request(address, headers=headers or {})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""


@pytest.mark.req("P01", "Q19")
def test_a_session_elsewhere_is_listed_and_ended(walk, ada):
    here, phone = walk(), walk(width=390, height=844, dark=True)
    for one in (here, phone):
        one.sign_in("ada@example.org")
    here.open("/account/security")
    here.sees_heading("Where you are signed in")
    assert here.page.locator("tbody tr").count() == 2
    here.press("Sign out all others")
    here.page.locator("tbody tr").nth(1).wait_for(state="detached")
    phone.page.goto("/places")
    phone.sees_heading("Sign in")
    here.open("/places")
    here.sees_heading("My places")


@pytest.mark.req("P01")
def test_a_forgotten_password_is_replaced_by_mail(walk, ada):
    member = walk(javascript=False, dark=True)
    member.open("/account/login")
    member.press("Forgot your password?")
    member.page.get_by_label("E-mail address").fill("ada@example.org")
    member.press("Send me the link")
    member.follow_mail("ada@example.org", "account/password/new")
    member.page.get_by_label("New password").fill("four other words here")
    member.press("Save and sign in")
    member.page.wait_for_url(lambda url: "password" not in url)
    member.open("/places")
    member.sees_heading("My places")
