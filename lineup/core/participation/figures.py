"""How sign-up went: numbers for the organiser, counted from the ledger."""

from dataclasses import dataclass
from datetime import date, tzinfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from lineup.core.participation.models import Offering, Place, PlaceChange
from lineup.core.participation.transitions import LIVE, State


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The share in whole percents; None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


def by_state(rows: "QuerySet[Place]") -> dict[str, int]:
    """Return how many of the places stand in each state; 0 for a state in which none does. One query."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {str(state): found.get(str(state), 0) for state in State}


def sign_ups_by_day(offering: Offering, *, zone: tzinfo) -> list[tuple[date, int]]:
    """Return (day, sign-ups) in order, for the days in `zone` on which somebody signed up. One query."""
    rows = Place.objects.filter(pool__offering=offering).annotate(day=TruncDate("queued_at", tzinfo=zone))
    return list(rows.order_by("day").values_list("day").annotate(Count("pk")))


def waitlist_conversion(offering: Offering) -> Share:
    """Return how many of those who ever waited have a place now. One query."""
    waited = PlaceChange.objects.filter(place=OuterRef("pk"), to_state=State.WAITLISTED)
    rows = Place.objects.filter(Exists(waited), pool__offering=offering)
    counted = rows.aggregate(part=Count("pk", filter=Q(state=State.CONFIRMED)), whole=Count("pk"))
    return Share(counted["part"], counted["whole"])


def kept(offering: Offering) -> Share:
    """Return how many of all sign-ups still stand. One query."""
    rows = Place.objects.filter(pool__offering=offering)
    counted = rows.aggregate(part=Count("pk", filter=Q(state__in=sorted(LIVE))), whole=Count("pk"))
    return Share(counted["part"], counted["whole"])
