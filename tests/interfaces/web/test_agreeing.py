"""Where somebody begins they are asked what they would like to hear: nothing is ticked, nothing depends on it."""

import re

import pytest

from lineup.core.consents import consents, purposes
from lineup.core.consents.models import Consent
from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.core.people import proofs
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person, Proof
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09")]

ACCOUNT = {"name": "Ada", "password": "a few words are good", "time_zone": "Europe/Paris"}
ADDRESS = "ada@example.org"


@pytest.fixture(params=["account", "guest"])
def beginning(request, client):
    """The page on which somebody begins, where it is sent to, and what it wants beside."""
    if request.param == "account":
        page = f"/account/welcome/{proofs.mint(proofs.ask(Proof.Purpose.SIGN_UP, email=ADDRESS, at=clock.now()))}"
        return page, page, ACCOUNT
    _asked, secret = factories.join_request(factories.pool(), email=ADDRESS)
    return f"/p/{secret}", f"/p/{secret}/confirmation", {}


def boxes(html):
    return dict(re.findall(r'<input type="checkbox" name="agreed" value="([\w.-]+)"([^>]*)>', html))


def words():
    return list(Consent.objects.order_by("id").values_list("purpose", "given", "version"))


def test_each_purpose_of_hearing_more_is_asked_for_with_its_text_and_none_is_ticked(client, beginning):
    html = client.get(beginning[0]).content.decode()
    assert list(boxes(html)) == ["weekly-digest.1", "club-news.1"]
    assert not any("checked" in rest for rest in boxes(html).values())
    assert all(str(one.text).partition(":")[0] in html for one in purposes.installed() if one.is_to_hear)


def test_who_ticks_nothing_begins_as_well_and_said_nothing(client, beginning):
    _page, sent_to, fields = beginning
    assert client.post(sent_to, fields).status_code == 302
    assert (Person.objects.get(email=ADDRESS).consents.count(), words()) == (0, [])


def test_what_is_ticked_is_a_word_of_their_own(client, beginning):
    _page, sent_to, fields = beginning
    assert client.post(sent_to, {**fields, "agreed": ["club-news.1"]}).status_code == 302
    person = Person.objects.get(email=ADDRESS)
    assert words() == [("club-news", True, 1)]
    assert (consents.holds(person, "club-news"), consents.holds(person, "weekly-digest")) == (True, False)
    assert Consent.objects.get().channel == ("web" if fields else "link")


@pytest.mark.parametrize("value", ["club-news.2", "no-such.1", "club-news", "club-news.x", "."])
def test_a_text_that_is_not_the_one_shown_is_agreed_to_by_nobody(client, beginning, value):
    _page, sent_to, fields = beginning
    refused = client.post(sent_to, {**fields, "agreed": [value]})
    assert (refused.status_code, words(), Place.objects.count()) == (422, [], 0)
    assert "The text has changed since you saw it" in refused.content.decode()


def test_who_agrees_already_is_not_asked_again(client, beginning):
    known = factories.guest("Ada", email=ADDRESS)
    consents.give(known, "club-news", version=1, by=Actor(known), at=clock.now())
    assert list(boxes(client.get(beginning[0]).content.decode())) == ["weekly-digest.1"]
    consents.give(known, "weekly-digest", version=1, by=Actor(known), at=clock.now())
    html = client.get(beginning[0]).content.decode()
    assert (boxes(html), "Would you like to hear more?" in html) == ({}, False)


def test_a_form_that_is_refused_keeps_what_was_ticked(client):
    page = f"/account/welcome/{proofs.mint(proofs.ask(Proof.Purpose.SIGN_UP, email=ADDRESS, at=clock.now()))}"
    html = client.post(page, {**ACCOUNT, "password": "short", "agreed": ["club-news.1"]}).content.decode()
    assert {value: "checked" in rest for value, rest in boxes(html).items()} == {
        "weekly-digest.1": False,
        "club-news.1": True,
    }
