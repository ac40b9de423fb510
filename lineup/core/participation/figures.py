"""How sign-up went: numbers for the organiser, counted from the ledger."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import LIVE, NEW, Action, State


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


def sign_ups_by_day(rows: "QuerySet[Place]", *, zone: tzinfo) -> list[tuple[date, int]]:
    """Return (day, sign-ups) in order, for the days in `zone` on which somebody signed up. One query."""
    days = rows.annotate(day=TruncDate("queued_at", tzinfo=zone)).order_by("day")
    return list(days.values_list("day").annotate(Count("pk")))


def waitlist_conversion(rows: "QuerySet[Place]") -> Share:
    """Return how many of those who ever waited have a place now. One query."""
    waited = PlaceChange.objects.filter(place=OuterRef("pk"), to_state=State.WAITLISTED)
    counted = rows.filter(Exists(waited)).aggregate(
        part=Count("pk", filter=Q(state=State.CONFIRMED)), whole=Count("pk")
    )
    return Share(counted["part"], counted["whole"])


def kept(rows: "QuerySet[Place]") -> Share:
    """Return how many of all sign-ups still stand. One query."""
    counted = rows.aggregate(part=Count("pk", filter=Q(state__in=sorted(LIVE))), whole=Count("pk"))
    return Share(counted["part"], counted["whole"])


# who signs up through these does so for themselves; another who does it enters somebody by hand
OWN_WAYS = ("web", "api")
BY_HAND = "hand"


def sources(rows: "QuerySet[Place]") -> list[tuple[str, int]]:
    """Return (channel, sign-ups), the most first: by which way in each place began; BY_HAND where another entered it.

    One query.
    """
    by_another = Q(channel__in=OWN_WAYS) & ~Q(actor=F("place__contact"))
    way = Case(When(by_another, then=Value(BY_HAND)), default=F("channel"), output_field=CharField())
    first = PlaceChange.objects.filter(place__in=rows, from_state=NEW).annotate(way=way)
    return list(first.order_by().values_list("way").annotate(n=Count("pk")).order_by("-n", "way"))


# how long before the start a place was given up: at most so many days, the last without an end
LEADS: tuple[tuple[str, int | None], ...] = (
    ("after", 0),
    ("day", 1),
    ("three_days", 3),
    ("week", 7),
    ("month", 30),
    ("longer", None),
)


def lead_of_withdrawals(rows: "QuerySet[Place]") -> list[tuple[str, int]]:
    """Return (name of LEADS, places) for those who gave a confirmed place up, by how long before the start.

    One query. What has no start is left out.
    """
    starts = F("place__pool__offering__starts_at")
    given_up = PlaceChange.objects.filter(
        place__in=rows,
        action=Action.WITHDRAW,
        from_state=State.CONFIRMED,
        place__pool__offering__starts_at__isnull=False,
    )
    whens = [
        When(at__gte=ExpressionWrapper(starts - timedelta(days=days), DateTimeField()), then=Value(name))
        for name, days in LEADS
        if days is not None
    ]
    lead = Case(*whens, default=Value(LEADS[-1][0]), output_field=CharField())
    found = dict(given_up.annotate(lead=lead).order_by().values_list("lead").annotate(Count("pk")))
    return [(name, found.get(name, 0)) for name, _days in LEADS]
