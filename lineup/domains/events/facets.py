"""What the next events can be narrowed by: their cities, clubs and tags."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events.models import Event

# enough to choose from, and the same effort whether there are a hundred events or a million
LOOKED_AT = 200
MOST_TAGS = 12


@dataclass(frozen=True)
class Facets:
    """Cities by name, clubs and tags as (slug, name)."""

    cities: list[str]
    clubs: list[tuple[str, str]]
    tags: list[tuple[str, str]]


def of(person: Person | None, *, at: datetime) -> Facets:
    """Return what the next LOOKED_AT events that this person finds have in common, in two queries."""
    rows = offerings.listed_for(person).filter(
        kind=Offering.Kind.EVENT, state=Offering.State.PUBLISHED, starts_at__gte=at
    )
    looked_at = rows.order_by("starts_at", "id")[:LOOKED_AT]
    found = list(looked_at.values_list("event__venue__city", "club__slug", "club__name"))
    return Facets(
        cities=sorted({city for city, _, _ in found if city}),
        clubs=sorted({(slug, name) for _, slug, name in found if slug}, key=lambda club: club[1].casefold()),
        tags=_common_tags(looked_at.values("pk")),
    )


def _common_tags(ids: "QuerySet[Any, Any]") -> list[tuple[str, str]]:
    links = Event.tags.through.objects.filter(event__in=ids).values_list("tag__slug", "tag__name")
    return [tag for tag, _ in Counter(links).most_common(MOST_TAGS)]
