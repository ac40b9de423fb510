"""The real client on a real socket: who comes and goes counts at once, and nothing that is told ends it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError

from lineup.core.clubs import memberships
from lineup.core.foundation import clock
from lineup.domains.guilds import member_syncs
from lineup.domains.guilds.models import Guild
from lineup.interfaces.discord import members
from lineup.interfaces.discord.gateway import doing, events
from lineup.interfaces.discord.gateway import running as process
from lineup.interfaces.discord.gateway.events import Sort
from lineup.interfaces.discord.gateway.lane import Lane
from tests.interfaces.discord.gateway.conftest import ADAM, DANA, GUILD
from tests.support.discord.running import running, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("C02", "C03", "C10")]


def names(club):
    return sorted(set(memberships.live(club).values_list("person__name", flat=True)) & {"Dana", "Adam"})


def member(number):
    return {"guild_id": str(GUILD), "user": {"id": str(number), "username": "x"}, "roles": []}


def unheard(club):
    return Guild.objects.get(club=club).unheard_since


def test_who_comes_is_a_member_at_once_and_who_goes_is_none_whatever_else_is_told(club, told):
    with running() as found:
        until(lambda: unheard(club) is not None)
        told.tell("GUILD_MEMBER_ADD", member(DANA))
        told.tell("GUILD_MEMBER_ADD", member(DANA))
        until(lambda: names(club) == ["Dana"])
        told.tell("GUILD_MEMBER_ADD", {"guild_id": []})
        told.tell("READY", None)
        for raw in (b"{", b"[]", b'"x"', b'{"op": 0, "t": "GUILD_MEMBER_REMOVE", "d": 7}'):
            told.tell_raw(raw)
        told.tell("GUILD_MEMBER_ADD", member(ADAM))
        until(lambda: names(club) == ["Adam", "Dana"])
        told.tell("GUILD_MEMBER_REMOVE", member(DANA))
        until(lambda: names(club) == ["Adam"])
        assert (told.names(), found.gateway.lane.dropped) == (["identify"], 0)
        assert found.gateway.heard_at is not None


def test_a_connection_that_breaks_is_taken_up_again_and_a_lost_session_has_a_sync_make_good(club, told):
    with running():
        until(lambda: unheard(club) is not None)
        told.hang_up(4000)
        until(lambda: told.names() == ["identify", "resume"])
        first = unheard(club)
        told.forget_session()
        until(lambda: told.names() == ["identify", "resume", "identify"])
        until(lambda: unheard(club) > first)


def test_killed_between_what_is_told_and_what_follows_a_sync_puts_it_right_once_we_listen_again(
    club, told, rest, monkeypatch
):
    with monkeypatch.context() as killed, running():
        until(lambda: unheard(club) is not None)
        done = []
        killed.setattr(doing, "do", lambda event, **_at: done.append(event.sort))
        told.tell("GUILD_MEMBER_ADD", member(DANA))
        until(lambda: done == [Sort.CAME])
    first = unheard(club)
    there = rest.discord.add_guild(permissions=0)
    rest.discord.guilds = {GUILD: there}
    there.members[DANA] = set()
    with running():
        until(lambda: unheard(club) > first)
    assert names(club) == []
    assert member_syncs.begin_due(at=clock.now()) == 1
    members.look_now(member_syncs.last_of(club))
    assert names(club) == ["Dana"]
    assert not member_syncs.is_due(clock.now())


def test_a_second_stands_by_until_the_first_is_gone(club, told, monkeypatch):
    monkeypatch.setattr(process, "STAND_BY_S", 0.05)
    answers = [True, DatabaseError, False, False]

    def is_first():
        answer = answers.pop() if answers else True
        if answer is DatabaseError:
            raise DatabaseError
        return answer

    with running(is_first):
        until(lambda: told.names() == ["identify"])
    assert answers == []


@pytest.mark.parametrize(("code", "said"), [(4004, "LINEUP_DISCORD_BOT_TOKEN"), (4014, "Server Members Intent")])
def test_turned_away_it_ends_with_one_sentence(club, told, code, said):
    told.closes = code
    with running() as found:
        found.thread.join(10)
        assert said in found.fault


def test_what_finds_no_room_is_left_to_a_sync(club):
    async def crowd():
        lane = Lane(most=1)
        for number in range(3):
            lane.put(events.read("GUILD_MEMBER_ADD", member(number)))
        working = asyncio.create_task(lane.work())
        await lane.drain(5)
        await asyncio.sleep(0.2)
        working.cancel()
        return lane

    # a browser of another test keeps a loop in this thread
    with ThreadPoolExecutor(1) as thread:
        lane = thread.submit(lambda: asyncio.run(crowd())).result()
    assert (lane.dropped, lane.missed, unheard(club) is not None) == (2, set(), True)
