"""A club's owner and admins: founding it, letting people in, keeping its walls, handing it over."""

import pytest

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Membership
from tests.journeys import happenings
from tests.support import factories, outbox

pytestmark = [pytest.mark.slow, pytest.mark.req("A01")]


@pytest.fixture
def ada(transactional_db):
    return factories.member("Ada Ortiz", time_zone="Europe/Paris")


@pytest.mark.req("A09", "P10", "P12")
def test_a_club_is_founded_people_are_invited_and_a_request_is_answered(walk, ada):
    factories.member("Bo Vik", email="bo@example.org")
    zoe = factories.member("Zoe Park", email="zoe@example.org")
    owner = walk(ada)
    owner.open("/clubs")
    owner.press("Found a club")
    owner.page.get_by_label("Name", exact=True).fill("Blue Club")
    owner.press("Found the club")
    owner.sees_heading("Blue Club")
    owner.page.get_by_role("link", name="Invitations").click()
    owner.page.locator("[name=emails]").fill("bo@example.org")
    owner.press("Send the invitations")
    owner.page.get_by_role("row", name="bo@example.org").wait_for()

    invited = walk(width=390, height=844, dark=True)
    invited.sign_in("bo@example.org")
    outbox.drain()
    invited.open("/notices")
    invited.press("Ada Ortiz invites you into Blue Club")
    invited.sees("Ada Ortiz invites you.")
    invited.press("Join the club")
    invited.sees("Welcome to Blue Club!")

    asking = walk(zoe, javascript=False)
    asking.open("/clubs/blue-club")
    asking.page.get_by_label("A few words about you").fill("I sail, too.")
    asking.press("Ask to join")
    asking.sees("You asked to join")
    owner.open("/clubs/blue-club/requests")
    owner.sees("I sail, too.")
    owner.press("Let them in")
    owner.page.get_by_text("Nobody is waiting").wait_for()
    asking.open("/clubs/blue-club")
    asking.sees("You are in.")
    assert memberships.live(Club.objects.get()).count() == 3


@pytest.mark.req("P10", "A05", "Q2")
def test_a_members_event_is_seen_by_members_and_by_nobody_else(walk, ada):
    club = factories.club("Blue Club", owner=ada)
    member = factories.club_member(club)
    happenings.published("Members’ evening", ada, club=club, visibility="club_only")
    inside, outside, stranger = walk(member), walk(factories.member()), walk(width=390, height=844)
    for path in ("/", "/clubs/blue-club", "/events?q=evening"):
        inside.open(path)
        inside.sees("Members’ evening")
        for other in (outside, stranger):
            other.open(path)
            other.misses("Members’ evening")
    for other in (outside, stranger):
        assert other.page.goto("/events/members-evening").status == 404
    inside.open("/events/members-evening")
    inside.sees("Take a place")


@pytest.mark.req("P07", "Q29")
def test_roles_are_given_the_club_is_handed_over_and_its_record_is_read(walk, ada):
    club = factories.club("Blue Club", owner=ada)
    bo = factories.club_member(club, factories.member("Bo Vik"))
    owner = walk(ada)
    owner.open("/clubs/blue-club/members")
    row = owner.page.get_by_role("row", name="Bo Vik")
    row.get_by_role("combobox", name="Role of Bo Vik").select_option("event_manager")
    row.get_by_role("button", name="Set").click()
    owner.page.get_by_role("status").wait_for()
    assert Membership.objects.get(person=bo).role == "event_manager"

    owner.open("/clubs/blue-club/ownership")
    owner.page.get_by_label("New owner").select_option(label="Bo Vik")
    owner.page.get_by_label("Type the club's name to confirm").fill("Red Club")
    owner.press("Hand it over")
    owner.sees("This is not the club's name")
    owner.page.get_by_label("Type the club's name to confirm").fill("blue club")
    owner.press("Hand it over")
    owner.page.get_by_role("status").wait_for()
    assert {row.person: row.role for row in memberships.live(club)} == {ada: "admin", bo: "owner"}

    owner.open("/clubs/blue-club/audit")
    owner.sees("founded the club", "changed a role", "handed the club over")
    phone = walk(bo, width=390, height=844, dark=True, language="fr")
    phone.open("/clubs/blue-club/audit")
    phone.open("/clubs/blue-club/members")


@pytest.mark.req("P08", "Q29")
def test_a_club_goes_to_the_bin_and_comes_back(walk, ada):
    factories.club("Blue Club", owner=ada)
    owner = walk(ada, javascript=False)
    owner.open("/clubs/blue-club/discard")
    owner.press("Move it to the bin")
    owner.open("/clubs")
    owner.sees_heading("In the bin")
    owner.press("Restore")
    owner.open("/clubs/blue-club")
