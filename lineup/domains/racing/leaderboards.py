"""The order of a race that runs, as its timing tool last told it, for everybody who sees the event."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from lineup.core.participation import offerings
from lineup.core.people.models import Person
from lineup.domains.racing import entry_rights, entry_states
from lineup.domains.racing.models import CarStanding, Race, TelemetryFeed

ORDER = ("position", "entry_id")
# tools tell each few seconds; so long without a word is a fault that readers should know of
SILENT = timedelta(minutes=2)
# the page of the race leads there as long as that after the last word
SHOWN = timedelta(hours=12)


def of(race: Race) -> "QuerySet[CarStanding]":
    """Return the cars of the newest message that race, the first first, with what is shown of them."""
    rows = CarStanding.objects.filter(
        entry__race=race, entry__status__in=entry_states.SHOWN, told_at=F("entry__race__feed__told_at")
    )
    entry = ("entry__participant__team", "entry__race_class__car_class", "entry__car__car")
    return rows.select_related(*entry, "driver__person").order_by(*ORDER)


def feed(race: Race) -> TelemetryFeed | None:
    """Return how far the race was told, or None where nothing was told yet."""
    return TelemetryFeed.objects.filter(race=race, told_at__isnull=False).first()


def is_live(feed: TelemetryFeed | None, *, at: datetime) -> bool:
    """Whether the order of the race is news."""
    return feed is not None and feed.heard_at is not None and feed.heard_at > at - SHOWN


def silent_minutes(feed: TelemetryFeed, *, at: datetime) -> int:
    """Return for how many minutes there was no word, 0 while there is one often enough."""
    since = at - feed.heard_at if feed.heard_at else timedelta()
    return math.floor(since / timedelta(minutes=1)) if since >= SILENT else 0


def sees_driver(race: Race, person: Person | None, *, at: datetime) -> Callable[[CarStanding], bool]:
    """Return what tells of a standing whether the person sees who drives: as they see the line-up of the entry."""
    if offerings.may_manage(race.event.offering, person):
        return lambda _row: True
    own = {entry.pk for entry in entry_rights.own_of(race, person, at=at)} if person else set()
    return lambda row: row.entry_id in own or _is_open(row)


def _is_open(row: CarStanding) -> bool:
    team = getattr(row.entry.participant, "team", None)
    return team is None or team.shows_members
