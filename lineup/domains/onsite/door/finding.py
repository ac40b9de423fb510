"""Somebody at the door without a badge, looked for by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lineup.core.foundation import text
from lineup.core.participation import entered
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE
from lineup.domains.events.models import Event
from lineup.domains.onsite.roles import ATELIER

MOST = 8
LEAST_LETTERS = 2


@dataclass(frozen=True)
class Found:
    """Who holds or awaits a place at the event, as others see them; with whom they come, where they were brought."""

    person_id: UUID
    name: str
    comes_with: str


def by_name(event: Event, wanted: str) -> Sequence[Found]:
    """Return the first few whose name has every word of this, in any spelling; nobody for a letter. One query."""
    words = text.fold(wanted).split()
    if sum(map(len, words)) < LEAST_LETTERS:
        return ()
    rows = Place.objects.filter(pool__offering=event.pk, state__in=LIVE).exclude(pool__role=ATELIER)
    rows = rows.annotate(called=entered.NAME_FOLDED, shown=entered.NAME)
    for word in words[:MOST]:
        rows = rows.filter(called__contains=word)
    found = rows.select_related("contact").order_by("called", "id")[:MOST]
    return [
        Found(row.participant_id, row.shown, "" if row.contact_id == row.participant_id else row.contact.name)
        for row in found
    ]
