"""An organiser: plans, publishes, looks after the guest list, changes their mind."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from lineup.core.participation import imports
from lineup.core.participation.models import Offering, Place
from lineup.domains.events import attendance, events
from lineup.domains.events.models import Event
from tests.journeys import happenings
from tests.journeys.conftest import in_french, letters
from tests.support import factories, outbox, people_tables

pytestmark = [pytest.mark.slow]


@pytest.fixture
def olga(transactional_db):
    return factories.member("Olga Organiser", email="olga@example.org", time_zone="Europe/Paris")


def said(walked):
    return walked.page.get_by_role("status").first.inner_text()


@pytest.mark.req("B01", "B02", "Q28")
def test_a_first_event_at_a_new_venue_is_published_in_twelve_interactions(walk, olga):
    host = walk()
    page, touched = host.page, []

    def touch(act, *values):
        touched.append(values)
        act(*values)

    host.open("/account/login")
    touch(page.get_by_label("E-mail address").fill, "olga@example.org")
    touch(page.get_by_label("Password").fill, factories.PASSWORD)
    touch(page.locator("main").get_by_role("button", name="Sign in", exact=True).click)
    touch(page.get_by_role("link", name="Plan an event").click)
    host.check_fit()
    touch(page.get_by_label("Title").fill, "Night hike")
    starts = page.get_by_role("group", name="Starts")
    touch(starts.get_by_label("Date").fill, "2031-07-14")
    touch(starts.get_by_label("Time").fill, "18:00")
    touch(page.get_by_label("Venue", exact=False).first.select_option, "new")
    touch(page.get_by_label("Name of the venue").fill, "Bear Hut")
    touch(page.get_by_label("Street and number").fill, "Route du Lac 4")
    touch(page.get_by_label("City").fill, "Chamonix")
    touch(page.get_by_role("button", name="Publish").click)
    page.wait_for_url("**/events/night-hike")
    assert len(touched) <= 12
    host.sees("It is published. Share its address with whom you like.", "Bear Hut", "18:00")
    event = Event.objects.get()
    assert (event.offering.state, event.venue.city, event.venue.country) == (Offering.State.PUBLISHED, "Chamonix", "FR")


@pytest.mark.req("B04", "Q29", "A04")
def test_the_guest_list_is_searched_and_rows_are_taken_back_with_a_way_back(walk, olga):
    event = happenings.published("Concert", olga, capacity=4)
    pool = events.pool_of(event)
    for name in ("Aïda Noir", "Bo Vik", "Cy Ng"):
        factories.place(pool, factories.guest(name))
    host = walk(olga)
    host.open("/desk")
    host.press("Concert")
    host.sees("Aïda Noir", "Bo Vik", "Cy Ng")
    host.page.get_by_label("Name or address").press_sequentially("aida")
    host.page.get_by_role("link", name="Bo Vik").wait_for(state="detached")
    host.page.get_by_label("Aïda Noir").check()
    host.press("Take back…")
    host.sees("One person is told, with your reason.", "You can undo it for ten minutes")
    host.page.get_by_label("Reason").fill("A double booking")
    host.press("Take back")
    host.sees("One place was taken back.")
    pool.refresh_from_db()
    assert pool.taken == 2
    host.press("Undo")
    host.sees("One change was undone.")
    pool.refresh_from_db()
    assert pool.taken == 3
    assert Place.objects.get(contact__name="Aïda Noir").state == "confirmed"


@pytest.mark.req("B05", "Q29", "A16")
def test_capacity_below_what_is_taken_is_refused_with_the_number_and_what_was_entered_stays(walk, olga):
    event = happenings.published("Workshop", olga, capacity=5)
    factories.fill(events.pool_of(event))
    host = walk(olga, width=390, height=844, dark=True)
    host.open("/events/workshop/desk")
    host.press("Places")
    host.page.get_by_label("Places", exact=False).first.fill("3")
    host.page.get_by_label("Largest group").fill("2")
    host.press("Save")
    host.sees("5")
    error = host.page.locator(".error, [id$=_error]").first.inner_text()
    assert "5" in error
    assert host.page.locator("input[name=capacity]").input_value() == "3"
    assert host.page.locator("input[name=party_limit]").input_value() == "2"
    host.page.locator("input[name=capacity]").fill("6")
    host.press("Save")
    host.sees("Saved.")


@pytest.mark.req("A09", "P12", "B03")
def test_guests_are_added_invited_and_written_to(walk, olga):
    happenings.published("Reading circle", olga, capacity=10)
    host = walk(olga, dark=True)
    host.open("/events/reading-circle/desk")
    host.press("Add a guest")
    host.page.get_by_label("Name", exact=True).fill("Dora Ray")
    host.page.get_by_label("E-mail address").fill("dora@example.org")
    host.press("Add")
    host.sees("Dora Ray is on the list.")

    host.press("Invitations")
    host.press("Invite people")
    host.page.get_by_label("Addresses").fill("Eli Fox <eli@example.org>\nnobody at all")
    host.press("Send invitations")
    host.sees("One invitation is on its way.", "This is no e-mail address")
    assert host.page.get_by_label("Addresses").input_value() == "nobody at all"
    host.press("Back")
    host.sees("eli@example.org")

    host.press("Messages")
    host.page.get_by_label("Subject").fill("Bring your book")
    host.page.get_by_label("Message").fill("We begin with chapter two.")
    host.press("Send")
    host.sees("Your message is on its way to one person.")
    assert "We begin with chapter two." in letters("dora@example.org")[-1].body

    invited = walk(javascript=False, width=390)
    invited.follow_mail("eli@example.org", "i")
    invited.sees("Olga Organiser invites you")
    invited.press("Accept")
    invited.sees_heading("You have a place")
    host.open("/events/reading-circle/desk/figures")
    host.sees("Sign-ups in all", "of 10 places")


@pytest.mark.req("B04", "Q29")
def test_requests_are_answered_and_the_waitlist_is_reordered(walk, olga):
    event = happenings.published("Course", olga, capacity=1, admission="approval")
    places = [factories.place(events.pool_of(event), factories.guest(name)) for name in ("Fay", "Gus", "Hal")]
    host = walk(olga, width=390, height=844)
    host.open("/desk")
    host.press("3 requests")
    for name in ("Fay", "Gus", "Hal"):
        host.page.get_by_label(name, exact=True).check()
    host.press("Approve")
    host.sees("3 requests were approved.")
    host.open("/events/course/desk/waitlist")
    host.sees("2 people wait.")
    host.page.get_by_role("row", name="Hal").get_by_role("button", name="First in line").click()
    host.page.get_by_role("row", name="Hal").get_by_role("button", name="Usual order").wait_for()
    host.check_fit()
    assert [row.contact.name for row in Place.objects.filter(state="waitlisted").order_by("-priority")] == [
        "Hal",
        "Gus",
    ]
    assert {place.contact.name for place in places} == {"Fay", "Gus", "Hal"}


@pytest.mark.req("P14", "B01")
@pytest.mark.parametrize("javascript", [True, False])
def test_guests_are_checked_in_at_the_door_on_a_phone(walk, olga, javascript):
    event = happenings.published("Open door", olga, capacity=None)
    for name in ("Ida Holm", "Jo Berg"):
        factories.place(events.pool_of(event), factories.guest(name))
    host = walk(olga, width=390, height=844, javascript=javascript)
    host.open("/events/open-door/desk/check-in")
    host.press("Check Ida Holm in")
    host.page.get_by_role("button", name="Undo the check-in of Ida Holm").wait_for()
    host.sees("of 2 are here")
    assert host.page.locator("#door-count b").inner_text() == "1"
    assert attendance.Attendance.objects.get().place.contact.name == "Ida Holm"
    host.press("Undo the check-in of Ida Holm")
    host.page.get_by_role("button", name="Check Ida Holm in").wait_for()
    host.check_fit()


@pytest.mark.req("B01", "P08", "P12", "Q29")
def test_a_cancellation_names_who_is_told_and_a_copy_is_binned_and_restored(walk, olga):
    event = happenings.published("Fair", olga, capacity=2)
    going, _also, waiting = factories.fill(events.pool_of(event), waiting=1)
    host = walk(olga)
    host.open("/events/fair")
    host.press("More")
    host.press("Cancel the event")
    host.sees("3 people will be told.", "This is final: plan it again with a copy.")
    dialog = host.page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("The hall is flooded")
    dialog.get_by_role("button", name="Cancel the event").click()
    host.sees("It is cancelled. 3 people will be told.", "This event is cancelled")
    for place in (going, waiting):
        assert "The hall is flooded" in letters(place.contact.email)[-1].body

    host.press("More")
    host.press("Plan a copy")
    host.sees("This is the copy, a draft: check the date, then publish it.")
    host.press("Back without saving")
    host.press("More")
    host.press("Put into the bin")
    host.page.get_by_role("dialog").get_by_role("button", name="Put into the bin").click()
    host.sees_heading("Bin")
    host.press("Restore")
    host.sees("It is back, as it was.", "Draft.")
    assert [row.state for row in Offering.objects.order_by("created_at")] == ["cancelled", "draft"]


@pytest.mark.req("P11", "Q22", "B01")
def test_an_event_is_planned_and_moved_in_french_on_a_phone(walk, transactional_db):
    zoe = factories.member("Zoé Petit", language="fr", time_zone="Europe/Paris")
    host = walk(zoe, width=390, height=844, language="fr", dark=True)
    host.open("/")
    host.press(in_french("Plan an event"))
    host.page.get_by_label(in_french("Title"), exact=True).fill("Veillée")
    for name, value in (("starts_at_0", "2031-07-14"), ("starts_at_1", "21:30")):
        host.page.locator(f"[name={name}]").fill(value)
    host.press(in_french("Publish"))
    host.sees(in_french("It is published. Share its address with whom you like."))
    ana = factories.place(
        events.pool_of(Event.objects.get()), factories.guest("Ana", language="fr", time_zone="Europe/Paris")
    )
    host.press(in_french("Edit"))
    host.page.locator("[name=starts_at_1]").fill("22:00")
    host.press(in_french("Save"))
    host.sees(in_french("Saved."), "22:00")
    letter = letters(ana.contact.email)[-1]
    assert "22:00" in letter.body
    assert "Veillée" in letter.subject


@pytest.mark.req("P18", "Q20")
def test_people_are_brought_along_from_an_export_and_taken_back(walk, olga):
    event = happenings.published("Summit", olga, capacity=2)
    pool = events.pool_of(event)
    host = walk(olga, width=390, height=844)
    host.open("/events/summit/desk")
    host.press("Import")
    host.page.get_by_label("Table").set_input_files(people_tables.SAMPLES / "eventbrite.csv")
    host.press("Upload")
    host.sees("This looks like an export of Eventbrite", "Alan")
    host.press("Look at what would happen")
    host.sees("Nobody is entered yet. 2 lines would be.", "One would be refused", "Left out: “Not Attending”.")
    host.press("Enter 2 lines")
    host.sees("2 lines are on the list.", "Joan Clarke", "Column “Email”:")
    assert [letter.subject for letter in letters("alan@example.org")] == ["You have a place at Summit"]
    host.page.get_by_role("button", name="Undo the import").click()
    host.sees("The import was taken back")
    pool.refresh_from_db()
    assert pool.taken == 0
    assert letters("alan@example.org")[-1].subject == "Your place at Summit was taken back"


@pytest.mark.req("P18", "Q20")
def test_a_long_import_is_watched_without_a_script_and_read_by_everybody(walk, olga):
    happenings.published("Fair", olga, capacity=None)
    host = walk(olga, width=390, height=844)
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": people_tables.guests(imports.AT_ONCE + 1)}
    host.open("/events/fair/desk/imports")
    host.page.get_by_label("Table").set_input_files(files=[file])
    host.press("Upload")
    host.press("Look at what would happen")
    host.press(f"Enter {imports.AT_ONCE + 1} lines")
    host.sees("People are being entered", f"0 of {imports.AT_ONCE + 1} lines")
    assert severe(host) == []
    outbox.drain()
    host.sees("What happened")
    assert severe(host) == []


def severe(walked):
    """What keeps somebody from using the page."""
    found = Axe().run(walked.page).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]
