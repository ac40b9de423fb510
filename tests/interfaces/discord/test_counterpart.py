"""The same guild at a Discord that somebody else wrote, so that ours on loopback is not alone in judging us."""

import pytest

from lineup.core.foundation import clock
from lineup.domains.guilds import guilds, member_syncs
from lineup.domains.guilds.models import Thing
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.interfaces.discord import members
from tests.interfaces.discord.conftest import build, club_with_a_team
from tests.support import factories
from tests.support.discord import counterpart, server

# SimCord lets nobody pin without it, as Discord did until February 2026
MANAGE_MESSAGES = 1 << 13
NAMES = ["Events", "Scuderia", "spa-practice-voice", "spa-race-voice", "spa-signup"]

pytestmark = [pytest.mark.django_db, pytest.mark.req("C03", "C04")]


@pytest.fixture
def discord(settings):
    with counterpart.serving() as found:
        settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = found.address, server.TOKEN
        yield found


@pytest.fixture
def there(discord):
    """A guild that the bot was invited to, and a driver in it."""
    guild = discord.kept.create_guild("The guild")
    (role,) = guild.members[discord.kept.bot_user.id].role_ids
    guild.roles[role].permissions = int(INVITED) | MANAGE_MESSAGES
    guild.roles[role].position = 10
    discord.kept.add_member(guild.id, discord.kept.make_user("dana").id)
    return guild


@pytest.fixture
def club(there):
    return club_with_a_team(there)


def names(discord, there):
    return sorted(discord.kept.channels[pk].name for pk in (*there.channel_ids, *there.thread_ids))


def card(discord, there):
    """The channel of the sign-up card, and what the bot wrote in it; Discord itself tells of pins there."""
    (channel,) = [pk for pk in there.channel_ids if discord.kept.channels[pk].name == "spa-signup"]
    said = [one for one in discord.kept.messages[channel].values() if one.embeds]
    return channel, [(one.embeds[0]["title"], one.pinned) for one in said]


def test_a_guild_is_built_there_in_calls_that_are_all_heeded_and_then_left_alone(club, discord, there):
    report = build(club)
    assert discord.refused == []
    assert (report.done, report.stopped) == (True, "")
    assert names(discord, there) == NAMES
    assert card(discord, there)[1] == [("Spa", True)]
    discord.asked.clear()
    assert (build(club).calls, {method for method, _path in discord.asked}) == (0, {"GET"})


def test_what_people_rename_and_delete_there_stays_so(club, discord, there):
    build(club)
    named = {discord.kept.channels[pk].name: pk for pk in there.channel_ids}
    discord.answer("PATCH", f"/channels/{named['spa-race-voice']}", {"name": "the pits"})
    discord.answer("DELETE", f"/channels/{named['spa-practice-voice']}", None)
    report = build(club)
    assert (report.done, report.calls, discord.refused) == (True, 0, [])
    assert names(discord, there) == ["Events", "Scuderia", "spa-signup", "the pits"]


def test_what_was_forgotten_is_known_again_there(club, discord, there):
    build(club)
    said = card(discord, there)
    Thing.objects.all().delete()
    guilds.forget_all(at=clock.now())
    report = build(club)
    assert (report.done, names(discord, there), card(discord, there)) == (True, NAMES, said)


def test_members_are_listed_there(club, discord, there):
    by = factories.actor(factories.club_owner(club))
    member_syncs.order(club, by=by, at=clock.now())
    members.look_now(member_syncs.find(member_syncs.last_of(club).pk))
    done = member_syncs.last_of(club)
    # the owner has linked nothing
    assert (done.state, done.is_whole, done.new, done.unlinked, discord.refused) == ("done", True, 1, 1, [])
