"""The order of a race that runs, as its timing tool last told it, for everybody who sees the event."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import ngettext

from lineup.core.participation import offerings
from lineup.core.people.models import Person
from lineup.domains.racing import entry_rights, entry_states, laps
from lineup.domains.racing.models import CarStanding, Race, TelemetryFeed

ORDER = ("position", "entry_id")
# tools tell each few seconds; so long without a word is a fault that readers should know of
SILENT = timedelta(minutes=2)
# the page of the race leads there as long as that after the last word
SHOWN = timedelta(hours=12)
# where there is no room for all: the first, and so many of a club's that are behind them
FIRST, OWN = 10, 10


def of(race: Race) -> "QuerySet[CarStanding]":
    """Return the cars of the newest message that race, the first first, with what is shown of them."""
    rows = CarStanding.objects.filter(
        entry__race=race, entry__status__in=entry_states.SHOWN, told_at=F("entry__race__feed__told_at")
    )
    entry = ("entry__participant__team", "entry__race_class__car_class", "entry__car__car")
    return rows.select_related(*entry, "driver__person").order_by(*ORDER)


def of_races(race_ids: Collection[UUID], *, club_id: UUID) -> "Mapping[TelemetryFeed, list[CarStanding]]":
    """Return the FIRST of each race that was told of, and OWN more of the club's teams, in their order. One query."""
    rows = CarStanding.objects.filter(
        Q(position__lte=FIRST) | Q(entry__participant__team__club=club_id),
        entry__race__in=race_ids,
        entry__status__in=entry_states.SHOWN,
        told_at=F("entry__race__feed__told_at"),
    )
    told = ("entry__race__feed", "entry__participant__team", "entry__race_class__car_class")
    found: dict[TelemetryFeed, list[CarStanding]] = defaultdict(list)
    for row in rows.select_related(*told).order_by(*ORDER):
        found[row.entry.race.feed].append(row)
    return {feed: rows[:FIRST] + _own(rows[FIRST:], club_id) for feed, rows in found.items()}


def _own(rows: "list[CarStanding]", club_id: UUID) -> "list[CarStanding]":
    teams = [(row, getattr(row.entry.participant, "team", None)) for row in rows]
    return [row for row, team in teams if team is not None and team.club_id == club_id][:OWN]


def gap(row: CarStanding) -> str:
    """Return how far the car is behind the leader, in words."""
    if row.gap_laps:
        return ngettext("%(n)s lap", "%(n)s laps", row.gap_laps) % {"n": row.gap_laps}
    if not row.gap_ms:
        return ""
    return f"+{laps.said(row.gap_ms)}" if row.gap_ms >= 60_000 else f"+{row.gap_ms / 1000:.3f}"


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
