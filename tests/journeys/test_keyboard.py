"""Six whole tasks with nothing but a keyboard; the focus is visible at every step."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering, Place
from lineup.domains.events import attendance, events
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.models import Session
from tests.journeys import happenings
from tests.journeys.conftest import mailed_link
from tests.support import factories

pytestmark = [pytest.mark.slow, pytest.mark.req("Q20")]

MOST_TABS = 90
# The name of what has the focus, the legend above it, and whether a ring is drawn around it. What is inside a
# date field (`:focus` is not the field then) has the browser's own.
FOCUS = """() => {
  const it = document.activeElement;
  const ringed = (one, part) => one && getComputedStyle(one, part).outlineStyle !== "none";
  const name = it.ariaLabel || [...(it.labels ?? [])].map((one) => one.innerText).join(" ") || it.innerText || "";
  return {
    name: name.trim().replace(/\\s+/g, " "),
    group: it.closest("fieldset")?.querySelector("legend")?.innerText ?? "",
    seen: ringed(it) || ringed(it, "::after") || ringed(it.closest(".choice-card")) || !it.matches(":focus"),
  };
}"""


def tab_to(walked, name, group=""):
    """Press Tab until something whose name starts so has the focus."""
    for _ in range(MOST_TABS):
        walked.page.keyboard.press("Tab")
        now = walked.page.evaluate(FOCUS)
        assert now["seen"], f"one does not see that “{now['name']}” has the focus"
        if now["name"].startswith(name) and now["group"].startswith(group):
            return
    raise AssertionError(f"no Tab leads to “{name}” on {walked.page.url}")


def press(walked, name, key="Enter"):
    tab_to(walked, name)
    walked.page.keyboard.press(key)


def write(walked, name, text, group=""):
    tab_to(walked, name, group)
    walked.page.keyboard.type(text)


@pytest.fixture
def olga(transactional_db):
    return factories.member("Olga Organiser", email="olga@example.org", time_zone="Europe/Paris")


def test_a_guest_signs_up_and_cancels(walk, olga):
    event = happenings.published("Night hike", olga, capacity=3)
    guest = walk()
    guest.open("/")
    press(guest, "Skip to the content")
    press(guest, "Night hike")
    guest.page.wait_for_url("**/night-hike")
    press(guest, "Take a place")
    guest.page.wait_for_url("**/join")
    write(guest, "Your name", "Ana Lima")
    write(guest, "E-mail address", "ana@example.org")
    guest.page.keyboard.press("Enter")
    guest.sees_heading("Look into your mail")
    guest.open(mailed_link("ana@example.org"))
    press(guest, "Confirm my place")
    guest.sees_heading("You have a place")
    press(guest, "I can’t come")
    guest.page.get_by_role("dialog").wait_for()
    press(guest, "Give it up")
    guest.sees_heading("You have no place any more")
    assert events.pool_of(event).taken == 0


@pytest.mark.req("Q28")
def test_an_organiser_signs_in_plans_and_publishes(walk, olga):
    host = walk()
    host.open("/account/login")
    write(host, "E-mail address", "olga@example.org")
    write(host, "Password", factories.PASSWORD)
    host.page.keyboard.press("Enter")
    host.page.wait_for_url("**/")
    press(host, "Plan an event")
    host.page.wait_for_url("**/events/new")
    write(host, "Title", "Choir")
    write(host, "Date", "07142031", "Starts")
    write(host, "Time", "0730PM", "Starts")
    press(host, "Publish")
    host.page.wait_for_url("**/events/choir")
    host.sees("It is published.")
    assert Offering.objects.get().state == "published"


def test_an_organiser_takes_a_place_back_and_undoes_it(walk, olga):
    event = happenings.published("Concert", olga, capacity=4)
    factories.place(events.pool_of(event), factories.guest("Bo Vik"))
    host = walk(olga)
    host.open("/events/concert/desk")
    press(host, "Bo Vik", "Space")
    press(host, "Take back…")
    host.sees_heading("Take one place back?")
    press(host, "Take back")
    host.sees("One place was taken back.")
    press(host, "Undo")
    host.sees("One change was undone.")
    assert Place.objects.get().state == "confirmed"


def test_an_organiser_checks_a_guest_in(walk, olga):
    event = happenings.published("Fair", olga)
    factories.place(events.pool_of(event), factories.guest("Ida Holm"))
    host = walk(olga, dark=True)
    host.open("/events/fair/desk")
    press(host, "Check-in")
    host.page.wait_for_url("**/check-in")
    press(host, "Check Ida Holm in")
    host.page.get_by_role("button", name="Undo the check-in of Ida Holm").wait_for()
    assert attendance.Attendance.objects.count() == 1


def test_an_event_is_cancelled_through_the_menu(walk, olga):
    happenings.published("Picnic", olga)
    host = walk(olga)
    host.open("/events/picnic")
    press(host, "More")
    press(host, "Cancel the event")
    host.page.get_by_role("dialog").wait_for()
    write(host, "Reason", "Rain")
    press(host, "Cancel the event")
    host.sees("This event is cancelled")
    assert Offering.objects.get().state == "cancelled"


@pytest.mark.req("D04")
def test_an_organiser_moves_a_session_of_the_timetable(walk, olga):
    by, at = factories.actor(olga), clock.now()
    opens = (at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    times = {"starts_at": opens, "ends_at": opens + timedelta(hours=9)}
    forum = events.create(title="Forum", time_zone="UTC", by=by, at=at, **times)
    hall, _attic = (rooms.create(forum, name=name, by=by, at=at) for name in ("Hall", "Attic"))
    ends = opens + timedelta(hours=1)
    sessions.create(forum, title="Opening", room=hall, starts_at=opens, ends_at=ends, by=by, at=at)
    host = walk(olga)
    host.open("/events/forum/desk/programme")
    press(host, "Opening")
    host.page.wait_for_url("**/sessions/*")
    tab_to(host, "Room")
    host.page.keyboard.type("Attic")
    write(host, "Time", "0200PM", "Starts")
    write(host, "Time", "0300PM", "Ends")
    press(host, "Save")
    host.sees("Saved.")
    moved = Session.objects.get()
    assert (moved.room.name, moved.starts_at, moved.ends_at) == (
        "Attic",
        opens + timedelta(hours=5),
        opens + timedelta(hours=6),
    )
