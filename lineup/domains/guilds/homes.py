"""Which series an event is of at Discord.

A race is of the series that it counts for, of the oldest where there are several; another event of what repeats it; a
race of neither, of its simulator.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lineup.core.participation.models import Offering
from lineup.domains.guilds.models import Guild
from lineup.domains.racing import models as racing

# where nothing says when it ends
LASTS = timedelta(hours=3)


@dataclass(frozen=True)
class Homes:
    """`by_race`: the series that a race counts for. `rounds`: the events of all races that count for it, by series."""

    by_race: Mapping[UUID, racing.Series] = field(default_factory=dict)
    rounds: Mapping[UUID, Sequence[Offering]] = field(default_factory=dict)

    def of(self, row: Offering) -> tuple[str, str]:
        """Return the id of the series that the event is of, and its name; two empty ones: of none."""
        race, occurrence = race_of(row), occurrence_of(row)
        counts_for = self.by_race.get(race.pk) if race else None
        if counts_for is not None:
            return str(counts_for.pk), counts_for.name
        if occurrence is not None:
            return str(occurrence.repetition_id), row.title
        return (f"simulator-{race.simulator.slug}", race.simulator.name) if race else ("", "")


def find(guild: Guild, rows: Iterable[Offering]) -> Homes:
    """Return where these events of the guild's club are at home. One query."""
    races = [race.pk for race in map(race_of, rows) if race]
    of_these = racing.SeriesRound.objects.filter(series__club=guild.club_id, race__in=races).values("series")
    found = racing.SeriesRound.objects.filter(series__in=of_these)
    by_race: dict[UUID, racing.Series] = {}
    rounds: dict[UUID, list[Offering]] = defaultdict(list)
    for one in found.select_related("series", "race__event__offering").order_by("series__created_at", "series", "id"):
        by_race.setdefault(one.race_id, one.series)
        rounds[one.series_id].append(one.race.event.offering)
    return Homes(by_race, rounds)


def span(row: Offering) -> tuple[datetime, datetime]:
    """Return from when to when the event lasts, as far as is known."""
    if row.starts_at is None:
        raise ValueError(row.pk)
    return row.starts_at, row.ends_at or row.starts_at + LASTS


def race_of(row: Offering) -> racing.Race | None:
    """Return the race that the event is, or None."""
    return getattr(row.event, "race", None)


def occurrence_of(row: Offering) -> Any:
    """Return which day of a rule the event is, or None."""
    return getattr(row.event, "occurrence", None)
