"""Who hears of a stint plan: those who drive or spot by the one that holds now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing.models import PlannedStint, StintPlan

HOLDS = "racing.plan_holds"
MOST_SAID = 12


def holds(plan: StintPlan, *, by: Actor, at: datetime) -> None:
    """Tell who drives or spots by the plan when that is, but for who put it into force."""
    rows = plan.stints.values_list("driver__person", "spotter__person")
    people = {pk for pair in rows for pk in pair if pk and (by.person is None or pk != by.person.pk)}
    notices.tell_many(
        [
            notices.Telling(person_id=pk, kind=HOLDS, key=f"{HOLDS}:{plan.pk}:{pk}", facts={"plan": str(plan.pk)})
            for pk in sorted(people, key=str)
        ],
        at=at,
    )


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return when somebody drives and spots, while this plan holds."""
    rows = StintPlan.objects.select_related("entry__race__event__offering__club", "entry__participant")
    # or what became of it as telemetry moved it
    told = Q(pk=facts["plan"]) | Q(moved_from=facts["plan"])
    plan = rows.filter(told, is_current=True, entry__race__event__offering__binned_at=None).first()
    own = PlannedStint.objects.filter(plan=plan)
    own = own.filter(Q(driver__person=person) | Q(spotter__person=person)).select_related("driver").order_by("number")
    stints = list(own[: MOST_SAID + 1])
    if plan is None or not stints:
        return None
    offering = plan.entry.race.event.offering
    said = [_said(one, person) for one in stints[:MOST_SAID]]
    if len(stints) > MOST_SAID:
        said.append(_("and later"))
    return Words(
        title=_("The stint plan of %(entry)s stands") % {"entry": str(plan.entry)},
        sentence="; ".join(said) + ".",
        reason=_("You hear this because you are part of %(entry)s at %(title)s.")
        % {"entry": str(plan.entry), "title": offering.title},
        path=f"/events/{offering.slug}/race/entries/{plan.entry_id}/plan",
        club=offering.club_id,
    )


def _said(stint: PlannedStint, person: Person) -> str:
    span = moments.span(stint.starts_at, stint.ends_at, person.time_zone)
    words = _("you drive %(span)s") if stint.driver.person_id == person.pk else _("you spot %(span)s")
    return words % {"span": span}


KINDS = (NoticeKind(slug=HOLDS, words=about, matter="place"),)
