"""Those who run an event on the day: its president, and who looks after its rooms."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import rooms, sessions, team
from lineup.domains.onsite.models import RoomDuty, Session
from lineup.domains.onsite.roles import Staff
from tests.support import factories, outbox

pytestmark = pytest.mark.slow


@pytest.fixture
def forum(transactional_db):
    """An event tomorrow with two rooms, a session in each."""
    by, at = factories.actor(factories.member("Olga Petrova")), clock.now()
    starts_at = (at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    forum = events.create(
        title="Forum", starts_at=starts_at, ends_at=starts_at + timedelta(hours=9), time_zone="UTC", by=by, at=at
    )
    factories.published(forum.offering, by=by, at=at)
    for number, name in enumerate(("Room 3", "Room 4")):
        room = rooms.create(forum, name=name, by=by, at=at)
        begins = starts_at + timedelta(hours=2 * number)
        times = {"starts_at": begins, "ends_at": begins + timedelta(hours=1)}
        sessions.create(forum, title=f"Talk in {name}", room=room, by=by, at=at, **times)
    return forum


def enter(walk, who, room, begins, ends):
    """Fill the form of a duty by keyboard alone."""
    page = walk.page
    page.get_by_label("Who", exact=True).select_option(label=who)
    page.get_by_label("Room", exact=True).select_option(label=room)
    for field, clock_time in (("starts_at", begins), ("ends_at", ends)):
        page.locator(f"[name={field}_1]").fill(clock_time)
    page.get_by_role("button", name="Put on duty").focus()
    page.keyboard.press("Enter")


@pytest.mark.req("D01", "D02", "D08", "D09", "Q29")
def test_the_organiser_names_a_president_who_builds_the_team_and_plans_the_day(walk, forum):
    paula = factories.member("Paula Roy", email="paula@example.org")
    factories.member("Gina Sol", email="gina@example.org")
    factories.place(events.pool_of(forum), paula)
    organiser = walk(forum.offering.organiser)
    organiser.open("/events/forum/desk/team")
    organiser.page.get_by_text("Change the president").click()
    organiser.page.locator("#president_email").fill("paula@example.org")
    organiser.press("Save")
    organiser.sees("Paula Roy")

    president = walk(paula, width=390, height=844)
    president.open("/events/forum")
    president.sees("President: Paula Roy")
    president.open("/events/forum/desk/team")
    president.page.locator("#id_email").fill("gina@example.org")
    president.page.locator("#id_name").fill("Gina Sol")
    president.page.get_by_role("radio", name="Room manager").check()
    president.press("Add")
    president.sees("Gina Sol is on the team.")
    president.press("Day plan")
    enter(president, "Gina Sol · Room manager", "Room 3", "09:00", "12:00")
    president.sees("Gina Sol is on duty in Room 3.")
    enter(president, "Gina Sol · Room manager", "Room 4", "17:00", "20:00")
    president.sees("Gina Sol is on duty in Room 4.")
    enter(president, "Gina Sol · Room manager", "Room 4", "11:00", "13:00")
    president.sees("Gina Sol is in Room 3")
    president.check_fit()
    rows = RoomDuty.objects.order_by("starts_at").values_list("room__name", flat=True)
    assert list(rows) == ["Room 3", "Room 4"]


@pytest.mark.req("D02", "D06", "D08", "D09", "Q29")
def test_a_room_manager_reads_their_duties_keeps_their_room_and_announces(walk, forum):
    by, at = factories.actor(forum.offering.organiser), clock.now()
    gina, comes = factories.member("Gina Sol"), factories.member("Cleo")
    factories.place(events.pool_of(forum), comes)
    organiser = walk(forum.offering.organiser)
    team.add(forum, gina, role=Staff.MANAGER, by=by, at=at)
    organiser.open("/events/forum/desk/duties")
    enter(organiser, "Gina Sol · Room manager", "Room 3", "09:00", "12:00")
    organiser.sees("Gina Sol is on duty in Room 3.")

    manager = walk(gina, width=390, height=844)
    outbox.drain()
    manager.open("/notices")
    manager.press("You are on duty in Room 3")
    manager.sees_heading("My duties")
    manager.sees("Room manager")
    manager.press("My rooms at Forum")
    manager.sees("Talk in Room 3")
    manager.misses("Talk in Room 4")
    manager.press("Change “Talk in Room 3”")
    manager.page.get_by_label("Title", exact=True).fill("Talk, changed")
    manager.press("Save")
    manager.sees("Talk, changed")
    assert sorted(Session.objects.values_list("title", flat=True)) == ["Talk in Room 4", "Talk, changed"]
    other = Session.objects.get(title="Talk in Room 4")
    assert manager.page.goto(f"/events/forum/desk/programme/sessions/{other.pk}").status == 403

    manager.open("/events/forum/desk/announcements")
    manager.page.get_by_label("Title", exact=True).fill("Lunch is late")
    manager.page.get_by_label("Text", exact=True).fill("By half an hour.")
    manager.page.get_by_label("For", exact=True).select_option(label="Participants")
    manager.page.locator("form.form").get_by_role("button", name="Announce").click()
    manager.sees("Announced; whom it is for is told.")
    outbox.drain()
    reader = walk(comes)
    reader.open("/events/forum")
    reader.sees("Lunch is late")
    reader.open("/notices")
    reader.sees("Lunch is late")
