"""The Discord server of the demo's racing club: what it chose."""

from datetime import datetime

from lineup.core.people.actors import Actor
from lineup.domains.guilds import guilds
from lineup.interfaces.command.demo.made import Community


def choose(made: Community, *, at: datetime) -> None:
    """Let the racing club choose names by date, and roles well before its race."""
    club = made.clubs["endurance"]
    values = {"pattern": "{date}-{event}-{what}", "bot_name": "Chef de stand", "role_days": 30}
    guilds.change(club, by=Actor(made.sign_in["claire@lineup.example"], channel="import"), at=at, **values)
