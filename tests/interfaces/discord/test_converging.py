"""Against a Discord on loopback: whatever breaks, nothing is lost and nothing doubled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lineup.domains.guilds.shape import planning
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.guilds.shape.things import Words
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from lineup.interfaces.discord.converging import Convergence
from lineup.interfaces.discord.rest import Rest
from tests.domains.guilds.shape.worlds import CARD, World, asked, event, team
from tests.support.discord import server
from tests.support.discord.server import ROOMY, Limits, serving

pytestmark = [pytest.mark.req("C10"), pytest.mark.embedded]


class Killed(BaseException):
    """The process ends here."""


class Memory:
    """A journal that keeps what was written, and may be killed at a write."""

    def __init__(self, rows):
        self.kept, self.writes, self.dies_at = rows, 0, None

    def rows(self):
        return dict(self.kept)

    def write(self, key, row):
        self.writes += 1
        if self.writes == self.dies_at:
            raise Killed
        self.kept.pop(key, None)
        if row is not None:
            self.kept[key] = row


def spa(world):
    return asked(event("Spa", team("Alpha", *world.users[:2]), team("Bravo", *world.users[2:]), days=0.5))


def convergence(world, loopback, club, *, journal=None, brakes=None, patience=0.3, budget=None, **more):
    rest = Rest(loopback.address, server.TOKEN, patience=patience, budget=budget or Budget())
    wanted = lambda known, seen: list(  # noqa: E731
        desired(club, at=world.at, standing=planning.standing(known, seen)).things
    )
    return Convergence(
        world.guild.id, rest, journal or Memory(world.known), brakes or Brakes(), wanted, world.guild.bot_id,
        now_ms=world.discord.now_ms, **more,
    )  # fmt: skip


def run(world, loopback, club, **more):
    one = convergence(world, loopback, club, **more)
    try:
        return one.run()
    finally:
        one.rest.close()


def settle(world, loopback, club, *, times=4, **more):
    """Run until it is done, as workers that come again and again do."""
    for _ in range(times):
        report = run(world, loopback, club, **more)
        if report.done:
            return report
    raise AssertionError(report)


def shape(world):
    """What there is, without numbers."""
    guild = world.guild
    return (
        world.tree(),
        sorted(one["name"] for one in guild.channels.values()),
        sorted(one["name"] for one in guild.roles.values()),
        sorted((one["embeds"][0]["title"], one["pinned"]) for one in guild.messages.values()),
        {user: world.roles_of(user) for user in world.users},
        sorted(len(seats) for seats in guild.seats.values()),
    )


@pytest.fixture(scope="module")
def whole():
    """What the guild looks like if nothing breaks, and how many calls that took."""
    world = World()
    with serving(world.discord, limits=ROOMY) as loopback:
        report = run(world, loopback, spa(world))
    assert (report.done, report.calls) == (True, 22)
    return shape(world), len(loopback.asked)


def test_a_guild_comes_to_what_it_should_be_and_is_asked_four_things_when_nothing_changed(whole):
    world = World()
    with serving(world.discord, limits=ROOMY) as loopback:
        run(world, loopback, spa(world))
        loopback.asked.clear()
        report = run(world, loopback, spa(world))
    assert (report.done, report.calls, len(loopback.asked)) == (True, 0, 4)
    assert shape(world) == whole[0]


# with how many calls between those that break
FAULTS = {
    server.LOST: 1,
    server.HALF: 2,
    500: 2,
    server.ALL_TOO_MANY: 4,
    server.DROPPED: 4,
    502: 5,
    server.TOO_MANY: 5,
    server.SHARED_TOO_MANY: 5,
}


@pytest.mark.parametrize(("fault", "step"), FAULTS.items())
def test_broken_at_each_call_the_guild_is_the_same(fault, step, whole):
    for number in range(1, whole[1] + 1, step):
        world = World()
        with serving(world.discord, limits=ROOMY, faults={number: fault}) as loopback:
            settle(world, loopback, spa(world))
        assert shape(world) == whole[0], number


def test_without_an_answer_in_time_the_guild_is_the_same(whole):
    for number in range(5, whole[1], 8):
        world = World()
        with serving(world.discord, limits=ROOMY, faults={number: server.SILENT}, silence_s=0.4) as loopback:
            settle(world, loopback, spa(world))
        assert shape(world) == whole[0], number


def test_killed_before_or_after_each_write_the_guild_is_the_same(whole):
    number, world = 0, World()
    while True:
        number, world = number + 1, World()
        journal = Memory(world.known)
        journal.dies_at = number
        with serving(world.discord, limits=ROOMY) as loopback:
            try:
                report = run(world, loopback, spa(world), journal=journal)
            except Killed:
                settle(world, loopback, spa(world))
                assert shape(world) == whole[0], number
                continue
        assert report.done
        return


def test_a_refused_token_stops_everything():
    world, brakes = World(), Brakes()
    with serving(world.discord, limits=ROOMY, token="another") as loopback:
        assert run(world, loopback, spa(world), brakes=brakes).stopped == "token"
        assert run(world, loopback, spa(world), brakes=brakes).stopped == "resting"
    assert [status for _method, _path, status in loopback.asked] == [401]


def test_while_discord_answers_nothing_other_guilds_do_not_ask_it_too():
    world, budget = World(), Budget()
    with serving(world.discord, limits=ROOMY, faults=dict.fromkeys(range(1, 100), 503)) as loopback:
        report = run(world, loopback, spa(world), budget=budget)
        assert (report.stopped, len(loopback.asked)) == ("unanswered", 3)
        report = run(world, loopback, spa(world), budget=budget)
        assert (report.stopped, report.later_seconds > 20, len(loopback.asked)) == ("later", True, 3)


def test_a_guild_that_is_gone_is_left_alone_for_longer_each_time():
    world, brakes = World(), Brakes()
    with serving(world.discord, limits=ROOMY) as loopback:
        del world.discord.guilds[world.guild.id]
        first = run(world, loopback, spa(world), brakes=brakes)
        brakes.check_again(world.guild.id)
        second = run(world, loopback, spa(world), brakes=brakes)
        assert run(world, loopback, spa(world), brakes=brakes).stopped == "resting"
    assert (first.stopped, first.later_seconds, second.later_seconds) == ("guild", 60, 120)
    assert len(loopback.asked) == 2


def test_permissions_that_are_taken_away_on_the_way_end_the_calls_soon():
    world, brakes = World(), Brakes()
    with serving(world.discord, limits=ROOMY, faults=dict.fromkeys(range(7, 100), 403)) as loopback:
        run(world, loopback, spa(world), brakes=brakes)
        assert len(loopback.asked) < 40
        loopback.faults.clear()
        brakes.check_again(world.guild.id)
        assert run(world, loopback, spa(world), brakes=brakes).done
    assert sorted(world.tree()) == ["GT3 Series"]


def test_limits_are_kept_without_running_into_them(whole):
    world = World()
    with serving(world.discord, limits=Limits(of_all=50, of_route=5, window_s=0.4)) as loopback:
        assert run(world, loopback, spa(world)).done
    assert shape(world) == whole[0]
    assert loopback.refused() <= 6


def test_who_left_the_guild_is_passed_over_and_the_rest_is_done():
    world = World()
    club = spa(world)
    del world.guild.members[world.users[0]]
    with serving(world.discord, limits=ROOMY) as loopback:
        report = run(world, loopback, club)
    assert {code for _key, code in report.refused} == {10007}
    assert world.channel("spa-race-voice")
    assert {user: world.roles_of(user) for user in world.users} == {
        user: ["Alpha"] if user == world.users[0] else ["Bravo"] for user in world.users
    }


# --- what we forgot -------------------------------------------------------------------------------


def series_of_spa(world, *, days):
    """Two teams with something said in their threads; before, on and after race day."""
    teams = [
        team("Alpha", *world.users[:2], posts=(Post("strategy", Words("Plan of Alpha", "Ann, Ben")),)),
        team("Bravo", *world.users[2:]),
    ]
    return asked(event("Spa", *teams, days=days), event("Monza", days=days + 3))


def counts(world):
    guild = world.guild
    return len(guild.channels), len(guild.roles), len(guild.messages)


@pytest.mark.parametrize("days", [5, 0.5, -12], ids=["before", "on race day", "in the archive"])
def test_whatever_of_it_is_forgotten_nothing_is_made_twice(days):
    world = World()
    with serving(world.discord, limits=ROOMY) as loopback:
        club = series_of_spa(world, days=3)
        run(world, loopback, club)
        world.at += timedelta(days=3 - days)
        run(world, loopback, club)
        before, there = dict(world.known), (counts(world), shape(world))
        kinds = sorted({row.kind for row in before.values()})
        for lost in (kinds, *([kind] for kind in kinds)):
            world.known = {key: row for key, row in before.items() if row.kind not in lost}
            report = settle(world, loopback, club, is_unsure=True)
            assert (counts(world), shape(world)) == there, lost
            assert all(row.id == before[key].id for key, row in world.known.items())
            assert report.done


def test_what_changed_while_it_was_forgotten_is_put_right_where_it_stands():
    world = World()
    with serving(world.discord, limits=ROOMY) as loopback:
        run(world, loopback, asked(event("Spa", posts=(CARD,))))
        world.known.clear()
        fuller = replace(CARD, words=replace(CARD.words, body="40 of 40"))
        settle(world, loopback, asked(event("Spa", posts=(fuller,))))
    [said] = world.guild.messages.values()
    assert (said["embeds"][0]["description"], said["pinned"]) == ("40 of 40", True)


def test_what_changed_while_its_answer_was_lost_is_put_right_and_not_said_again():
    fuller = replace(CARD, words=replace(CARD.words, body="40 of 40"))
    world = World()
    # a category, a channel, then its card, after four looks
    with serving(world.discord, limits=ROOMY, faults={7: server.LOST}) as loopback:
        run(world, loopback, asked(event("Spa", posts=(CARD,))))
        assert loopback.asked[-1][:2] == ("POST", f"/api/v10/channels/{world.channel('spa-signup')['id']}/messages")
        settle(world, loopback, asked(event("Spa", posts=(fuller,))))
    [said] = world.guild.messages.values()
    assert (said["embeds"][0]["description"], said["pinned"]) == ("40 of 40", True)


def test_a_role_and_voice_of_the_same_name_that_people_made_are_left_alone():
    world = World()
    club = asked(event("Spa", team("Alpha", *world.users[:2])))
    theirs = world.discord.make_role(world.guild, {"name": "Alpha", "permissions": "0"})
    with serving(world.discord, limits=ROOMY) as loopback:
        settle(world, loopback, club, is_unsure=True)
        assert theirs["id"] not in {row.id for row in world.known.values()}
        world.known.clear()
        settle(world, loopback, club)
    assert [one["name"] for one in world.guild.roles.values()].count("Alpha") == 2
    assert theirs["id"] not in {row.id for row in world.known.values()}
