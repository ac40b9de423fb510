"""The Discord server of a club in the small world, looked at once: somebody is on it whom nobody knows here."""

from datetime import datetime

from lineup.core.clubs.models import Club
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.guilds import guilds, member_syncs
from lineup.domains.guilds.models import Guild, Look, Removal, SyncLine, Thing


def link(club: Club, *, by: Actor, at: datetime) -> None:
    number = 1 + Guild.objects.count()
    guild = guilds.link(club, number, name=club.name, by=by, at=at)
    sync = member_syncs.order(club, by=by, at=at)
    line = SyncLine(sync=sync, standing="unlinked", discord_id=number, name=f"On the server of {club.name}")
    Look.objects.create(guild=guild, ended_at=at)
    Removal.objects.create(guild=guild, token=f"{number}", key="key", kind="text", name="spa", why="gone", since=at)
    member_syncs.finish(sync, is_whole=True, counts={"unlinked": 1}, lines=[line], at=at)


def open_channel(club: Club, of: Offering) -> None:
    """The sign-up channel of an event on the club's server."""
    channel = {"key": f"event:{of.pk}/text", "kind": "text", "state": "there", "name": of.slug[:100]}
    Thing.objects.create(guild_id=club.pk, discord_id=500, **channel)
