"""Who exhibits at a demo event, who came to their booths, and the badges by which they know each other."""

import random
from datetime import datetime, timedelta
from typing import Any

from lineup.core.participation import places
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges, booths, sharing, visits
from lineup.interfaces.command.demo.made import Community

FIELDS = (frozenset({"name"}), frozenset({"name", "email"}), frozenset[str]())


def open_booths(
    row: dict[str, Any],
    event: Event,
    made: Community,
    chance: random.Random,
    by: Actor,
    *,
    at: datetime,
    came: datetime,
) -> None:
    """Open the booths of this row of the data file, and give everybody a badge; some went by since they `came`."""
    if "booth" not in row:
        return
    pool = booths.open_places(event, by=by, at=at)
    strangers = iter(chance.sample(made.people, len(row["booth"])))
    exhibitors = [made.sign_in[one["who"]] if "who" in one else next(strangers) for one in row["booth"]]
    for exhibitor in exhibitors:
        places.add(pool, exhibitor, by=by, at=at)
    badges.make_all(event, by=by, at=at)
    visitors = [place.contact for place in events.pool_of(event).places.filter(state="confirmed").order_by("pk")[:12]]
    for exhibitor, said in zip(exhibitors, row["booth"], strict=True):
        own = booths.rename(booths.own(event, exhibitor, at=at), said["name"], by=Actor(exhibitor), at=at)
        for number, visitor in enumerate(chance.sample(visitors, len(visitors) // 2)):
            scanned_at = came + timedelta(minutes=3 * number)
            badge = badges.ensure(event, visitor, at=at)
            sharing.say(visitor, event, chance.choice(FIELDS), by=Actor(visitor), at=scanned_at)
            visits.scan(own, badge.badge_id, at=scanned_at)
