"""Somebody who is erased leaves the guilds as well."""

from datetime import datetime

from lineup.core.people import discord_links
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.guilds.models import Guild, SyncLine


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Have the guilds looked at in which the person has a role or a seat, which they then lose; no list names them."""
    link = discord_links.of(person.account) if person.account else None
    if link is not None:
        Guild.objects.filter(things__user=int(link.discord_id), dirty_since=None).update(dirty_since=at)
        SyncLine.objects.filter(discord_id=int(link.discord_id)).delete()
