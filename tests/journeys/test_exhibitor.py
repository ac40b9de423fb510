"""Who exhibits at an event, and whose badge they scan: what is known of a visitor is the visitor's to say."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.onsite import badges, booths
from lineup.domains.onsite.models import BoothVisit
from tests.journeys.conftest import Walk, in_french
from tests.support import camera, factories, outbox
from tests.support.browser import Opener

pytestmark = pytest.mark.slow


@pytest.fixture
def forum(transactional_db):
    """An event that takes place now, with Hugo's booth."""
    by, at = factories.actor(factories.member("Olga Petrova")), clock.now()
    times = {"starts_at": at - timedelta(hours=1), "ends_at": at + timedelta(hours=6)}
    forum = events.create(title="Forum", time_zone="Europe/Paris", by=by, at=at, **times)
    factories.published(forum.offering, by=by, at=at)
    hugo = factories.member("Hugo Stand")
    places.add(booths.open_places(forum, by=by, at=at), hugo, by=by, at=at)
    booths.rename(booths.own(forum, hugo, at=at), "Braille and beyond", by=factories.actor(hugo), at=at)
    forum.hugo = hugo
    return forum


@pytest.fixture
def vera(forum):
    vera = factories.member("Vera Roy", email="vera@example.org")
    factories.place(events.pool_of(forum), vera)
    return vera


@pytest.fixture
def stand(forum, vera, chromium, live_server, tmp_path, open_page):
    """Hugo's phone, whose camera sees Vera's badge."""
    at = clock.now()
    code = badges.code_of(badges.ensure(forum, vera, at=at), at=at)
    with camera.seeing(chromium, code, tmp_path) as browser:
        opener = Opener(browser, live_server.url)
        stand = Walk(opener(width=390, height=844))
        stand.remember(forum.hugo, live_server.url)
        yield stand
        opener.close()
    assert opener.faults == []


@pytest.mark.req("D12", "D13", "Q29")
def test_an_exhibitor_scans_a_visitor_who_shares_and_takes_it_back(walk, forum, vera, stand):
    stand.open("/events/forum")
    stand.press("Your booth")
    stand.sees_heading("Braille and beyond")
    stand.press("Use the camera")
    stand.sees("The visit is counted. This visitor does not share their name.")
    stand.misses("Vera Roy")

    visitor = walk(vera, width=390, height=844)
    visitor.open("/events/forum")
    visitor.press("What exhibitors know")
    visitor.sees("Braille and beyond")
    everybody = visitor.page.locator("main form").first
    everybody.get_by_role("checkbox", name="Name").check()
    everybody.get_by_role("checkbox", name="E-mail address").check()
    everybody.get_by_role("button", name="Save").click()

    stand.open("/events/forum/booth")
    stand.sees("Vera Roy", "vera@example.org")
    stand.page.get_by_label("Notes on Vera Roy").fill("Asked for the big keyboard")
    stand.page.locator(".visit-notes").get_by_role("button", name="Save").click()
    stand.sees("Noted.")
    with stand.page.expect_download() as coming:
        stand.press("CSV")
    rows = list(csv.reader(Path(coming.value.path()).read_text("utf-8-sig").splitlines()))
    assert [("Vera Roy" in row, "Asked for the big keyboard" in row) for row in rows[1:]] == [(True, True)]
    # who is scanned again on the same day is the same visit
    stand.press("Use the camera")
    stand.sees("Vera Roy was here today already.")
    assert stand.page.locator(".stat .figure").all_inner_texts() == ["1", "1", "1"]

    visitor.open("/events/forum/sharing")
    visitor.press("Share nothing with anybody")
    stand.open("/events/forum/booth")
    stand.misses("Vera Roy", "vera@example.org", "Asked for the big keyboard")
    assert [visit.notes for visit in BoothVisit.objects.all()] == [""]


@pytest.mark.req("D06", "D12", "Q22")
def test_an_exhibitor_reads_what_is_for_exhibitors_in_french(walk, forum, vera):
    organiser = walk(forum.offering.organiser)
    organiser.open("/events/forum/desk/announcements")
    organiser.page.get_by_label("Title", exact=True).fill("Démontage à 18 h")
    organiser.page.get_by_label("Text", exact=True).fill("Par la porte de derrière.")
    organiser.page.get_by_label("For", exact=True).select_option(label="Exhibitors")
    organiser.page.locator("form.form").get_by_role("button", name="Announce").click()
    organiser.sees("Announced; whom it is for is told.")
    outbox.drain()
    Person.objects.update(language="fr")
    exhibitor, visitor = walk(forum.hugo, language="fr", width=390, height=844), walk(vera, language="fr")
    exhibitor.open("/events/forum/booth")
    exhibitor.sees("Démontage à 18 h", in_french("Who came and shares something with you"))
    visitor.open("/events/forum")
    visitor.misses("Démontage à 18 h")
