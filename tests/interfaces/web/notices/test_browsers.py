"""Push in the pages: switched on by the browser, listed and switched off without any script."""

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.notices import browsers, push_keys
from lineup.core.notices.models import Browser
from tests.support import factories, push_service
from tests.support.push_service import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.req("P12", "P03")]

PAGE = "/account/notices"
URL = "https://push.example.org/abc"


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def given(**changes):
    return {"endpoint": URL, **Reader().keys, **changes}


def test_what_the_browser_filled_in_is_kept_under_a_name_its_owner_knows(client, ada):
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    assert client.post(f"{PAGE}/browsers", given(), headers={"User-Agent": firefox}).url == PAGE
    row = Browser.objects.get()
    assert (row.person, row.name, row.endpoint) == (ada, "Firefox on Linux", URL)
    html = client.get(PAGE).content.decode()
    assert ("Firefox on Linux" in html, URL in html) == (True, False)


@pytest.mark.req("P01")
def test_who_signs_out_is_told_nothing_more_in_that_browser(client, ada):
    elsewhere = a_browser_elsewhere(ada)
    client.post(f"{PAGE}/browsers", given())
    assert Browser.objects.count() == 2
    client.get("/account/logout")
    assert Browser.objects.count() == 2
    client.post("/account/logout")
    assert list(Browser.objects.all()) == [elsewhere]
    assert "_auth_user_id" not in client.session


def test_a_browser_that_was_taken_off_the_list_before_does_not_keep_anybody_from_signing_out(client, ada):
    client.post(f"{PAGE}/browsers", given())
    Browser.objects.all().delete()
    assert client.post("/account/logout").status_code == 302
    assert "_auth_user_id" not in client.session


def a_browser_elsewhere(person):
    """A browser of theirs on another machine."""
    said = {**Reader().keys, "endpoint": f"{URL}/elsewhere"}
    return browsers.add(person, **said, by=factories.actor(person), at=clock.now())


def test_the_page_gives_the_browser_the_key_and_the_worker(client, ada):
    html = client.get(PAGE).content.decode()
    assert f'data-key="{push_keys.public(push_keys.present())}"' in html
    assert 'data-worker="/service-worker.js"' in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"endpoint": "http://127.0.0.1/"}, "give the https address of a public host"),
        ({"endpoint": ""}, "give the https address of a public host"),
        ({"p256dh": "x"}, "not what a browser gives"),
        ({"auth": ""}, "not what a browser gives"),
    ],
)
def test_what_no_browser_gives_is_refused_with_a_sentence(client, ada, wrong, said):
    client.post(f"{PAGE}/browsers", given(**wrong))
    assert not Browser.objects.exists()
    assert said in client.get(PAGE).content.decode().replace("&#x27;", "'")


def test_it_is_switched_off_without_a_script(client, ada):
    row, _reader = push_service.subscribe(ada, at=clock.now())
    path = f"{PAGE}/browsers/{row.pk}/removal"
    assert f'action="{path}"' in client.get(PAGE).content.decode()
    assert client.post(path).url == PAGE
    assert not Browser.objects.exists()
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_asks_the_database_as_often_for_nine_browsers(client, ada, number, django_assert_num_queries):
    for one in range(number):
        push_service.subscribe(ada, at=clock.now(), url=f"{URL}/{one}")
    client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(PAGE)


def test_the_worker_is_a_script_at_the_top_of_the_site_and_always_asked_for_anew():
    answer = Client().get("/service-worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert b"showNotification" in answer.content


# --- in a real browser ----------------------------------------------------------------------------

# what a push service would give: Chromium has none here
FAKED = """
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async function (options) {
    window.subscribedWith = options.applicationServerKey;
    return { toJSON: () => (%s) };
  };
"""


@pytest.fixture
def browser(transactional_db, open_page, live_server) -> Any:
    """Ada's browser on the page, which may show notices."""

    def open_for(ada: Any, *, allowed: bool = True, **looks: Any) -> Any:
        page = open_page(**looks)
        client, cookie = Client(), configured.SESSION_COOKIE_NAME
        client.force_login(ada.account)
        page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}])
        if allowed:
            page.context.grant_permissions(["notifications"], origin=live_server.url)
        return page

    return open_for


@pytest.mark.slow
@pytest.mark.req("Q20")
def test_a_browser_is_switched_on_by_one_click_within_the_policy(browser, live_server):
    ada = factories.member("Ada")
    page = browser(ada)
    page.add_init_script(FAKED % json.dumps({"endpoint": URL, "keys": Reader().keys}))
    page.goto(PAGE)
    page.get_by_role("button", name="Switch on in this browser").click()
    page.get_by_text("This browser shows your notices from now on.").wait_for()
    assert Browser.objects.get().person == ada
    worker = page.evaluate("navigator.serviceWorker.ready.then((one) => one.active.scriptURL)")
    assert worker == f"{live_server.url}/service-worker.js"
    assert [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")] == []


@pytest.mark.slow
def test_who_says_no_is_told_how_to_change_their_mind(browser):
    page = browser(factories.member("Ada", language="fr"), allowed=False, language="fr", width=390, height=844)
    page.add_init_script("Notification.requestPermission = async () => 'denied';")
    page.goto(PAGE)
    page.get_by_role("button", name="Activer dans ce navigateur").click()
    page.get_by_text("Le navigateur a refusé.").wait_for()
    assert not Browser.objects.exists()


@pytest.mark.slow
def test_the_worker_shows_what_was_pushed_and_leads_to_our_own_pages_alone(browser, live_server):
    page = browser(factories.member("Ada"))
    session = page.context.new_cdp_session(page)
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.goto(PAGE)
    page.evaluate("navigator.serviceWorker.register('/service-worker.js').then(() => navigator.serviceWorker.ready)")
    page.wait_for_timeout(300)
    for told in ({"title": "Choir moved", "body": "At eight.", "path": "/events/choir", "tag": "a"}, {}):
        push = {"origin": live_server.url, "registrationId": known[-1], "data": json.dumps(told) if told else ""}
        session.send("ServiceWorker.deliverPushMessage", push)
    page.wait_for_timeout(500)
    shown = page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
        ".then((all) => all.map(({title, body, tag, data}) => [title, body, tag, data.path ?? null]))"
    )
    assert sorted(shown) == [["Choir moved", "At eight.", "a", "/events/choir"], ["Lineup", "", "", None]]
