"""What a club chooses for its guild is kept, checked and written down; a guild is of one club."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import inputs
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.core.privacy import erasure
from lineup.domains.guilds import guilds, journal
from lineup.domains.guilds.models import Guild, Look, Thing
from lineup.domains.guilds.shape.things import Kind, Known
from tests.support import factories

pytestmark = pytest.mark.req("C02")


def acts():
    return list(Entry.objects.filter(action__startswith="guild.").order_by("id").values_list("action", flat=True))


def test_a_club_that_chose_nothing_has_what_most_would_choose_in_its_language(club):
    club.language = "fr"
    guild = guilds.of(club)
    assert (guild.pattern, guild.language, guild.is_linked, Guild.objects.count()) == ("{event}-{what}", "fr", False, 0)


def test_what_is_chosen_is_kept_and_recorded(club, by, at):
    guilds.change(club, pattern="{date}-{event}-{what}", voice=False, keep_days=None, bot_name=" Box ", by=by, at=at)
    found = guilds.of(club)
    assert (found.pattern, found.voice, found.keep_days, found.bot_name) == (
        "{date}-{event}-{what}",
        False,
        None,
        "Box",
    )
    assert (acts(), found.dirty_since) == (["guild.change"], at)


@pytest.mark.parametrize(
    "pattern", ["", "{event}", "{what}", "{event}-{what", "{event!r}-{what}", "{event.id}-{what}", "{event}-{what}-{}"]
)
def test_a_pattern_that_would_mix_channels_up_or_reach_further_is_refused(pattern, club, by, at):
    with pytest.raises(guilds.PatternUnclear):
        guilds.change(club, pattern=pattern, by=by, at=at)


def test_numbers_stay_within_their_bounds(club, by, at):
    with pytest.raises(inputs.OutOfRange):
        guilds.change(club, update_minutes=1, by=by, at=at)
    with pytest.raises(guilds.NumberNeeded):
        guilds.change(club, archive_days=None, by=by, at=at)
    with pytest.raises(inputs.UnknownChoice):
        guilds.change(club, language="tlh", by=by, at=at)


def test_a_guild_is_linked_to_one_club_and_a_club_to_one_guild(club, by, at):
    other = factories.club("Sprint", at=at)
    assert guilds.link(club, 4711, name="The guild", by=by, at=at).is_linked
    guilds.link(club, 4711, name="The guild", by=by, at=at)
    with pytest.raises(guilds.LinkedToAnother):
        guilds.link(club, 4712, name="Another", by=by, at=at)
    with pytest.raises(guilds.GuildTaken):
        guilds.link(other, 4711, name="The guild", by=by, at=at)
    assert [guild.club for guild in guilds.linked()] == [club]
    assert acts() == ["guild.link"]


def test_what_was_seen_of_another_guild_lets_none_begin(club, by, at):
    guild = guilds.link(club, 4711, name="The guild", by=by, at=at)
    guilds.unlink(club, by=by, at=at)
    Look.objects.create(guild=guild, ended_at=at)
    guilds.link(club, 4712, name="Another", by=by, at=at)
    guilds.change(club, is_on=False, by=by, at=at)
    with pytest.raises(guilds.NotLookedAt):
        guilds.change(club, is_on=True, by=by, at=at)


def test_unlinked_what_was_made_there_is_forgotten_and_the_choices_stay(club, by, at):
    guild = guilds.link(club, 4711, name="The guild", by=by, at=at)
    guilds.change(club, voice=False, by=by, at=at)
    journal.Journal(guild, lambda: at).write("event:1/text", Known("event:1/text", Kind.TEXT, id=5))
    guilds.unlink(club, by=by, at=at)
    guilds.unlink(club, by=by, at=at)
    assert (guilds.of(club).voice, guilds.of(club).is_linked, Thing.objects.count()) == (False, False, 0)
    assert acts() == ["guild.link", "guild.change", "guild.unlink"]


@pytest.mark.req("P09")
def test_who_is_erased_is_looked_for_in_the_guilds_where_they_have_a_role(club, by, at):
    driver = factories.member("Dana")
    discord_links.link(driver.account, Arrival("99", "dana"), by=factories.actor(driver), at=at)
    guild = guilds.link(club, 4711, name="The guild", by=by, at=at)
    Guild.objects.update(dirty_since=None)
    journal.Journal(guild, lambda: at).write("r/grant:99", Known("r/grant:99", Kind.GRANT, parent="r", user=99))
    erasure.erase(driver, by=factories.actor(driver), at=at)
    assert guilds.of(club).dirty_since == at
