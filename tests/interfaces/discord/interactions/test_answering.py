"""A message is answered by the same words as a command, for everybody in the channel, and not too often."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild
from lineup.interfaces.discord.interactions import answering, messages
from lineup.interfaces.discord.interactions.messages import Said
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C08")]
GUILD, CHANNEL, DANA, BOT = 4711, 5, 99, 900


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = "https://lineup.example"


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def club(at):
    made = factories.club("Endurance", description="We race *long*.", city="Lyon", country="FR")
    guilds.link(made, GUILD, name="The guild", by=factories.actor(factories.club_owner(made)), at=at)
    return made


@pytest.fixture
def say(at):
    """Say a word in the guild a quarter of a second ago: `say("ping", to=BOT)`; the answer comes back."""

    def say(word, *, to=0, user=DANA, channel=CHANNEL, guild=GUILD, seconds=0):
        then = at + timedelta(seconds=seconds)
        number = int((then.timestamp() - 0.25) * 1000) - messages.EPOCH_MS << messages.BITS
        return answering.reply(Said(guild, channel, number, user, word, to), at=then)

    return say


def linked(role=""):
    who = factories.member("Dana")
    discord_links.link(who.account, Arrival(str(DANA), "dana"), by=factories.actor(who), at=clock.now())
    return who


def test_an_answer_calls_nobody_and_stands_there_once(club, say):
    found = say("ping")
    assert found["content"].startswith("I am here. I heard you after 25")
    assert found["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert (found["nonce"], found["enforce_nonce"]) == (found["message_reference"]["message_id"], True)
    assert "flags" not in found


def test_club_and_numbers_are_told_to_everybody_and_a_hidden_club_by_its_name_alone(club, say):
    assert say("club")["content"] == "**Endurance**\nLyon, FR\nWe race \\*long\\*."
    assert say("info")["content"].startswith("**The guild**\nThe bot is here since <t:")
    assert say("info")["content"].endswith("0 events are to come, 0 channels are kept for them.")
    type(club).objects.update(is_public=False)
    assert say("club")["content"] == "**Endurance**\nIts page is for its members."


def test_help_names_what_fits_who_asks_and_a_call_by_name_is_help(club, say, settings):
    def named(found):
        return [line.split("`")[1] for line in found["content"].splitlines() if line.startswith("`/")]

    everybody = ["/events", "/teams", "/club", "/info", "/ping", "/link", "/help"]
    assert named(say("help", user=1)) == everybody
    who = linked()
    known = [*everybody[:2], "/schedule", "/availability", *everybody[2:]]
    assert named(say("", to=BOT)) == known
    factories.club_member(club, who, role="admin")
    assert named(say("schedule", to=BOT)) == [*known[:-1], "/sync", "/help"]
    assert "after a mention of me" in say("help", channel=6)["content"]
    settings.DISCORD_MESSAGE_CONTENT = True
    assert "after `!`:\n`club` `info` `ping` `link` `help`" in say("help", channel=6)["content"]


def test_who_asks_to_be_linked_is_led_there_and_no_name_is_told(club, say):
    assert "Link Discord" in say("link")["content"]
    linked()
    assert say("link")["content"] == "I know you: your account is linked."


def test_it_speaks_the_language_of_the_bot_there(club, say):
    Guild.objects.update(language="fr")
    assert say("ping")["content"].startswith("Je suis là.")


def test_nothing_is_said_to_words_of_others_where_no_club_is_or_to_who_asks_too_often(club, say):
    assert [say("play"), say("events"), say("ping", guild=1)] == [None, None, None]
    assert [say("ping") is None for _number in range(7)] == [False] * 5 + [True] * 2
    assert say("ping", channel=6) is not None
    assert say("ping", seconds=60) is not None
    crowd = [say("ping", channel=7, user=number) is None for number in range(1, 23)]
    assert crowd == [False] * 20 + [True] * 2
