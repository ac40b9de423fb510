"""Whatever a guild holds, and wherever the way is cut off: it comes to what it should be, and stays there."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.guilds.shape.things import EVERYONE, Kind, State
from tests.domains.guilds.shape.worlds import World, asked, clubs, event, team

pytestmark = [pytest.mark.req("C10"), pytest.mark.embedded]
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
USERS = 6


def drawn(data, world):
    return data.draw(clubs(world.users))


def assert_as_wanted(world, club):
    """Every wanted thing is there once, as it should be; nothing of ours is there that is not wanted."""
    seen = world.seen()
    wanted = {one.key: one for one in desired(club, at=world.at, standing=planning.standing(world.known, seen)).things}
    channels = {one["id"]: one for one in world.guild.channels.values()}
    ids = [row.id for row in world.known.values() if row.id and not row.kind.is_bond]
    assert len(ids) == len(set(ids))
    for key, one in wanted.items():
        row = world.known.get(key)
        if row is None:
            closed = wanted[one.parent] if one.kind is not Kind.THREAD else one
            assert closed.is_open is False
            continue
        assert row.state is State.THERE
        if one.kind.is_channel:
            there = channels[row.id]
            assert (there["name"], there["parent_id"]) == (one.name, world.known[one.parent].id if one.parent else 0)
            assert (there["topic"] or "") == one.marked_topic
            rules = {rule["id"]: rule for rule in there["permission_overwrites"]}
            assert all(rule.who != EVERYONE or rules[world.guild.id]["deny"] == rule.deny for rule in one.access)
        elif one.kind is Kind.ROLE:
            assert world.guild.roles[row.id]["name"] == one.name
        elif one.kind is Kind.GRANT:
            assert world.known[one.parent].id in world.guild.members[one.user]
        elif one.kind is Kind.SEAT and not channels[world.known[one.parent].id]["archived"]:
            assert one.user in world.guild.seats[world.known[one.parent].id]
        elif one.kind is Kind.MESSAGE:
            assert world.guild.messages[row.id]["embeds"][0]["title"] == one.words.fitting.title
    ours = {row.id for row in world.known.values()}
    assert {one["id"] for one in world.guild.real_channels()} <= ours
    assert {row.kind for key, row in world.known.items() if key not in wanted} <= {Kind.THREAD}


@few
@given(st.data())
def test_an_empty_guild_becomes_what_it_should_be_and_nothing_more_is_asked(data):
    world = World(members=USERS)
    club = drawn(data, world)
    assert world.reach(club) <= 2
    assert_as_wanted(world, club)
    assert world.plan(club) == planning.Plan()


@few
@given(st.data())
def test_a_guild_follows_what_is_asked_of_it(data):
    world = World(members=USERS)
    for _ in range(data.draw(st.integers(2, 4))):
        club = drawn(data, world)
        world.at += timedelta(days=data.draw(st.integers(0, 20)))
        world.agreed = world.plan(club).tokens
        world.reach(club)
        world.agreed = world.plan(club).tokens
        world.reach(club)
        assert_as_wanted(world, club)


@few
@given(st.data())
def test_wherever_it_is_cut_off_nothing_is_doubled_and_nothing_left_behind(data):
    world = World(members=USERS)
    club = drawn(data, world)
    for _ in range(data.draw(st.integers(1, 4))):
        world.apply(world.plan(club), stop_after=data.draw(st.integers(1, 12)), lost=data.draw(st.booleans()))
        if data.draw(st.booleans()):
            club = drawn(data, world)
    world.agreed = world.plan(club).tokens
    world.reach(club)
    world.agreed = world.plan(club).tokens
    world.reach(club)
    assert_as_wanted(world, club)


def test_cut_off_at_each_call_in_turn_the_guild_is_the_same():
    def made(stop_after, *, lost):
        world = World()
        club = asked(event("Spa", team("Alpha", *world.users[:3]), team("Bravo", *world.users[3:]), days=0.5))
        world.apply(world.plan(club), stop_after=stop_after, lost=lost)
        world.reach(club)
        assert_as_wanted(world, club)
        return world

    whole = made(None, lost=False)
    for number in range(1, len(whole.calls) + 1):
        for lost in (True, False):
            cut = made(number, lost=lost)
            assert cut.tree() == whole.tree()
            assert (len(cut.guild.channels), len(cut.guild.roles)) == (
                len(whole.guild.channels),
                len(whole.guild.roles),
            )
            assert len(cut.guild.messages) == len(whole.guild.messages)
