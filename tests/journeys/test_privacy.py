"""What is held on somebody: seen, taken along, erased; with an account, and by mail without one."""

import zipfile

import pytest

from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.events import events
from tests.journeys import happenings
from tests.journeys.conftest import in_french
from tests.support import factories

pytestmark = [pytest.mark.slow, pytest.mark.req("P09")]


@pytest.fixture
def pool(transactional_db):
    return events.pool_of(happenings.published("Night hike", factories.member("Olga Organiser"), capacity=1))


def parts(walked, button):
    """The names of the files in the archive that the button gives."""
    with walked.page.expect_download() as found:
        walked.press(button)
    return zipfile.ZipFile(found.value.path()).namelist()


def test_a_guest_takes_everything_along_and_is_erased_by_the_mail(walk, pool):
    factories.place(pool, factories.guest("Ana Lima", email="ana@example.org"))
    waiting = factories.place(pool)
    guest = walk(width=390, height=844)
    guest.open("/")
    guest.press("Privacy")
    guest.sees_heading("Privacy")
    guest.press("By e-mail, without an account")
    guest.page.get_by_label("E-mail address").fill("ana@example.org")
    guest.press("Send me the link")
    guest.sees_heading("A mail is on its way")
    guest.follow_mail("ana@example.org", "privacy/data")
    guest.sees("What is held on ana@example.org.")
    assert "places.json" in parts(guest, "Download everything")
    guest.press("Erase me")
    guest.sees("1 place is given up; who is next in line gets it.")
    guest.press("Erase me")
    guest.sees("You were erased. Nothing tells of you any more.")
    waiting.refresh_from_db()
    assert (waiting.state, Person.objects.filter(email="ana@example.org").count()) == ("confirmed", 0)


def test_a_member_hands_the_club_over_before_the_account_is_closed(walk, pool):
    ada = factories.member("Ada Ortiz", email="ada@example.org", language="fr")
    factories.place(pool, ada)
    club = factories.club("Blue", owner=ada)
    member = walk(ada, language="fr", dark=True)
    member.open("/privacy")
    member.press(in_french("With your account"))
    member.press(in_french("Erase me"))
    member.page.locator("input[name=password]").fill(factories.PASSWORD)
    member.page.keyboard.press("Enter")
    member.sees_heading(in_french("Not yet"))
    club.memberships.filter(role="owner").update(person=factories.member("Berta"))
    member.open("/account/data")
    assert "person.json" in parts(member, in_french("Download everything"))
    member.press(in_french("Erase me"))
    member.press(in_french("Erase me"))
    member.sees(in_french("You were erased. Nothing tells of you any more."))
    assert (Person.objects.get(pk=ada.pk).account, Place.objects.get(contact=ada).state) == (None, "withdrawn")
