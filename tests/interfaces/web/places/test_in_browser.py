"""A real browser sends `Origin` with the forms of a secret page; a referrer policy can make it `null`."""

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from tests.support import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("B03", "Q12", "Q14", "Q15")]


def test_a_guest_accepts_and_cancels_by_the_link_in_a_browser_without_script(open_page):
    pool = factories.pool(factories.offering("Hike"))
    host = factories.actor(pool.offering.organiser)
    offered = places.offer_to(pool, factories.guest("Ana"), by=host, at=clock.now())
    page = open_page(javascript=False, width=390)
    page.goto(f"/p/{factories.place_link(offered)}")
    page.get_by_role("button", name="Accept the place").click()
    page.get_by_role("heading", name="You have a place", exact=True).wait_for()
    page.get_by_role("link", name="I can’t come").click()
    page.get_by_role("button", name="Give it up").click()
    page.get_by_role("heading", name="You have no place any more").wait_for()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["lineup_csrf"]


def test_the_address_of_a_secret_page_is_told_to_no_other_site(open_page):
    page = open_page()
    answer = page.goto(f"/p/{factories.place_link(factories.place())}")
    assert answer.header_value("referrer-policy") == "same-origin"
