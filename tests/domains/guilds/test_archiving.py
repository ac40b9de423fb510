"""Channels archived before their days are over: who may when, what becomes of them, and back again."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings
from lineup.domains.guilds import archiving, asking, guilds
from lineup.domains.guilds.archiving import NotOver, Standing
from lineup.domains.guilds.models import Archived, Guild, Thing
from lineup.domains.guilds.shape.desired import desired
from tests.support import factories

pytestmark = pytest.mark.req("C07")


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at - timedelta(days=9))


@pytest.fixture
def over(guild, make_event):
    """An event that ended two days ago, with its channel."""
    return with_channel(guild, make_event("Spa", days=-3))


def with_channel(guild, event):
    Thing.objects.create(
        guild=guild, key=f"event:{event.pk}/text", kind="text", state="there", discord_id=event.pk.int % 10**15,
        name=f"{event.offering.title}-signup",
    )  # fmt: skip
    return event


def homes(club, at):
    """The categories of the sign-up channels, by the key of the channel."""
    things = desired(asking.asked(guilds.of(club), address="https://x", at=at), at=at).things
    return {one.key: one.parent.partition("/")[0] for one in things if one.key.endswith("/text")}


def standings(club, at):
    guild, things = guilds.of(club), archiving.listed(club).order_by(*archiving.ORDER)
    return [one.standing for one in archiving.standing(guild, things, at=at)]


def test_a_channel_goes_into_the_archive_at_once_and_comes_back(club, over, by, at):
    key = f"event:{over.pk}/text"
    assert (standings(club, at), homes(club, at)[key]) == ([Standing.OVER], "series:-")
    archiving.archive(club, over.pk, by=by, at=at)
    assert (standings(club, at), homes(club, at)[key]) == ([Standing.BY_HAND], "archive")
    archiving.bring_back(club, over.pk, by=by, at=at)
    assert (standings(club, at), homes(club, at)[key]) == ([Standing.OVER], "series:-")


def test_done_twice_it_is_done_and_recorded_once_and_the_guild_is_looked_at(club, over, by, at):
    Guild.objects.update(dirty_since=None)
    for act in (archiving.archive, archiving.archive, archiving.bring_back, archiving.bring_back):
        act(club, over.pk, by=by, at=at)
    acts = Entry.objects.filter(action__in=["guild.archive", "guild.bring_back"]).order_by("id")
    assert list(acts.values_list("action", flat=True)) == ["guild.archive", "guild.bring_back"]
    assert Guild.objects.get().dirty_since == at


def test_what_is_not_over_stays_unless_it_is_cancelled(club, guild, make_event, by, at):
    running = with_channel(guild, make_event("Spa", days=-0.5))
    with pytest.raises(NotOver):
        archiving.archive(club, running.pk, by=by, at=at)
    assert (standings(club, at), Archived.objects.count()) == ([Standing.AHEAD], 0)
    offerings.cancel(running.offering, reason="", by=by, at=at)
    assert standings(club, at) == [Standing.CANCELLED]
    archiving.archive(club, running.pk, by=by, at=at)
    assert homes(club, at) == {f"event:{running.pk}/text": "archive"}


def test_by_its_days_it_is_archived_anyway(club, over, at):
    assert standings(club, at + timedelta(days=6)) == [Standing.ARCHIVED]


def test_another_clubs_event_and_a_club_without_a_server_are_not_there(club, over, by, at):
    other = factories.club("Other")
    with pytest.raises(Missing):
        archiving.archive(other, over.pk, by=by, at=at)
    guilds.unlink(club, by=by, at=at)
    assert Archived.objects.count() == 0
    with pytest.raises(Missing):
        archiving.archive(club, over.pk, by=by, at=at)


def test_many_channels_ask_no_more_than_two_questions(club, guild, make_event, at, django_assert_num_queries):
    for number in range(5):
        with_channel(guild, make_event(f"Event {number}", days=-3))
    things = list(archiving.listed(club))
    with django_assert_num_queries(2):
        assert len(archiving.standing(guild, things, at=at)) == 5
