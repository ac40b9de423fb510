"""The stint plan of each entry, as its team's thread shows it: one message, put right when another plan holds."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from lineup.domains.guilds import stint_words
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.racing import entry_states
from lineup.domains.racing.models import PlannedStint, StintPlan


def posts(race_ids: Collection[UUID], links: Mapping[UUID, str]) -> Mapping[tuple[UUID, UUID], Post]:
    """Return the plan that holds of each team's entry in these races, by race and team. One query.

    `links`: the address of each race's event.
    """
    rows = PlannedStint.objects.filter(
        plan__is_current=True,
        plan__entry__race__in=race_ids,
        plan__entry__status__in=entry_states.SHOWN,
        plan__entry__participant__team__isnull=False,
    )
    stints: dict[StintPlan, list[PlannedStint]] = defaultdict(list)
    for row in rows.select_related("plan__entry__participant", "driver__person").order_by("plan", "number"):
        stints[row.plan].append(row)
    return {
        (plan.entry.race_id, plan.entry.participant_id): Post("strategy", _words(plan, found, links))
        for plan, found in stints.items()
    }


def _words(plan: StintPlan, stints: list[PlannedStint], links: Mapping[UUID, str]) -> stint_words.Words:
    entry = plan.entry
    link = f"{links[entry.race_id]}/race/entries/{entry.pk}/plan"
    return stint_words.strategy(stints, entry=str(entry), version=plan.version, note=plan.note, link=link)
