"""What one agreed to, in the pages: with an account, by a mailed link, and by the link in a mail."""

import re

import pytest
from django.test import Client

from lineup.core.consents import consents, purposes
from lineup.core.consents.models import Consent
from lineup.core.foundation import clock
from lineup.core.notices import matters, opt_out
from lineup.core.people import proofs
from lineup.core.people.models import Proof
from tests.interfaces.web.notices.test_choices import BOX
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09", "P03")]

PAGE = "/account/data/consents"


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


@pytest.fixture
def gus():
    return factories.guest("Gus", email="gus@example.org")


def link_to(person):
    return f"/privacy/data/{proofs.mint(proofs.ask(Proof.Purpose.MY_DATA, email=person.email, at=clock.now()))}"


def sent_version(html):
    return re.findall(r'name="version" value="(\d+)"', html)[0]


def holds(person):
    return consents.holds(person, "club-news")


@pytest.mark.parametrize("who", ["account", "link"])
def test_somebody_agrees_takes_it_back_and_sees_both(client, who, request):
    person = request.getfixturevalue("ada" if who == "account" else "gus")
    page = PAGE if who == "account" else f"{link_to(person)}/consents"
    html = client.get(page).content.decode()
    assert ("may write to you about what they" in html, "What you said, and when" in html) == (True, False)
    assert client.post(f"{page}/club-news/giving", {"version": sent_version(html)}).url == page
    assert holds(person)
    assert client.post(f"{page}/club-news/withdrawal").url == page
    assert not holds(person)
    html = client.get(page).content.decode()
    assert [html.count(word) for word in ("No longer", "on a page", "by a mailed link")] == [
        1,
        *((2, 0) if who == "account" else (0, 2)),
    ]


def test_the_pages_of_the_data_lead_there(client, ada, gus):
    assert f'href="{PAGE}"' in client.get("/account/data").content.decode()
    link = link_to(gus)
    assert f'href="{link}/consents"' in Client().get(link).content.decode()


@pytest.mark.parametrize("version", ["", "2", "x", "9" * 400, "²"])
def test_another_text_than_the_one_shown_is_agreed_to_by_nobody(client, ada, version):
    client.post(f"{PAGE}/club-news/giving", {"version": version})
    assert not Consent.objects.exists()
    assert "The text has changed since you saw it" in client.get(PAGE).content.decode()


def test_a_purpose_that_there_is_not_is_not_found(client, ada):
    assert client.post(f"{PAGE}/astrology/giving", {"version": "1"}).status_code == 404
    assert client.post(f"{PAGE}/astrology/withdrawal").status_code == 404


def test_a_long_history_comes_in_pages(client, ada):
    by = factories.actor(ada)
    for _ in range(18):
        consents.give(ada, "club-news", version=1, by=by, at=clock.now())
        consents.withdraw(ada, "club-news", by=by, at=clock.now())
    first = client.get(PAGE).content.decode()
    assert first.count("No longer") == 15
    [older] = re.findall(r'rel="next" href="([^"]+)"', first)
    assert client.get(f"{PAGE}{older}").content.decode().count("No longer") == 3


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_asks_the_database_as_often_for_nine_words_as_for_one(client, ada, number, django_assert_num_queries):
    for _ in range(number):
        consents.give(ada, "club-news", version=1, by=factories.actor(ada), at=clock.now())
        consents.withdraw(ada, "club-news", by=factories.actor(ada), at=clock.now())
    client.get(PAGE)
    with django_assert_num_queries(5):
        client.get(PAGE)


# --- what is heard --------------------------------------------------------------------------------


def test_without_consent_there_is_nothing_to_tick_but_a_way_to_agree(client, ada):
    html = client.get("/account/notices").content.decode()
    boxes = [key for key, _checked in BOX.findall(html) if key.startswith("club-news/")]
    assert (boxes, f'<a href="{PAGE}">Agree first</a>' in html) == ([], True)
    consents.give(ada, "club-news", version=1, by=factories.actor(ada), at=clock.now())
    html = client.get("/account/notices").content.decode()
    assert ("club-news/mail", " checked") in BOX.findall(html)
    assert html.count("Agree first") == len([one for one in purposes.installed() if one.is_to_hear]) - 1


def test_one_click_in_a_mail_takes_the_consent_back_and_it_can_be_given_again(gus):
    consents.give(gus, "club-news", version=1, by=factories.actor(gus), at=clock.now())
    link = f"/n/{opt_out.mint(gus, matters.of('club-news'))}"
    answer = Client(enforce_csrf_checks=True).post(f"{link}/stop", {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, holds(gus)) == (200, False)
    html = Client().get(link).content.decode()
    assert "may write to you about what they" in html
    assert Client().post(f"{link}/resumption").status_code == 409
    assert not holds(gus)
    assert Client().post(f"{link}/resumption", {"version": sent_version(html)}).status_code == 302
    assert holds(gus)
    assert list(Consent.objects.order_by("id").values_list("given", "channel")) == [
        (True, "web"),
        (False, "link"),
        (True, "link"),
    ]


@pytest.mark.req("Q22")
def test_it_speaks_french(gus):
    page = Client().get(f"{link_to(gus)}/consents", headers={"Accept-Language": "fr"}).content.decode()
    assert ("Vos consentements" in page, "Je suis d’accord" in page) == (True, True)
