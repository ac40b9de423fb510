"""A guild at a Discord on loopback, which sets hardly any limits, and a club for it."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.core.people import discord_links
from lineup.core.people.discord_links import Arrival
from lineup.domains.events import events
from lineup.domains.guilds import guilds
from lineup.domains.guilds.shape.permissions import INVITED
from lineup.domains.racing import team_members, teams
from lineup.interfaces.discord import building
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.budget import Budget
from tests.support import factories
from tests.support.discord import server
from tests.support.discord.guilds import Discord
from tests.support.discord.server import ROOMY, serving


@pytest.fixture
def discord():
    return Discord(lambda: int(clock.now().timestamp() * 1000))


@pytest.fixture
def there(discord):
    return discord.add_guild(permissions=int(INVITED), members=3)


@pytest.fixture
def loopback(discord, settings):
    with serving(discord, limits=ROOMY) as found:
        settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = found.address, server.TOKEN
        settings.BASE_URL = "https://lineup.example"
        yield found


def club_with_a_team(guild):
    """A club of the guild, with an event in twenty hours and one team of one driver, who is in the guild."""
    made, at = factories.club("Endurance"), clock.now()
    by = factories.actor(factories.club_owner(made))
    times = {"starts_at": at + timedelta(hours=20), "ends_at": at + timedelta(hours=44)}
    event = events.create(title="Spa", club=made, by=by, at=at, **times)
    offerings.publish(event.offering, by=by, at=at)
    driver, number = factories.member("Dana"), max(guild.members)
    discord_links.link(driver.account, Arrival(str(number), "dana"), by=factories.actor(driver), at=at)
    team = teams.create(name="Scuderia", event=event, by=by, at=at)
    team_members.admit(team, driver, role="driver", by=by, at=at)
    guilds.link(made, guild.id, name="The guild", by=by, at=at)
    return made


def build(club):
    """Look at the guild of the club as a worker would that has just begun."""
    return building.build_now(guilds.of(club), brakes=Brakes(), budget=Budget())
