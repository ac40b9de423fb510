"""Another address, through the pages: who asks learns nothing, who reads the mails decides."""

import re

import pytest
from django.core import mail
from django.test import Client

from lineup.core.people.models import Account
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P04")]

NEW = "ada@new.example"


@pytest.fixture
def ada():
    return factories.member("Ada", email="ada@example.org")


@pytest.fixture
def browser(ada):
    client = Client()
    client.force_login(ada.account)
    client.post("/account/again", {"password": factories.PASSWORD})
    return client


def mailed(to):
    """Deliver the outbox; the last mail to the address, and the path in it."""
    outbox.drain()
    letter = [one for one in mail.outbox if one.to == [to]][-1]
    return letter, re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def test_it_asks_first_whether_it_is_you(ada):
    client = Client()
    client.force_login(ada.account)
    assert client.get("/account/address").headers["Location"] == "/account/again?next=%2Faccount%2Faddress"


def test_the_link_at_the_new_address_changes_it_by_post_alone(browser, ada):
    assert browser.post("/account/address", {"email": NEW}).status_code == 302
    assert NEW in browser.get("/account/address").content.decode()
    letter, path = mailed(NEW)
    assert letter.subject == "Confirm your new address"
    assert browser.get(path).status_code == 200
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"
    assert browser.post(path).status_code == 302
    assert Account.objects.get(pk=ada.account.pk).email == NEW
    letter, stop = mailed("ada@example.org")
    assert letter.subject == "Your account has another address now"
    assert Client().get(stop).status_code == 200


def test_a_stranger_to_whom_the_link_was_sent_by_a_slip_gets_nothing(browser, ada):
    browser.post("/account/address", {"email": NEW})
    _letter, path = mailed(NEW)
    stranger = Client()
    assert stranger.get(path).headers["Location"].startswith("/account/login")
    stranger.force_login(factories.member(email="other@new.example").account)
    assert stranger.post(path).status_code == 403
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"


def test_the_notice_stops_it_without_signing_in_and_sends_a_link_for_a_new_password(browser, ada):
    browser.post("/account/address", {"email": NEW})
    letter, path = mailed("ada@example.org")
    assert (letter.subject, "ad…@new.example" in letter.body) == ("Your account is to get another address", True)
    stranger = Client()
    assert "Everybody is signed out" in stranger.get(path).content.decode()
    assert stranger.post(path).headers["Location"] == "/account/mail-sent"
    assert browser.get("/account").status_code == 302
    letter, path = mailed("ada@example.org")
    assert letter.subject == "Choose a new password"
    assert stranger.post(path, {"password": "a few other words"}).status_code == 302


def test_one_takes_ones_wish_back(browser, ada):
    browser.post("/account/address", {"email": NEW})
    _letter, path = mailed(NEW)
    assert browser.post("/account/address/withdrawal").status_code == 302
    assert browser.get(path).status_code == 410


def test_a_mail_about_a_change_that_was_taken_back_is_not_sent(browser):
    browser.post("/account/address", {"email": NEW})
    browser.post("/account/address/withdrawal")
    outbox.drain()
    assert [one.to for one in mail.outbox] == []


@pytest.mark.req("Q13", "A16")
def test_whether_the_address_is_known_is_said_to_its_owner_alone(browser):
    factories.member(email="known@example.org")
    answers = {}
    for email in ("nobody@example.org", "known@example.org"):
        answer = browser.post("/account/address", {"email": email}, follow=True)
        body = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", answer.content.decode())
        answers[email] = (answer.status_code, answer.redirect_chain, body.replace(email, "…"))
    assert answers["known@example.org"] == answers["nobody@example.org"]
    letter, path = mailed("known@example.org")
    assert (letter.subject, path) == ("There is an account with this address already", "/account/login")


@pytest.mark.req("Q19")
def test_asking_is_limited(browser):
    asked = [browser.post("/account/address", {"email": f"ada{n}@new.example"}).status_code for n in range(7)]
    assert asked == [302] * 5 + [429] * 2


@pytest.mark.parametrize("email", ["", "no address", "ada@example.org", "a" * 250 + "@example.org"])
def test_what_can_not_be_is_said_beside_the_field(browser, email):
    answer = browser.post("/account/address", {"email": email})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
