"""A guest: no account, no script, a phone. Every page is reached by a link on the one before, or by mail."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import lapsing, places
from lineup.core.people.models import Account
from lineup.domains.events import events
from tests.journeys import happenings
from tests.journeys.conftest import in_french, letters, mailed_link
from tests.support import factories

pytestmark = [pytest.mark.req("B03", "Q12"), pytest.mark.slow]

PHONE = {"javascript": False, "width": 390, "height": 844}


@pytest.fixture
def organiser(transactional_db):
    return factories.member("Olga Organiser", time_zone="Europe/London")


def join(guest, event, name, email, *, company=""):
    """From the list of events to the page that says to look into the mail."""
    guest.open("/")
    guest.press(event.offering.title)
    guest.page.locator("aside").get_by_role("link", name="Take a place").or_(
        guest.page.locator("aside").get_by_role("link", name="Join the waitlist")
    ).click()
    guest.page.get_by_label("Your name").fill(name)
    guest.page.get_by_label("E-mail address").fill(email)
    if company:
        guest.page.get_by_text("Bring others").click()
        guest.page.get_by_label("Who comes with you?").fill(company)
    guest.press("Send me the link")
    guest.sees_heading("Look into your mail")


def test_a_guest_finds_an_event_confirms_by_mail_and_cancels(walk, organiser):
    event = happenings.published("Night hike", organiser, capacity=5)
    guest = walk(**PHONE)
    join(guest, event, "Ana Lima", "ana@example.org")
    assert events.pool_of(event).taken == 0, "nothing is taken before the link is confirmed"
    guest.follow_mail("ana@example.org")
    guest.sees("One step left", "Ana Lima", "5 places are left.")
    guest.press("Confirm my place")
    guest.sees_heading("You have a place")
    guest.press("Change my name")
    guest.page.get_by_label("Name").fill("Ana Maria Lima")
    guest.press("Save")
    guest.press("I can’t come")
    guest.sees_heading("Give the place up?")
    guest.press("Give it up")
    guest.sees_heading("You have no place any more")
    assert events.pool_of(event).taken == 0
    assert guest.page.context.cookies()[0]["name"] == "lineup_csrf", "nobody was signed in by a link"
    assert not Account.objects.filter(email="ana@example.org").exists()


@pytest.mark.req("B04", "Q6", "P12")
def test_a_guest_waits_is_offered_the_freed_place_and_accepts_by_the_fresh_link(walk, organiser):
    event = happenings.published("Pasta evening", organiser, capacity=1, waitlist="offer", offer_minutes=720)
    first = factories.place(events.pool_of(event))
    guest = walk(**PHONE, dark=True)
    join(guest, event, "Ben Osei", "ben@example.org")
    guest.follow_mail("ben@example.org")
    guest.sees("It is full.")
    guest.press("Join the waitlist")
    guest.sees_heading("You are number 1 in line")
    guest.sees("Every place is taken. When one frees, the next in line is offered it for a time.")
    old_link = guest.page.url

    places.withdraw(first, by=factories.actor(first.contact), at=clock.now())
    fresh = mailed_link("ben@example.org")
    assert fresh not in old_link
    guest.open(fresh)
    guest.sees_heading("A place is yours, if you still want it")
    guest.press("Accept the place")
    guest.sees_heading("You have a place")
    subjects = [letter.subject for letter in letters("ben@example.org")]
    assert len(subjects) == len(set(subjects)), "each thing is told once"


@pytest.mark.req("B04")
def test_an_offer_that_nobody_answers_goes_to_the_next_and_says_so(walk, organiser):
    event = happenings.published("Choir", organiser, capacity=1, waitlist="offer", offer_minutes=60)
    pool = events.pool_of(event)
    first, late, _next = factories.fill(pool, waiting=2)
    places.withdraw(first, by=factories.actor(first.contact), at=clock.now())
    link = mailed_link(late.contact.email)
    lapsing.lapse_due(at=clock.now() + timedelta(minutes=61))
    guest = walk(**PHONE)
    guest.open(link)
    guest.sees_heading("You have no place any more")
    assert pool.places.get(state="offered").contact != late.contact


@pytest.mark.req("B03", "B04")
def test_a_group_of_three_stays_together_and_one_of_them_cancels(walk, organiser):
    event = happenings.published("Quiz night", organiser, capacity=4)
    guest = walk(**PHONE)
    join(guest, event, "Cleo Bard", "cleo@example.org", company="Dan Bard\nEve Bard")
    guest.follow_mail("cleo@example.org")
    guest.sees("Dan Bard, Eve Bard")
    guest.press("Confirm my place")
    guest.sees_heading("You and your group have places")
    assert events.pool_of(event).taken == 3
    guest.press("I can’t come")
    guest.page.get_by_text("Eve Bard").click()
    guest.press("Give it up")
    guest.sees_heading("You and your group have places")
    assert events.pool_of(event).taken == 2


@pytest.mark.req("P11", "Q22")
def test_the_way_in_french(walk, organiser):
    event = happenings.published("Soirée crêpes", organiser, capacity=1)
    factories.fill(events.pool_of(event))
    guest = walk(**PHONE, language="fr")
    guest.open("/events?q=crepes")
    guest.press("Soirée crêpes")
    guest.press(in_french("Join the waitlist"))
    guest.page.get_by_label(in_french("Your name")).fill("Zoé Petit")
    guest.page.get_by_label(in_french("E-mail address")).fill("zoe@example.org")
    guest.press(in_french("Send me the link"))
    guest.sees_heading(in_french("Look into your mail"))
    guest.follow_mail("zoe@example.org")
    guest.misses("Une personne attend")
    guest.press(in_french("Join the waitlist"))
    guest.sees_heading(in_french("You are number %(n)s in line", n=1))
    guest.sees(in_french("Every place is taken. When one frees, the next in line gets it."))
    assert guest.page.locator("html").get_attribute("lang") == "fr"
    assert "étape" in letters("zoe@example.org")[0].body
    guest.misses("Nothing more to do", "Join the waitlist", "You are number")


@pytest.mark.req("P11", "Q23")
def test_a_stranger_reads_the_time_on_the_clock_of_the_place(walk, organiser):
    event = happenings.published("Montréal drinks", organiser, zone="America/Toronto")
    guest = walk(**PHONE)
    for path in ("/", f"/events/{event.offering.slug}", f"/events/month/{event.offering.starts_at:%Y-%m}"):
        guest.open(path)
        assert "19:00" in guest.page.locator("main").inner_text(), path


@pytest.mark.req("B03", "Q29")
def test_a_slip_keeps_what_was_entered_and_a_used_up_or_foreign_link_says_what_to_do(walk, organiser):
    event = happenings.published("Picnic", organiser)
    guest = walk(**PHONE)
    guest.open(f"/pools/{events.pool_of(event).pk}/join")
    guest.page.get_by_label("Your name").fill("Finn Moe")
    guest.page.get_by_label("E-mail address").fill("finn at example")
    guest.press("Send me the link")
    guest.sees("Enter a valid email address.")
    assert guest.page.get_by_label("Your name").input_value() == "Finn Moe"
    answer = guest.page.goto(f"/p/lnp_{'x' * 43}")
    assert answer.status == 404
    guest.check_fit()
