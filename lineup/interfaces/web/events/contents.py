"""What an event has besides itself, noted in the query that finds it: most have none of it, and are asked no more."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lineup.core.participation.models import Offering
from lineup.domains.events import events
from lineup.domains.events.models import Event, EventFile
from lineup.domains.onsite import sessions
from lineup.domains.racing.models import Race


def with_page(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    """Return the offerings with their events as `events.with_page` does, each with `has_programme`, and what may be
    there: `has_tags`, `has_files` (be it in the bin), `has_race`.
    """
    own: Any = OuterRef("pk")
    return events.with_page(rows).annotate(
        has_programme=Exists(sessions.of(own)),
        has_tags=Exists(Event.tags.through.objects.filter(event=own)),
        has_files=Exists(EventFile.objects.filter(event=own)),
        has_race=Exists(Race.objects.filter(event=own)),
    )
