"""The Discord server of the demo's racing club: what it chose, and crews that have their places in it."""

from datetime import datetime, timedelta

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.guilds import guilds
from lineup.domains.racing import races, signups, team_members, teams
from lineup.interfaces.command.demo.made import Community

CREWS = ("Paris Rouge", "Paris Bleu", "Les Matinaux")
OF_A_CREW = 4


def choose(made: Community, *, at: datetime) -> None:
    """Let the racing club choose names by date, and roles well before its race."""
    club = made.clubs["endurance"]
    values = {"pattern": "{date}-{event}-{what}", "bot_name": "Chef de stand", "role_days": 30}
    guilds.change(club, by=Actor(made.sign_in["claire@lineup.example"], channel="import"), at=at, **values)


def form_crews(event: Event, by: Actor, *, at: datetime) -> None:
    """Put the first who signed up to the race, if the event is one, into crews."""
    race = races.of(event)
    if race is None:
        return
    drivers = [row.person for row in signups.of(race)]
    for number, name in enumerate(CREWS):
        crew = drivers[number * OF_A_CREW : (number + 1) * OF_A_CREW]
        if crew:
            team = teams.create(name=name, event=event, by=by, at=at - timedelta(days=1))
            for person in crew:
                team_members.admit(team, person, role="driver", by=by, at=at - timedelta(days=1))
