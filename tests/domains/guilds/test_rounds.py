"""A guild is looked at when something changed, was published or its card is due, by one worker at a time."""

from datetime import timedelta

import pytest

from lineup.core.outbox.models import Message
from lineup.domains.guilds import guilds, rounds
from lineup.domains.guilds.models import Guild, Look

pytestmark = pytest.mark.req("C10")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


def looked_at(guild, at, *, is_done=True, stopped="", rest_seconds=0.0):
    rounds.end(guild, began_at=at, is_done=is_done, stopped=stopped, rest_seconds=rest_seconds, at=at)


def handed(at):
    return rounds.begin_due(at=at), Message.objects.filter(topic="discord").count()


def test_a_guild_that_was_just_linked_is_handed_to_one_worker(guild, at):
    assert rounds.is_due(at)
    assert handed(at) == (1, 1)
    assert handed(at + MINUTE) == (0, 1)
    assert handed(at + rounds.LEASE) == (1, 2)


def test_one_that_is_as_it_should_be_is_left_until_its_card_is_due(guild, at):
    looked_at(guild, at)
    assert not rounds.is_due(at + 29 * MINUTE)
    assert rounds.is_due(at + 30 * MINUTE)


def test_what_is_published_or_chosen_since_is_shown_at_once(guild, club, make_event, by, at):
    looked_at(guild, at)
    Guild.objects.update(looked_at=at - MINUTE)
    assert not rounds.is_due(at)
    make_event("Spa")
    assert rounds.is_due(at)
    looked_at(guild, at + MINUTE)
    assert not rounds.is_due(at + MINUTE)
    guilds.change(club, voice=False, by=by, at=at + MINUTE)
    assert rounds.is_due(at + MINUTE)


def test_one_that_could_not_be_finished_is_looked_at_again_after_a_rest(guild, at):
    looked_at(guild, at, is_done=False, stopped="guild", rest_seconds=120)
    assert Guild.objects.get().stopped == "guild"
    assert not rounds.is_due(at + MINUTE)
    assert rounds.is_due(at + 2 * MINUTE)


def test_what_changed_while_somebody_looked_is_looked_at_again(guild, club, by, at):
    guilds.look_again(guild, by=by, at=at)
    Guild.objects.update(dirty_since=at + MINUTE)
    rounds.end(guild, began_at=at, is_done=True, stopped="", rest_seconds=0, at=at + 2 * MINUTE)
    assert rounds.is_due(at + 2 * MINUTE)


def test_one_that_is_switched_off_or_unlinked_is_left_alone(guild, club, by, at):
    assert rounds.find(str(club.pk)) == guild
    guilds.change(club, is_on=False, by=by, at=at)
    assert (rounds.is_due(at), rounds.find(str(club.pk))) == (False, None)
    Look.objects.create(guild=guild, ended_at=at)
    guilds.change(club, is_on=True, by=by, at=at)
    assert (rounds.is_due(at), rounds.find(str(club.pk))) == (True, guild)
    guilds.unlink(club, by=by, at=at)
    assert (rounds.is_due(at), rounds.find(str(club.pk))) == (False, None)


def test_a_change_at_discord_ends_the_rest_of_a_stopped_one_once_and_being_thrown_out_is_seen_soon(guild, at):
    def hears():
        return rounds.hear(guilds.find_linked(4711), at=at), Message.objects.filter(topic="discord").count()

    looked_at(guild, at)
    assert (hears(), rounds.is_due(at)) == ((False, 0), False)
    rounds.hear_gone(guild, at=at)
    assert rounds.is_due(at)
    looked_at(guild, at, is_done=False, stopped="guild", rest_seconds=120)
    assert [hears(), hears()] == [(True, 1), (False, 1)]
    assert not rounds.is_due(at + rounds.LEASE - MINUTE)


def test_two_presses_hand_a_stopped_one_out_once(guild, by, at):
    looked_at(guild, at, is_done=False, stopped="guild", rest_seconds=120)
    presses = [rounds.check_again(guilds.find_linked(4711), by=by, at=at + minutes * MINUTE) for minutes in (0, 1)]
    assert (presses, Message.objects.filter(topic="discord").count()) == ([True, False], 1)
