"""What race control says stands in the channel of the race, and hours later it is not said there any more."""

from datetime import timedelta

import pytest

from lineup.domains.guilds import asking, guilds, rounds
from lineup.domains.racing import race_control
from tests.support import stints

pytestmark = pytest.mark.req("C06")


def test_each_notice_is_a_message_of_the_channel_and_the_guild_is_looked_at_at_once(club, by, at):
    guild = guilds.link(club, 4711, name="The guild", by=by, at=at)
    race = stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at).race
    rounds.end(guild, began_at=at, is_done=True, stopped="", rest_seconds=0, at=at)
    assert not rounds.is_due(at + timedelta(seconds=1))
    now = at + timedelta(seconds=1)
    said = race_control.say(race, kind="safety_car", sentence="Lap *12*.", by=by, at=now)
    assert rounds.is_due(now)

    def posts(when):
        (event,) = asking.asked(guild, address="https://x", at=when).events
        return [(one.id, one.words.title, one.words.body, one.is_late) for one in event.posts if "control" in one.id]

    body = f"Lap \\*12\\*.\n<t:{int(now.timestamp())}:F>"
    assert posts(now) == [(f"control:{said.pk}", "Safety car", body, False)]
    assert [late for *_more, late in posts(now + timedelta(hours=6))] == [True]
