"""A club whose guild a Discord on loopback tells of."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.guilds import guilds
from tests.support import factories
from tests.support.discord import gateway as gateways
from tests.support.discord import server
from tests.support.discord.guilds import EPOCH_MS, Discord
from tests.support.discord.server import serving

GUILD, DANA, ADAM = 4711, 99, 98


@pytest.fixture
def rest():
    """What is asked and told by HTTP."""
    with serving(Discord(lambda: EPOCH_MS + 1000)) as found:
        yield found


@pytest.fixture
def told(rest, settings):
    """What tells: the gateway of a Discord on loopback."""
    with gateways.listening(gateways.Gateway(guilds=(GUILD,))) as found:
        rest.gateway = found.address
        settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = rest.address, server.TOKEN
        settings.DISCORD_GATEWAY = found.address
        yield found


@pytest.fixture
def club():
    made = factories.club("Endurance")
    guilds.link(made, GUILD, name="The guild", by=factories.actor(factories.club_owner(made)), at=clock.now())
    for name, number in (("Dana", DANA), ("Adam", ADAM)):
        who = factories.member(name)
        discord_links.link(who.account, Arrival(str(number), name), by=factories.actor(who), at=clock.now())
    return made
