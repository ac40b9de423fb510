"""News of a club, written on its page."""

import pytest
from django.test import Client

from lineup.core.consents import consents
from lineup.core.foundation import clock
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09", "P12", "Q29")]


@pytest.fixture
def club():
    return factories.club("Blue Club")


@pytest.fixture
def reader(club):
    member = factories.club_member(club)
    consents.give(member, "club-news", version=1, by=factories.actor(member), at=clock.now())
    return member


def browser(person):
    client = Client()
    client.force_login(person.account)
    return client


def words(**changes):
    return {"subject": "Winter", "text": "We open the hall.", "key": "k1", **changes}


def test_who_reads_it_is_named_before_and_it_is_sent_once(club, reader, mailoutbox):
    owner = browser(factories.club_owner(club))
    assert "One person reads it." in owner.get("/clubs/blue-club/news").content.decode()
    for _ in range(2):
        assert owner.post("/clubs/blue-club/news", words()).status_code == 302
    drain()
    assert [letter.to for letter in mailoutbox if letter.subject == "Winter"] == [[reader.email]]


def test_where_nobody_agreed_the_page_says_so(club):
    owner = browser(factories.club_owner(club))
    assert "Nobody has agreed to hear of you yet." in owner.get("/clubs/blue-club/news").content.decode()


def test_news_without_words_keep_what_was_typed(club):
    answer = browser(factories.club_owner(club)).post("/clubs/blue-club/news", words(subject=""))
    assert (answer.status_code, "We open the hall." in answer.content.decode()) == (422, True)


def test_the_tab_is_there_for_who_may_write_alone(club, reader):
    link = 'href="/clubs/blue-club/news"'
    pages = [browser(who).get("/clubs/blue-club").content.decode() for who in (factories.club_owner(club), reader)]
    assert [link in page for page in pages] == [True, False]
