"""Who drives together at an event, as a guild shows it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lineup.domains.guilds.shape.asked import Team
from lineup.domains.racing import teams as racing_teams
from lineup.domains.racing.models import Team as RacingTeam
from lineup.domains.racing.models import TeamMember


def of_events(ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, Sequence[Team]]:
    """Return the teams made for each of these events, with the Discord numbers of who linked theirs. Two queries.

    Teams that enter a race without being made for it come in here, by the places that their entries hold.
    """
    made = RacingTeam.objects.filter(event__in=ids, binned_at=None).select_related("participant")
    rows = list(made.order_by("participant__name_folded", "pk"))
    members = _members([row.pk for row in rows], at)
    found: dict[UUID, list[Team]] = defaultdict(list)
    for row in rows:
        if row.event_id is not None:
            found[row.event_id].append(Team(str(row.pk), row.name, frozenset(members[row.pk])))
    return found


def _members(ids: Collection[UUID], at: datetime) -> Mapping[UUID, Collection[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    linked = TeamMember.objects.filter(racing_teams.active(at), team__in=ids)
    rows = linked.filter(person__account__discord_link__isnull=False)
    for team, number in rows.values_list("team", "person__account__discord_link__discord_id"):
        found[team].add(int(number))
    return found
