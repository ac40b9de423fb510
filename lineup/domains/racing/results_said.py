"""What somebody hears of the results of a race they drove."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.people.models import Person
from lineup.domains.racing import result_tables, results_told
from lineup.domains.racing.models import RaceResults
from lineup.domains.racing.result_tables import Row


def about(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return where their car came, while the results are published and their entry is in them."""
    rows = RaceResults.objects.select_related("race__event__offering__club", "race__simulator", "race__pool")
    found = rows.filter(pk=facts["results"], published_at__isnull=False, race__event__offering__binned_at=None).first()
    if found is None:
        return None
    own = set(found.lines.filter(entry__seats__signup__person=person).values_list("pk", flat=True))
    said = [_sentence(row) for row in result_tables.table(found) if row.line.pk in own]
    if not said:
        return None
    offering = found.race.event.offering
    return Words(
        title=_("The results of %(title)s are out") % {"title": offering.title},
        sentence=" ".join(said),
        reason=_("You hear this because you drove at %(title)s.") % {"title": offering.title},
        path=f"/events/{offering.slug}/race/results",
        club=offering.club_id,
    )


def _sentence(row: Row) -> str:
    names = {"entry": str(row.line.entry), "class": row.class_name, "place": row.placed.class_place}
    if row.placed.class_place is None:
        return _("%(entry)s: %(ended)s.") % {**names, "ended": row.line.get_status_display()}
    return _("%(entry)s came in place %(place)s of %(class)s.") % names


KINDS = (NoticeKind(slug=results_told.OUT, words=about, matter="place"),)
