"""Hours are painted in a browser: by mouse, by finger, by keyboard; and ticked where there are no scripts."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import races, signups, slots
from tests.architecture.authorisation import circuit
from tests.support import factories, looks

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.req("A08", "Q20")]

CHECKED = "(use) => [...document.querySelectorAll(`input[name=${use}]`)].map((box) => box.checked)"


@pytest.fixture
def race(transactional_db):
    by, at = factories.actor(factories.member("Olga")), clock.now()
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)
    event = events.create(title="6 h of Spa", starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=360, by=by, at=at)
    # at noon: a race through midnight has its hours on two days
    noon = at.replace(hour=12, minute=0, second=0, microsecond=0)
    slots.add(race, starts_at=noon + timedelta(days=9), by=by, at=at)
    return race


@pytest.fixture
def dana():
    return factories.member("Dana", time_zone="Europe/Paris")


@pytest.fixture
def sheet(race, dana, open_page, live_server):
    """Opens the sign-up of Dana."""

    def open_as(**look):
        page, client = open_page(**look), Client()
        client.force_login(dana.account)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(reverse("racing:sign-up", args=[race.event.offering.slug]))
        return page

    return open_as


def ticked(page, use="drive"):
    """Which cells are, by their place in the column."""
    return [place for place, checked in enumerate(page.evaluate(CHECKED, use)) if checked]


def middle(page, place, use="drive"):
    box = page.locator(f"input[name={use}]").nth(place)
    box.scroll_into_view_if_needed()
    where = box.bounding_box()
    return where["x"] + where["width"] / 2, where["y"] + where["height"] / 2


def test_a_mouse_paints_what_it_is_drawn_over_however_fast(sheet, race, dana):
    page = sheet()
    page.mouse.move(*middle(page, 1))
    page.mouse.down()
    page.mouse.move(*middle(page, 5))
    page.mouse.up()
    page.mouse.move(*middle(page, 8))
    assert (ticked(page), ticked(page, "spot")) == ([1, 2, 3, 4, 5], [])
    page.mouse.move(*middle(page, 3))
    page.mouse.down()
    page.mouse.move(*middle(page, 4))
    page.mouse.up()
    page.mouse.click(*middle(page, 0))
    page.mouse.click(*middle(page, 9, "spot"))
    assert (ticked(page), ticked(page, "spot")) == ([0, 1, 2, 5], [9])
    page.get_by_role("button", name="Sign up as a driver").click()
    page.get_by_role("button", name="Save").wait_for()
    begins, half = race.slots.get().starts_at, timedelta(minutes=30)
    kept = signups.held(race, dana)
    assert signups.spans(kept, "drive") == [(begins, begins + 3 * half), (begins + 5 * half, begins + 6 * half)]
    assert ticked(page) == [0, 1, 2, 5]


def test_the_keyboard_moves_with_arrows_paints_with_shift_and_ticks_with_space(sheet):
    page = sheet()
    page.locator("input[name=drive]").first.focus()
    for key in ("ArrowDown", "Space", "Shift+ArrowDown", "Shift+ArrowDown", "ArrowRight", "Space", "Shift+ArrowUp"):
        page.keyboard.press(key)
    assert (ticked(page), ticked(page, "spot")) == ([1, 2, 3], [2, 3])
    page.get_by_role("button", name="Drive: all or none").press("Enter")
    assert len(ticked(page)) == 12
    page.get_by_role("button", name="Drive: all or none").press("Enter")
    assert ticked(page) == []


def test_a_finger_paints_and_a_tap_ticks(sheet):
    page = sheet(width=390, height=844)
    touch = page.context.new_cdp_session(page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def send(kind, *where):
        points = [{"x": where[0], "y": where[1]}] if where else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    middle(page, 4)
    (x, first), (_x, last) = (middle(page, place) for place in (1, 4))
    stood = page.evaluate("scrollY")
    send("touchStart", x, first)
    for step in range(1, 7):
        send("touchMove", x, first + (last - first) * step / 6)
    send("touchEnd")
    assert (ticked(page), page.evaluate("scrollY")) == ([1, 2, 3, 4], stood)
    where = middle(page, 8)
    send("touchStart", *where)
    send("touchEnd")
    assert ticked(page) == [1, 2, 3, 4, 8]


def test_without_scripts_hours_are_boxes_to_tick(sheet, race, dana):
    page = sheet(width=390, height=844, javascript=False)
    assert page.get_by_role("button", name="all or none").count() == 0
    page.locator("input[name=drive]").nth(1).check()
    page.locator("label", has=page.locator("input[name=spot]")).nth(2).click()
    page.get_by_role("button", name="Sign up as a driver").click()
    page.get_by_role("button", name="Save").wait_for()
    begins, half = race.slots.get().starts_at, timedelta(minutes=30)
    kept = signups.held(race, dana)
    assert signups.spans(kept, "drive") == [(begins + half, begins + 2 * half)]
    assert signups.spans(kept, "spot") == [(begins + 2 * half, begins + 3 * half)]


def test_the_sheet_is_accessible_and_fits_in_every_look(sheet):
    assert looks.faults(sheet(width=390, height=844)) == []
