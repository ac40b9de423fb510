"""An organiser plans an event and looks at it, in a real browser, under the strict policy."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(open_page, live_server):
    """Opens a page of a person's own session."""

    def open_for(person, client, **how):
        client.force_login(person.account)
        page = open_page(**how)
        cookie = client.cookies["lineup_session"].value
        page.context.add_cookies([{"name": "lineup_session", "value": cookie, "url": live_server.url}])
        return page

    return open_for


def browse(page, path):
    assert page.goto(path).status == 200
    return page


def planned(person, **values):
    at = clock.now()
    by = factories.actor(person)
    start = at + timedelta(days=9)
    event = events.create(
        title="Night hike", starts_at=start, ends_at=start + timedelta(hours=2), description="A **walk**.",
        map_latitude=45.7, map_longitude=4.8, stream_url="https://youtu.be/x", tags=["Night"], capacity=3, by=by, at=at,
        **values,
    )  # fmt: skip
    factories.published(event.offering, by=by, at=at)
    return event


@pytest.mark.req("B01")
def test_the_first_event_takes_few_interactions(signed_in, client):
    page = signed_in(factories.member("Ada", time_zone="Europe/Paris"), client)
    touched = 0

    def touch(act, *values):
        nonlocal touched
        touched += 1
        act(*values)

    browse(page, "/")
    touch(page.get_by_role("link", name="Plan an event").click)
    touch(page.get_by_label("Title").fill, "Night hike")
    starts = page.get_by_role("group", name="Starts")
    touch(starts.get_by_label("Date").fill, "2031-07-14")
    touch(starts.get_by_label("Time").fill, "18:00")
    touch(page.get_by_role("button", name="Publish").click)
    page.wait_for_url("**/events/night-hike")
    assert page.get_by_role("heading", level=1).inner_text() == "Night hike"
    assert Offering.objects.get().state == "published"
    assert touched <= 12


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_venue_is_asked_for_when_it_is_chosen(signed_in, client, javascript):
    page = signed_in(factories.member("Ada"), client, javascript=javascript)
    browse(page, "/events/new")
    name = page.get_by_label("Name of the venue")
    assert not name.is_visible()
    page.get_by_label("Venue", exact=False).first.select_option("new")
    assert name.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_cancellation_names_its_consequence_first(signed_in, client, javascript):
    person = factories.member("Ada")
    event = planned(person)
    factories.place(events.pool_of(event))
    page = signed_in(person, client, javascript=javascript)
    browse(page, "/events/night-hike")
    page.locator("summary[aria-label='More']").click()
    page.get_by_role("link", name="Cancel the event").click()
    page.get_by_text("1 person will be told.").wait_for()
    page.get_by_label("Reason").fill("Storm")
    page.get_by_role("button", name="Cancel the event").click()
    page.get_by_text("This event is cancelled").wait_for()
    assert Offering.objects.get().state == "cancelled"


@pytest.mark.req("B06")
@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_public_pages_are_accessible_and_keep_the_policy(open_page, db, width, dark):
    event = planned(factories.member("Ada"))
    page = open_page(width=width, dark=dark)
    for path in ("/", "/events?q=zzz", f"/events/month/{event.offering.starts_at:%Y-%m}", "/events/night-hike"):
        browse(page, path)
        assert Axe().run(page).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
