"""One who comes or goes, told as it happens: what a sync would do for them, once, and what it would leave alone."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.clubs import memberships
from lineup.core.clubs.models import Membership
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import comings, guilds, member_settling, member_syncs
from lineup.domains.guilds.matching import Listing, Seen, Standing
from lineup.domains.guilds.models import Guild, SyncedMembership, SyncLine
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02", "C03")]
HOUR = timedelta(hours=1)


@pytest.fixture
def guild(club, by, at):
    """A linked guild whose last sync found user 9, whom nobody knows."""
    made = guilds.link(club, 4711, name="The guild", by=by, at=at)
    member_settling.settle(member_syncs.order(club, by=by, at=at), Listing([Seen(9, "Nobody")]), at=at)
    return made


@pytest.fixture
def linked(at):
    """Make somebody with this number at Discord: `linked(1)`."""

    def make(number):
        who = factories.member(f"Person {number}")
        discord_links.link(who.account, Arrival(str(number), f"user{number}"), by=factories.actor(who), at=at)
        return who

    return make


@pytest.fixture
def came(guild, at):
    return lambda number, hours=1, **more: comings.came(
        guild, Seen(number, f"User {number}", **more), at=at + hours * HOUR
    )


@pytest.fixture
def went(guild, at):
    return lambda number, hours=2: comings.went(guild, number, at=at + hours * HOUR)


def live(club):
    return set(memberships.live(club).values_list("person__name", flat=True))


def lines():
    return set(SyncLine.objects.values_list("discord_id", "standing"))


def unheard(guild):
    return Guild.objects.get(pk=guild.pk).unheard_since is not None


def test_who_comes_is_a_member_once_and_who_goes_is_none_and_the_last_list_says_both(came, went, linked, club):
    linked(1)
    assert [came(1), came(1)] == [Standing.NEW, Standing.MATCHED]
    assert (live(club), lines()) == ({"Olga", "Person 1"}, {(1, "new"), (9, "unlinked")})
    done = member_syncs.last_of(club)
    assert (done.new, done.unlinked, done.left) == (1, 1, 0)
    assert [went(1), went(1)] == [Standing.LEFT, None]
    assert live(club) == {"Olga"}
    assert SyncedMembership.objects.get().left_with_guild
    assert came(1, hours=3) == Standing.NEW
    assert Entry.objects.filter(action="membership.admit", club=club).count() == 2


def test_whom_nobody_knows_is_listed_while_they_are_there_and_a_bot_never(came, went, club):
    assert [came(2), came(2), came(3, is_bot=True)] == [Standing.UNLINKED, Standing.UNLINKED, None]
    assert lines() == {(2, "unlinked"), (9, "unlinked")}
    row = SyncLine.objects.get(discord_id=2)
    came(2)
    assert SyncLine.objects.get(discord_id=2) == row
    went(2)
    assert (lines(), live(club)) == ({(9, "unlinked")}, {"Olga"})


def test_who_came_by_other_ways_stays_and_a_role_or_a_goodbye_is_left_to_a_human(came, went, linked, club, by, at):
    memberships.admit(club, linked(1), role="member", by=by, at=at)
    driver = linked(2)
    came(2)
    memberships.change_role(Membership.objects.get(person=driver), "event_manager", by=by, at=at)
    assert [went(1), went(2)] == [None, Standing.CONFLICTING]
    assert live(club) == {"Olga", "Person 1", "Person 2"}
    linked(3)
    came(3)
    memberships.end(memberships.live(club).get(synced__discord_id=3), by=by, at=at + 2 * HOUR)
    assert came(3, hours=3) == Standing.CONFLICTING
    assert "Person 3" not in live(club)


def test_many_who_go_at_once_are_left_to_a_sync_that_asks_a_human(came, went, linked, guild, club):
    for number in range(1, 6):
        linked(number)
        came(number)
    assert [went(number) for number in range(1, 6)] == [Standing.LEFT] * 3 + [Standing.WAITING] * 2
    assert (live(club), unheard(guild)) == ({"Olga", "Person 4", "Person 5"}, True)


def test_who_is_known_by_another_account_by_now_is_left_to_a_sync(came, went, linked, guild, club, at):
    who = linked(1)
    came(1)
    me = factories.actor(who)
    discord_links.unlink(who.account, by=me, at=at)
    discord_links.link(who.account, Arrival("2", "user2"), by=me, at=at)
    assert (went(1), unheard(guild)) == (Standing.WAITING, True)
    assert live(club) == {"Olga", "Person 1"}


def test_a_club_that_wants_no_syncs_is_left_alone(came, went, linked, guild, club):
    linked(1)
    came(1)
    guild.syncs_members = False
    assert [comings.came(guild, Seen(2), at=guild.linked_at), went(1)] == [None, None]
    assert live(club) == {"Olga", "Person 1"}
