"""News of a club go to those who agreed, and have to do with it; to nobody else, and once."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.consents import consents
from lineup.core.foundation import clock
from lineup.core.notices import notices, preferences
from lineup.core.participation import club_news, letters
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09", "P12")]


@pytest.fixture
def club():
    return factories.club("Blue")


def agree(*people):
    for person in people:
        consents.give(person, "club-news", version=1, by=factories.actor(person), at=clock.now())


def came_to(club, person):
    factories.place(factories.pool(factories.offering(club=club)), person)
    return person


def send(club, key="1", subject="Winter", text="We open the hall."):
    by = factories.actor(factories.club_owner(club))
    club_news.send(club, subject=subject, text=text, key=key, by=by, at=clock.now())


def told(mailoutbox):
    return sorted(letter.to[0] for letter in mailoutbox if letter.subject == "Winter")


def test_it_goes_to_who_agreed_and_is_a_member_or_took_part(club, mailoutbox):
    member, silent = factories.club_member(club), factories.club_member(club)
    guest = came_to(club, factories.guest())
    stranger, left = factories.member(), factories.member()
    agree(member, guest, stranger, left)
    assert club_news.count(club) == 2
    send(club)
    drain()
    assert told(mailoutbox) == sorted([member.email, guest.email])
    assert not notices.listed(silent).filter(kind="club.news").exists()


def test_who_waits_or_gave_the_place_up_took_no_part(club):
    pool = factories.pool(factories.offering(club=club), capacity=1)
    factories.fill(pool)
    waiting = factories.guest()
    factories.place(pool, waiting)
    agree(waiting)
    assert club_news.count(club) == 0


def test_a_consent_taken_back_holds_for_what_is_on_its_way(club, mailoutbox):
    member = factories.club_member(club)
    agree(member)
    send(club)
    drain(leave="mail")
    consents.withdraw(member, "club-news", by=factories.actor(member), at=clock.now())
    drain()
    assert told(mailoutbox) == []


def test_a_muted_club_writes_no_mail(club, mailoutbox):
    member = factories.club_member(club)
    agree(member)
    preferences.mute(member, club)
    send(club)
    drain()
    assert told(mailoutbox) == []
    assert notices.listed(member).filter(kind="club.news").count() == 1


def test_it_is_sent_once_for_each_key(club, mailoutbox):
    member = factories.club_member(club)
    agree(member)
    for key in ("1", "1", "2"):
        send(club, key)
        drain()
    assert told(mailoutbox) == [member.email] * 2


def test_the_mail_says_why_it_comes_and_how_to_stop_it(club, mailoutbox):
    member = factories.club_member(club)
    agree(member)
    send(club)
    drain()
    [letter] = [letter for letter in mailoutbox if letter.subject == "Winter"]
    assert "You hear this because you agreed to news of clubs, and have to do with Blue." in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.req("P07")
def test_it_stands_in_the_record_of_the_club_without_its_words(club):
    send(club)
    entry = Entry.objects.get(action="club.news")
    assert (entry.club, entry.metadata) == (club, {})


@pytest.mark.parametrize(
    ("words", "refusal"), [({"subject": " "}, letters.SubjectNeeded), ({"text": ""}, letters.TextNeeded)]
)
def test_news_without_words_are_refused(club, words, refusal):
    with pytest.raises(refusal):
        send(club, **words)


def test_of_a_club_in_the_bin_nothing_is_told_any_more(club, mailoutbox):
    member = factories.club_member(club)
    agree(member)
    send(club)
    club.binned_at = clock.now()
    club.save()
    drain()
    assert told(mailoutbox) == []
