"""Reports for organisers: one event, or all events of a period, in a fixed number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from lineup.core.foundation import money
from lineup.core.participation import fee_standing, figures, offerings
from lineup.core.participation.fee_standing import Total
from lineup.core.participation.figures import Share
from lineup.core.participation.models import Fee, Offering, Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person

HERE = Q(attendance__isnull=False)


@dataclass(frozen=True)
class Report:
    """How sign-up went. `by_state` has every state; `sources` (channel, number); `leads` (figures.LEADS, number)."""

    by_state: Mapping[str, int]
    by_day: Sequence[tuple[date, int]]
    sources: Sequence[tuple[str, int]]
    kept: Share
    conversion: Share
    showed_up: Share
    leads: Sequence[tuple[str, int]]
    fees: Sequence[Total]

    @property
    def sign_ups(self) -> int:
        return sum(self.by_state.values())


def of(events: "QuerySet[Offering]", *, zone: tzinfo, at: datetime) -> Report:
    """Return the report of these offerings, days in `zone`. Eight queries, however many events and places."""
    rows = Place.objects.filter(pool__offering__in=events.order_by().values("pk"))
    return Report(
        by_state=figures.by_state(rows),
        by_day=figures.sign_ups_by_day(rows, zone=zone),
        sources=figures.sources(rows),
        kept=figures.kept(rows),
        conversion=figures.waitlist_conversion(rows),
        showed_up=showed_up(rows, at=at),
        leads=figures.lead_of_withdrawals(rows),
        fees=fee_standing.totals(fee_standing.with_standing(Fee.objects.filter(place__in=rows))),
    )


def showed_up(rows: "QuerySet[Place]", *, at: datetime) -> Share:
    """Return how many of those with a confirmed place were checked in, in what has begun. One query."""
    counted = _begun(rows, at).aggregate(part=Count("pk", filter=HERE), whole=Count("pk"))
    return Share(counted["part"], counted["whole"])


def _begun(rows: "QuerySet[Place]", at: datetime) -> "QuerySet[Place]":
    """Confirmed places in what has begun, or where the door opened before the time."""
    begun = Q(pool__offering__starts_at__lte=at) | HERE
    return rows.filter(begun, state=State.CONFIRMED)


def managed_between(
    person: Person, *, club_id: UUID | None = None, own: bool = False, begins: datetime, ends: datetime
) -> "QuerySet[Offering]":
    """Return the events that the person manages and that begin in the span (its end left out).

    `club_id`: of this club alone; `own`: only what they offer themselves.
    """
    rows = Offering.objects.filter(
        offerings.managed_by(person),
        kind=Offering.Kind.EVENT,
        binned_at=None,
        starts_at__gte=begins,
        starts_at__lt=ends,
    )
    if own:
        rows = rows.filter(organiser=person)
    return rows.filter(club=club_id) if club_id else rows


@dataclass(frozen=True)
class Line:
    """One event in a table of many."""

    offering: Offering
    sign_ups: int
    confirmed: int
    waiting: int
    showed_up: Share
    paid: Sequence[Total]


def lines(found: Sequence[Offering], *, at: datetime) -> list[Line]:
    """Return a line for each offering, in their order. Three queries, however many."""
    rows = Place.objects.filter(pool__offering__in=found)
    counts = _counts(rows)
    here = _here(rows, at)
    paid = _paid(found)
    return [
        Line(
            offering=one,
            sign_ups=sum(counts.get(one.pk, {}).values()),
            confirmed=counts.get(one.pk, {}).get(State.CONFIRMED, 0),
            waiting=counts.get(one.pk, {}).get(State.WAITLISTED, 0),
            showed_up=here.get(one.pk, Share(0, 0)),
            paid=paid.get(one.pk, ()),
        )
        for one in found
    ]


def _counts(rows: "QuerySet[Place]") -> dict[UUID, dict[str, int]]:
    found: dict[UUID, dict[str, int]] = {}
    for offering, state, number in rows.order_by().values_list("pool__offering", "state").annotate(Count("pk")):
        found.setdefault(offering, {})[state] = number
    return found


def _here(rows: "QuerySet[Place]", at: datetime) -> dict[UUID, Share]:
    counted = _begun(rows, at).order_by().values_list("pool__offering")
    return {
        offering: Share(part, whole)
        for offering, part, whole in counted.annotate(part=Count("pk", filter=HERE), whole=Count("pk"))
    }


def _paid(found: Collection[Offering]) -> dict[UUID, list[Total]]:
    """What was noted as received and not given back."""
    rows = Fee.objects.filter(place__pool__offering__in=found, state=Fee.State.PAID).order_by("currency")
    summed = rows.values_list("place__pool__offering", "currency").annotate(Count("pk"), Sum("amount"))
    paid: dict[UUID, list[Total]] = {}
    for offering, currency, number, amount in summed:
        paid.setdefault(offering, []).append(Total("paid", currency, number, money.rounded(amount, currency)))
    return paid
