"""What follows from an event of the gateway, done once however often it is told."""

from collections.abc import Collection
from datetime import datetime

from lineup.domains.guilds import comings, guilds, member_syncs, rounds
from lineup.domains.guilds.models import Guild
from lineup.interfaces.discord.gateway.events import Event, Sort


def do(event: Event, *, at: datetime) -> None:
    """Do what follows; a guild of nobody's is left alone."""
    if event.sort is Sort.STARTED:
        catch_up(event.guilds, at=at)
        return
    guild = guilds.find_linked(event.guilds[0])
    if guild is not None:
        _do_in(guild, event, at)


def catch_up(discord_ids: Collection[int], *, at: datetime) -> None:
    """Have a sync of these guilds make good for what was not heard."""
    member_syncs.note_unheard(discord_ids, at=at)


def _do_in(guild: Guild, event: Event, at: datetime) -> None:
    if event.sort is Sort.CAME and event.seen is not None:
        comings.came(guild, event.seen, at=at)
    elif event.sort is Sort.WENT:
        comings.went(guild, event.user, at=at)
    elif event.sort is Sort.CHANGED:
        rounds.hear(guild, at=at)
    elif event.sort is Sort.GONE:
        rounds.hear_gone(guild, at=at)
