"""What people ask is answered over the real client: commands and buttons as at the door, messages in their channel."""

import time
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.core.participation.models import Place
from lineup.domains.events import events
from lineup.interfaces.discord.gateway import desk
from lineup.interfaces.discord.interactions import answering, commands, said
from tests.interfaces.discord.gateway.conftest import DANA, GUILD
from tests.support import factories
from tests.support.discord.guilds import EVERYTHING, VIEW
from tests.support.discord.running import running, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("C08", "C11")]
GUILD_MESSAGES, CONTENT = 1 << 9, 1 << 15


def asked(sort, number, **data):
    member = {"member": {"user": {"id": str(DANA)}}}
    ids = {"id": str(number), "application_id": "900", "token": f"t{number}", "guild_id": str(GUILD)}
    return {**ids, "type": sort, "locale": "en-GB", "data": data, **member}


def written(content, number, channel):
    ids = {"id": str(number), "channel_id": str(channel), "guild_id": str(GUILD)}
    return {**ids, "type": 0, "content": content, "author": {"id": str(DANA)}}


def answers(rest):
    return {path: body for _method, path, body in rest.said if not path.startswith("/applications")}


def test_commands_are_shown_and_answered_as_at_the_door_and_a_button_takes_a_place_once(club, told, rest):
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    made = events.create(
        title="Spa", club=club, starts_at=at + timedelta(hours=40), ends_at=at + timedelta(hours=60), by=by, at=at
    )
    offerings.publish(made.offering, by=by, at=at)
    with running():
        until(lambda: rest.said)
        assert rest.said == [("PUT", "/applications/900/commands", commands.shapes())]
        told.tell("INTERACTION_CREATE", asked(2, 1, name="events"))
        told.tell("INTERACTION_CREATE", {"type": 2})
        told.tell("INTERACTION_CREATE", asked(4, 2, name="events"))
        for number in (3, 4):
            told.tell("INTERACTION_CREATE", asked(3, number, custom_id=f"join:{events.pool_of(made).pk}"))
            until(lambda number=number: f"/interactions/{number}/t{number}/callback" in answers(rest))
    found = answers(rest)
    assert sorted(found) == [f"/interactions/{number}/t{number}/callback" for number in (1, 3, 4)]
    assert {one["type"] for one in found.values()} == {4}
    assert found["/interactions/1/t1/callback"]["data"]["content"].startswith("• Spa <t:")
    assert found["/interactions/4/t4/callback"]["data"]["content"] == "You have a place in Spa."
    assert Place.objects.count() == 1


def test_what_takes_long_is_announced_and_a_fault_is_told(club, told, rest, monkeypatch):
    def slow(_told, *, at):
        time.sleep(0.3)
        raise RuntimeError

    monkeypatch.setattr(desk, "ANNOUNCED_AFTER_S", 0.05)
    monkeypatch.setattr(answering, "answer", slow)
    with running():
        until(lambda: rest.said)
        told.tell("INTERACTION_CREATE", asked(2, 1, name="events"))
        until(lambda: len(answers(rest)) == 2)
    found = answers(rest)
    assert found["/interactions/1/t1/callback"] == {"type": 5, "data": {"flags": 64}}
    assert found["/webhooks/900/t1/messages/@original"]["content"].startswith("That went wrong")


def test_whoever_waits_for_their_turn_is_told_in_time_and_a_crowd_beyond_bounds_is_counted(
    club, told, rest, monkeypatch
):
    def slow(_told, *, at):
        time.sleep(0.4)
        return said.private("Here.")

    monkeypatch.setattr(desk, "ANNOUNCED_AFTER_S", 0.6)
    monkeypatch.setattr(desk, "AT_ONCE", 1)
    monkeypatch.setattr(answering, "answer", slow)
    with running() as found:
        found.gateway.desk.most = 2
        until(lambda: rest.said)
        for number in (1, 2, 3):
            told.tell("INTERACTION_CREATE", asked(2, number, name="events"))
        until(lambda: len(answers(rest)) == 3)
    assert [(path, body.get("type")) for path, body in answers(rest).items()] == [
        ("/interactions/1/t1/callback", 4),
        ("/interactions/2/t2/callback", 5),
        ("/webhooks/900/t2/messages/@original", None),
    ]
    assert found.gateway.heard().undone == {"events": 0, "questions": 1}


def test_a_message_that_calls_us_is_answered_in_its_channel_once(club, told, rest):
    guild = rest.discord.add_guild(permissions=EVERYTHING)
    open_, closed = (rest.discord.make_channel(guild, {"name": name, "type": 0})["id"] for name in ("a", "b"))
    guild.roles[next(iter(guild.members[900]))]["permissions"] = 0
    guild.channels[closed]["permission_overwrites"] = [{"id": guild.id, "deny": VIEW}]
    with running() as found:
        until(lambda: rest.said)
        told.tell("MESSAGE_CREATE", written("<@900> ping", 1 << 22, closed))
        for _time in range(2):
            told.tell("MESSAGE_CREATE", written("<@900> ping", 2 << 22, open_))
        told.tell("MESSAGE_CREATE", written("<@901> ping", 3 << 22, open_))
        told.tell("MESSAGE_CREATE", written("<@900> club", 4 << 22, open_))
        until(lambda: len(guild.messages) == 2)
        until(lambda: found.gateway.desk.unanswered == 1)
    # two that are asked at once are answered at once, in either order
    assert sorted(one["content"].split()[0] for one in guild.messages.values()) == ["**Endurance**", "I"]
    asked_for = told.asked[0][1]["intents"]
    assert (asked_for & GUILD_MESSAGES, asked_for & CONTENT) == (GUILD_MESSAGES, 0)
