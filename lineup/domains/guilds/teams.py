"""Who drives together at an event, as a guild shows it: entries with their line-ups, and teams made for the event."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.domains.racing import entry_states
from lineup.domains.racing import teams as racing_teams
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, RaceEntry, TeamMember
from lineup.domains.racing.models import Team as RacingTeam

DISCORD = "person__account__discord_link__discord_id"


@dataclass(frozen=True)
class Mate:
    """Somebody in a team, under the value of their role; `number` is their Discord id, 0 of who did not link theirs."""

    name: str
    role: str
    number: int = 0


@dataclass(frozen=True)
class Crew:
    """Those who drive together; `slug` of their team's page. `entry` is None where they have not entered the race."""

    id: UUID
    name: str
    slug: str
    mates: tuple[Mate, ...] = ()
    entry: RaceEntry | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """Return the Discord ids of who linked theirs."""
        return frozenset(mate.number for mate in self.mates if mate.number)


def of_events(ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, Sequence[Crew]]:
    """Return who drives together at each of these events, by name of the team. Four queries.

    Of an entered team, those are in it who sit in the entry; of one made for the event and not entered, its members.
    """
    found: dict[UUID, list[Crew]] = defaultdict(list)
    entered = list(_entered(ids))
    inside = _mates(EntrySeat.objects.filter(entry__in=[row.pk for row in entered]), "entry", "signup__")
    for entry in entered:
        slug = entry.participant.team.slug
        found[entry.race_id].append(Crew(entry.participant_id, entry.name, slug, inside[entry.pk], entry))
    waiting = list(_made().filter(event__in=ids).select_related("participant"))
    members = _mates(TeamMember.objects.filter(racing_teams.active(at), team__in=[row.pk for row in waiting]), "team")
    for team in waiting:
        if team.event_id is not None:
            found[team.event_id].append(Crew(team.pk, team.name, team.slug, members[team.pk]))
    return {pk: sorted(several, key=lambda one: (one.name.casefold(), str(one.id))) for pk, several in found.items()}


def some() -> Q:
    """Return the condition for offerings at which `of_events` finds somebody who drives together."""
    return Q(Exists(_shown().filter(race=OuterRef("pk")))) | Q(Exists(_made().filter(event=OuterRef("pk"))))


def _shown() -> "QuerySet[RaceEntry]":
    """Entries of teams that are in their race; a single driver needs no room of their own."""
    return RaceEntry.objects.filter(status__in=entry_states.SHOWN, participant__team__isnull=False)


def _entered(ids: Collection[UUID]) -> Iterable[RaceEntry]:
    told = ("participant__team", "race_class__car_class", "car__car", "slot")
    return _shown().filter(race__in=ids).select_related(*told)


def _made() -> "QuerySet[RacingTeam]":
    """Teams made for an event that have not entered it; one that is preparing its entry keeps the room it has."""
    settled = RaceEntry.objects.filter(race=OuterRef("event"), participant=OuterRef("pk"))
    settled = settled.exclude(status__in=[EntryStatus.PENDING, EntryStatus.SUBMITTED])
    return RacingTeam.objects.filter(~Exists(settled), binned_at=None, event__isnull=False)


def _mates(rows: "QuerySet[Any]", of: str, to_person: str = "") -> Mapping[UUID, tuple[Mate, ...]]:
    """The people in these rows, by what they are of, who came first first."""
    found: dict[UUID, tuple[Mate, ...]] = defaultdict(tuple)
    told = (of, f"{to_person}person__name", "role", f"{to_person}{DISCORD}")
    for pk, name, role, number in rows.order_by("pk").values_list(*told):
        found[pk] += (Mate(name, role, int(number or 0)),)
    return found
