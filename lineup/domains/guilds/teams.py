"""Who drives together at an event, as a guild shows it: entries with their line-ups, and teams made for the event."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lineup.domains.guilds.shape.asked import Team
from lineup.domains.racing import entry_states
from lineup.domains.racing import teams as racing_teams
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import EntrySeat, RaceEntry, TeamMember
from lineup.domains.racing.models import Team as RacingTeam

DISCORD = "person__account__discord_link__discord_id"


def of_events(ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, Sequence[Team]]:
    """Return the teams of each of these events by name, with the Discord numbers of who linked theirs. Four queries.

    Of an entered team, those are in it who sit in the entry; of one made for the event and not entered, its members.
    """
    found: dict[UUID, list[Team]] = defaultdict(list)
    entered = list(_entered(ids))
    inside = _numbers(EntrySeat.objects.filter(entry__in=[row.pk for row in entered]), "entry", "signup__")
    for entry in entered:
        found[entry.race_id].append(Team(str(entry.participant_id), entry.name, inside[entry.pk]))
    # one that is preparing its entry keeps the room it has
    settled = RaceEntry.objects.filter(race__in=ids).exclude(status__in=[EntryStatus.PENDING, EntryStatus.SUBMITTED])
    made = RacingTeam.objects.filter(event__in=ids, binned_at=None).exclude(pk__in=settled.values("participant"))
    waiting = list(made.select_related("participant"))
    members = _numbers(TeamMember.objects.filter(racing_teams.active(at), team__in=[row.pk for row in waiting]), "team")
    for team in waiting:
        if team.event_id is not None:
            found[team.event_id].append(Team(str(team.pk), team.name, members[team.pk]))
    return {pk: sorted(several, key=lambda one: (one.name.casefold(), one.id)) for pk, several in found.items()}


def _entered(ids: Collection[UUID]) -> Iterable[RaceEntry]:
    """Entries of teams that are in the race; a single driver needs no room of their own."""
    rows = RaceEntry.objects.filter(race__in=ids, status__in=entry_states.SHOWN, participant__team__isnull=False)
    return rows.select_related("participant")


def _numbers(rows: "QuerySet[Any]", of: str, to_person: str = "") -> Mapping[UUID, frozenset[int]]:
    """The Discord numbers of the people in these rows, by what they are of."""
    found: dict[UUID, set[int]] = defaultdict(set)
    linked = rows.filter(**{f"{to_person}{DISCORD}__isnull": False})
    for pk, number in linked.values_list(of, f"{to_person}{DISCORD}"):
        found[pk].add(int(number))
    return defaultdict(frozenset, {pk: frozenset(numbers) for pk, numbers in found.items()})
