"""Which messages ask something of us: those of people, in a guild, that begin with a mark or a mention."""

from datetime import UTC, datetime

import pytest

from lineup.interfaces.discord.interactions import messages
from lineup.interfaces.discord.interactions.messages import Said

pytestmark = pytest.mark.req("C08")
# Discord's own example of a number, and when it was given out
NUMBER, GIVEN_OUT = 175928847299117063, datetime(2016, 4, 30, 11, 18, 25, 796000, UTC)
TOLD = {"id": str(NUMBER), "channel_id": "2", "guild_id": "1", "type": 0, "author": {"id": "99"}}


@pytest.mark.parametrize(
    ("content", "word", "to"),
    [
        ("!ping", "ping", 0),
        ("  !Help me", "help", 0),
        ("<@900> ping", "ping", 900),
        ("<@!900>!info", "info", 900),
        ("<@900>", "", 900),
        ("<@900>, hello", "", 900),
    ],
)
def test_a_mark_or_a_mention_and_then_a_word(content, word, to):
    assert messages.read({**TOLD, "content": content}) == Said(1, 2, NUMBER, 99, word, to)


@pytest.mark.parametrize(
    "more",
    [
        {"content": ""}, {"content": "ping"}, {"content": "! ping"}, {"content": "!!"}, {"content": "thanks <@900>"},
        {"content": "!pingpong2"}, {"content": "!" + "a" * 30}, {"author": {"id": "1", "bot": True}},
        {"webhook_id": "3"}, {"type": 7}, {"guild_id": None}, {"content": None},
    ],
)  # fmt: skip
def test_others_are_none_of_our_business(more):
    assert messages.read({**TOLD, "content": "!ping", **more}) is None


def test_a_message_knows_when_it_was_said():
    assert Said(1, 2, NUMBER, 99, "ping").said_at == GIVEN_OUT
