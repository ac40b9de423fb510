"""A guild in numbers that anybody in it may hear."""

from dataclasses import dataclass
from datetime import datetime

from lineup.domains.events import listing
from lineup.domains.events.listing import Wanted
from lineup.domains.guilds import member_syncs
from lineup.domains.guilds.models import Guild, Thing
from lineup.domains.guilds.shape.things import CHANNELS, State


@dataclass(frozen=True)
class Figures:
    """`people` in the guild but for bots, and who of them is `known` here, as counted then; events of the club that are
    `ahead` for everybody to see; `channels` that are ours."""

    people: int = 0
    known: int = 0
    counted_at: datetime | None = None
    ahead: int = 0
    channels: int = 0


def of(guild: Guild, *, at: datetime) -> Figures:
    """Return the numbers of the guild; three questions."""
    sync = member_syncs.last_done(guild.club)
    ahead = listing.upcoming(None, at=at, wanted=Wanted(club=guild.club.slug)).count()
    channels = Thing.objects.filter(guild=guild, kind__in=sorted(CHANNELS), state=State.THERE).count()
    if sync is None:
        return Figures(ahead=ahead, channels=channels)
    # who left with a role in the club stands among the conflicting too: few, for a while
    known = sync.matched + sync.new
    return Figures(known + sync.unlinked + sync.conflicting, known, sync.ended_at, ahead, channels)
