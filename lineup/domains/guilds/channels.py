"""The channels of ours in a club's guild, as we know them."""

from uuid import UUID

from django.db.models import QuerySet

from lineup.core.clubs.models import Club
from lineup.domains.guilds.models import Thing
from lineup.domains.guilds.shape.things import CHANNELS, State

EVENT = "event:"
# of one that is being made or removed nobody knows yet whether it is there
TOLD = (State.THERE.value, State.GONE.value)


def of_club(club: Club) -> "QuerySet[Thing]":
    """Return the categories and channels that the bot made or uses for the club, and those that people took away."""
    kinds = [kind.value for kind in CHANNELS]
    return Thing.objects.filter(guild=club.pk, kind__in=kinds, state__in=TOLD)


def event_of(channel: Thing) -> str | None:
    """Return the id of the event that the channel is for; None for what is of a series, or of all."""
    if not channel.key.startswith(EVENT):
        return None
    return str(UUID(channel.key.removeprefix(EVENT).split("/")[0]))
