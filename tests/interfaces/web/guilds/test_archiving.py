"""The page of the channels of events: archived by hand once the event is over, and brought back."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.guilds import archiving, guilds
from lineup.domains.guilds.models import Thing
from tests.interfaces.api.conftest import caller
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C07")]
PAGE = "/clubs/endurance/discord/channels"


@pytest.fixture
def owner():
    return factories.member("Olga")


@pytest.fixture
def club(owner):
    made = factories.club("Endurance", owner=owner)
    guilds.link(made, 4711, name="The guild", by=factories.actor(owner), at=clock.now())
    return made


@pytest.fixture
def browser(client, owner):
    client.force_login(owner.account)
    return client


def with_channel(club, title, *, days):
    """An event that begins in so many days and lasts one, with its channel on the server."""
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    starts = at + timedelta(days=days)
    event = events.create(title=title, club=club, starts_at=starts, ends_at=starts + timedelta(days=1), by=by, at=at)
    offerings.publish(event.offering, by=by, at=at)
    key, number = f"event:{event.pk}/text", Thing.objects.count() + 1
    Thing.objects.create(guild_id=club.pk, key=key, kind="text", state="there", discord_id=number, name=f"{title}-up")
    return event


def standings(club):
    rows = archiving.standing(guilds.of(club), archiving.listed(club).order_by("name"), at=clock.now())
    return [one.standing.value for one in rows]


def test_each_channel_stands_there_and_only_what_is_over_can_be_archived(browser, club):
    past, ahead = with_channel(club, "Imola", days=-2), with_channel(club, "Spa", days=2)
    html = browser.get(PAGE).text
    assert [name in html for name in ("#Imola-up", "#Spa-up", "To come, or running")] == [True, True, True]
    offered = [f"{PAGE}/{event.pk}/archiving" in html for event in (past, ahead)]
    assert offered == [True, False]


def test_archived_by_hand_it_can_be_brought_back(browser, club):
    past = with_channel(club, "Imola", days=-2)
    assert browser.post(f"{PAGE}/{past.pk}/archiving").status_code == 302
    assert (standings(club), "Archived by hand" in browser.get(PAGE).text) == (["by_hand"], True)
    assert browser.post(f"{PAGE}/{past.pk}/return").status_code == 302
    assert standings(club) == ["over"]


def test_what_runs_is_refused_with_what_to_do(browser, club):
    running = with_channel(club, "Spa", days=-0.5)
    told = browser.post(f"{PAGE}/{running.pk}/archiving", follow=True).text
    assert ("Wait until the event is over, or cancel it" in told, standings(club)) == (True, ["ahead"])


def test_the_api_does_the_same(club, owner):
    ask = caller(owner)
    past, running = with_channel(club, "Imola", days=-2), with_channel(club, "Spa", days=-0.5)
    for _time in range(2):
        assert ask.post(f"/clubs/endurance/discord/channels/{past.pk}/archiving", {}).status_code == 204
    assert standings(club) == ["by_hand", "ahead"]
    refused = ask.post(f"/clubs/endurance/discord/channels/{running.pk}/archiving", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "event_not_over")
    assert ask.post(f"/clubs/endurance/discord/channels/{past.pk}/return", {}).status_code == 204
    assert standings(club) == ["over", "ahead"]
