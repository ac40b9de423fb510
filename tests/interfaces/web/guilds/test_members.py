"""The page of a server's members: what came of the last look, another ordered, and what a human decides."""

import re

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.guilds import guilds, member_syncs
from lineup.domains.guilds.models import MemberSync, SyncLine
from lineup.interfaces.web.guilds import words
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03")]
PAGE = "/clubs/endurance/discord/members"


@pytest.fixture
def owner():
    return factories.member("Olga", language="en")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


@pytest.fixture
def guild(club, owner):
    return guilds.link(club, 4711, name="The guild", by=factories.actor(owner), at=clock.now())


@pytest.fixture
def browser(owner):
    client = Client()
    client.force_login(owner.account)
    return client


def ended(club, *lines, is_whole=True, **counts):
    sync = member_syncs.order(club, by=factories.actor(factories.club_owner(club)), at=clock.now())
    rows = [
        SyncLine(sync=sync, standing=standing, why=why, discord_id=10 + number, name=name)
        for number, (name, standing, why) in enumerate(lines)
    ]
    member_syncs.finish(sync, is_whole=is_whole, counts=counts, lines=rows, at=clock.now())
    return sync


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_without_a_server_the_page_leads_to_where_the_bot_is_added(browser, club):
    assert "No server is linked" in text(browser.get(PAGE))
    answer = browser.post(PAGE, follow=True)
    assert "No Discord server is linked to this club; add the bot to yours first." in text(answer)


def test_the_button_orders_a_look_and_the_page_waits_for_it(browser, club, guild):
    assert "Nobody has looked yet" in text(browser.get(PAGE))
    answer = browser.post(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    browser.post(PAGE)
    assert (MemberSync.objects.count(), Message.objects.filter(topic=member_syncs.TOPIC).count()) == (1, 1)
    answer = browser.get(PAGE)
    assert (answer.headers["Refresh"], "The members are being looked at" in text(answer)) == ("2", True)
    MemberSync.objects.update(read=2000)
    assert "2000 were read so far." in text(browser.get(PAGE))
    member_syncs.fail(MemberSync.objects.get(), "hidden", at=clock.now())
    answer = browser.get(PAGE)
    assert "Refresh" not in answer.headers
    assert "switches on “Server Members Intent”" in text(answer)


def test_everybody_but_the_matched_is_named_with_what_to_do(browser, club, guild):
    lines = [("Uma", "unlinked", ""), ("Kim", "conflicting", "asks"), ("Nia", "new", ""), ("<b>Bo</b>", "unlinked", "")]
    ended(club, *lines, matched=7, new=1, unlinked=2, conflicting=1)
    answer = browser.get(PAGE)
    shown = text(answer)
    for said in ("Matched 7", "Not linked 2", "Everybody 4", "They ask to join: answer the request.", "Link Discord"):
        assert said in shown
    assert ("/account/security" in shown, "<b>Bo</b>" in answer.content.decode()) == (True, False)
    only = text(browser.get(f"{PAGE}?standing=conflicting"))
    assert ("Kim" in only, "Uma" in only) == (True, False)
    assert "Uma" in text(browser.get(f"{PAGE}?standing=matched"))


def test_many_are_listed_in_pages(browser, club, guild):
    ended(club, *((f"User {number:03}", "unlinked", "") for number in range(60)), unlinked=60)
    answer = browser.get(PAGE)
    assert ("User 049" in text(answer), "User 050" in text(answer)) == (True, False)
    following = re.search(r'rel="next" href="([^"]+)"', answer.content.decode())[1].replace("&amp;", "&")
    assert "User 059" in text(browser.get(f"{PAGE}{following}"))


def test_a_list_that_broke_off_says_that_nobody_was_removed(browser, club, guild):
    ended(club, is_whole=False)
    assert "nobody was removed, as who is missing may well be there" in text(browser.get(PAGE))


def test_if_many_left_a_human_says_whether_they_go(browser, club, guild):
    ended(club, ("Kim", "waiting", "many"), waiting=5)
    assert "End these 5 memberships" in text(browser.get(PAGE))
    browser.post(PAGE, {"agreed": "5"})
    assert member_syncs.last_of(club).agreed == 5


def test_the_clubs_page_of_discord_leads_here_once_a_server_is_linked(browser, club, owner):
    assert PAGE not in browser.get("/clubs/endurance/discord").content.decode()
    guilds.link(club, 4711, name="The guild", by=factories.actor(owner), at=clock.now())
    assert PAGE in browser.get("/clubs/endurance/discord").content.decode()


def test_everything_that_can_be_said_has_words():
    assert set(words.STANDINGS) == {"matched", "new", "left", "waiting", "conflicting", "unlinked"}
    whys = {"linked_twice", "closed", "screened", "asks", "turned_down", "ended", "has_role", "many"}
    assert set(words.WHYS) == whys
