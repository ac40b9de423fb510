"""The doors in a real browser: the rule in the phone's script, the camera, and a phone whose network goes and comes."""

import json
from types import SimpleNamespace

import pytest
from django.conf import settings as configured
from django.templatetags.static import static
from django.test import Client

from lineup.domains.onsite import badges
from lineup.domains.onsite.door import devices, log, rule
from lineup.domains.onsite.models import Device, Scan
from tests.domains.onsite.door.test_rule import VECTORS
from tests.support import camera, factories
from tests.support.browser import Opener

DECIDE = """async ([url, table, cases]) => {
  const { decide } = await import(url)
  const told = cases.map((one) => decide(table, one))
  return told.map(({ reason, session, expected_in }) => [reason, session, expected_in])
}"""

pytestmark = pytest.mark.slow


def cookie(person, home):
    client, name = Client(), configured.SESSION_COOKIE_NAME
    client.force_login(person.account)
    return {"name": name, "value": client.cookies[name].value, "url": home}


@pytest.fixture
def coming(event, now):
    """Make somebody who comes, with the code of their badge."""

    def make(name):
        place = factories.place(event.offering.pools.get(role="attendee"), factories.guest(name), at=now)
        badge = badges.ensure(event, place.contact, at=now)
        return SimpleNamespace(person=place.contact, code=badges.code_of(badge, at=now))

    return make


@pytest.mark.req("Q11")
def test_the_phone_s_script_answers_each_case_as_the_house_does(transactional_db, open_page, live_server):
    page = open_page()
    page.goto("/door")
    url = live_server.url + static("lineup/js/door/rule.js")
    told = page.evaluate(DECIDE, [url, dict(rule.TABLE), [case["situation"] for case in VECTORS]])
    wrong = [
        (case["name"], got)
        for case, got in zip(VECTORS, told, strict=True)
        if got != [case["reason"], case["session"], case["expected_in"]]
    ]
    assert (len(told), wrong) == (len(VECTORS), [])


class Phone:
    def __init__(self, page):
        self.page = page

    def scan(self, code):
        self.page.locator("[data-answer]").evaluate("(box) => box.replaceChildren()")
        self.page.locator("#code").fill(code)
        self.page.keyboard.press("Enter")
        answer = self.page.locator("[data-answer] .answer")
        answer.wait_for()
        return answer.get_attribute("data-reason"), answer.locator(".answer-name").all_inner_texts()

    def waits(self, number):
        self.page.locator(f"[data-queue][data-number='{number}']").wait_for(state="attached")


@pytest.fixture
def phone(transactional_db, event, organiser, now, open_page, live_server):
    return link(open_page(width=390, height=844), event, organiser, now, live_server)


def link(page, event, organiser, now, live_server):
    """Make a phone that scans of this page."""
    _device, secret = devices.make(event, name="Left", by=factories.actor(organiser), at=now)
    page.context.add_cookies([cookie(organiser, live_server.url)])
    page.goto(f"/door/link/{secret}")
    page.get_by_role("button", name="Scan with this phone").click()
    page.wait_for_url("**/door")
    return Phone(page)


def ready(phone):
    phone.page.locator("[data-state=ready]").wait_for()
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@pytest.mark.req("D13", "Q10")
def test_a_phone_goes_on_without_network_and_sends_each_scan_once(event, coming, phone, open_page):
    ada, bo, cy = coming("Ada"), coming("Bo"), coming("Cy")
    phone.page.reload()
    ready(phone)
    assert phone.scan(ada.code) == ("welcome", ["Ada"])
    assert Scan.objects.get().offline is False
    open_page.faults.clear()
    phone.page.context.set_offline(True)
    assert phone.scan(bo.code) == ("welcome", ["Bo"])
    assert phone.scan(bo.code) == ("already_in", ["Bo"])
    assert phone.scan(ada.code) == ("already_in", ["Ada"])
    phone.page.reload()
    ready(phone)
    assert phone.scan(cy.code) == ("welcome", ["Cy"])
    assert phone.scan("nothing of ours") == ("not_a_badge", [])
    phone.waits(5)
    phone.page.context.set_offline(False)
    phone.waits(0)
    rows = list(Scan.objects.filter(offline=True).order_by("at").values_list("reason", flat=True))
    assert rows == ["welcome", "already_in", "already_in", "welcome", "not_a_badge"]
    assert (log.counts(event).here, log.conflicts(event).count()) == (3, 0)
    # that there was no network is no fault of the page
    open_page.faults.clear()


@pytest.mark.req("D13")
def test_what_a_phone_holds_names_nobody(event, coming, phone):
    coming("Zqcanary")
    phone.page.reload()
    ready(phone)
    held = phone.page.evaluate(
        """() => new Promise((done) => {
          const wanted = indexedDB.open("lineup-door")
          wanted.onsuccess = () => {
            const rows = wanted.result.transaction(["kept"]).objectStore("kept").getAll()
            rows.onsuccess = () => done(JSON.stringify(rows.result))
          }
        })"""
    )
    assert "people" in json.loads(held)[0] or "people" in json.loads(held)[1]
    assert "Zqcanary" not in held


@pytest.mark.req("D13")
def test_a_revoked_phone_is_wiped(event, coming, phone, organiser, now, open_page):
    ada = coming("Ada")
    phone.page.reload()
    ready(phone)
    devices.revoke(Device.objects.get(), by=factories.actor(organiser), at=now)
    phone.page.locator("#code").fill(ada.code)
    phone.page.keyboard.press("Enter")
    phone.page.locator("[data-state=unknown]").wait_for()
    assert Device.objects.get().wiped_at is not None
    assert Scan.objects.count() == 0
    open_page.faults.clear()


@pytest.fixture
def open_camera(transactional_db, chromium, ada, live_server, tmp_path, open_page):
    """Opens pages whose camera sees Ada's badge."""
    with camera.seeing(chromium, ada.code, tmp_path) as browser:
        opener = Opener(browser, live_server.url)
        yield opener
        opener.close()
    assert opener.faults == []


@pytest.mark.req("D10", "D13")
def test_the_camera_reads_a_badge(open_camera, event, organiser, live_server):
    """In a browser that has no reader of its own."""
    page = open_camera(width=390, height=844)
    page.context.add_cookies([cookie(organiser, live_server.url)])
    page.goto(f"/events/{event.offering.slug}/door")
    page.get_by_role("button", name="Use the camera").click()
    page.locator("#answer .answer[data-reason=welcome]").wait_for()
    assert page.locator(".answer-name").inner_text() == "Ada Lovelace"


@pytest.mark.req("D10", "D13", "Q10")
def test_the_camera_reads_a_badge_without_network(open_camera, event, hall, organiser, now, live_server):
    page = open_camera(width=390, height=844)
    opened = link(page, event, organiser, now, live_server)
    opened.page.reload()
    ready(opened)
    page.context.set_offline(True)
    page.get_by_role("button", name="Use the camera").click()
    page.locator("[data-answer] .answer[data-reason=welcome]").wait_for()
    assert page.locator(".answer-name").inner_text() == "Ada Lovelace"
    opened.waits(1)
    page.context.set_offline(False)
    opened.waits(0)
    assert [(row.offline, row.reason) for row in Scan.objects.all()] == [(True, "welcome")]
    # that there was no network is no fault of the page
    open_camera.faults.clear()
