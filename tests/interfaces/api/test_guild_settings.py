"""What a club chose for its Discord server, read and changed through the API under the names of old clients."""

import pytest

from lineup.core.foundation import clock
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild, Look
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("C02", "C09")]
PATH = "/clubs/endurance/discord/settings"


@pytest.fixture
def owner():
    return factories.member("Olga")


@pytest.fixture
def club(owner):
    return factories.club("Endurance", owner=owner)


def test_what_is_sent_is_kept_and_the_rest_stays(club, owner):
    ask = caller(owner)
    before = ask.get(PATH).json()
    assert (before["server_id"], before["channel_naming_pattern"], before["update_minutes"]) == (
        None,
        "{event}-{what}",
        30,
    )
    sent = {
        "channel_naming_pattern": "{what}-{event}",
        "enable_voice_channels": False,
        "keep_days": 30,
        "bot_name": "Box",
        "digest": True,
    }
    assert ask("PUT", PATH, sent).json() == {**before, **sent}
    found = guilds.of(club)
    assert (found.pattern, found.voice, found.keep_days, found.bot_name) == ("{what}-{event}", False, 30, "Box")
    assert (before["digest"], found.digest) == (False, True)
    assert ask("PUT", PATH, {"keep_days": None}).json()["keep_days"] is None


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"channel_naming_pattern": "{event}"}, "guild_pattern_unclear"),
        ({"update_minutes": 1}, "out_of_range"),
        ({"language": "tlh"}, "unknown_choice"),
    ],
)
def test_what_would_not_do_is_refused_by_the_rule_of_the_page(club, owner, sent, code):
    assert problem(caller(owner)("PUT", PATH, sent)) == (422, code)
    assert Guild.objects.count() == 0


def test_a_server_begins_only_once_somebody_looked_at_it(club, owner):
    guild = guilds.link(club, 4711, name="Box 12", by=factories.actor(owner), at=clock.now())
    Guild.objects.update(is_on=False)
    assert problem(caller(owner)("PUT", PATH, {"auto_create_channels": True})) == (409, "guild_not_looked_at")
    Look.objects.create(guild=guild, ended_at=clock.now())
    told = caller(owner)("PUT", PATH, {"auto_create_channels": True}).json()
    assert (told["auto_create_channels"], told["server_id"], told["server_name"]) == (True, "4711", "Box 12")
