"""Where fees stand: a mark means something else once the place is gone. Counted and added up in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When

from lineup.core.foundation import money
from lineup.core.participation.models import Fee, Offering
from lineup.core.participation.transitions import State

# whose place is confirmed in something that takes place
HOLDS = Q(place__state=State.CONFIRMED) & ~Q(place__pool__offering__state=Offering.State.CANCELLED)

STANDINGS: Mapping[str, Q] = {
    "owed": Q(state=Fee.State.DUE) & HOLDS,
    "paid": Q(state=Fee.State.PAID) & HOLDS,
    "waived": Q(state=Fee.State.WAIVED),
    "to_refund": Q(state=Fee.State.PAID) & ~HOLDS,
    "refunded": Q(state=Fee.State.REFUNDED),
    "dropped": Q(state=Fee.State.DUE) & ~HOLDS,
}


@dataclass(frozen=True)
class Total:
    """So many fees that stand so, and their amount in one currency."""

    standing: str
    currency: str
    number: int
    amount: Decimal

    def __str__(self) -> str:
        return money.said(self.amount, self.currency)

    @property
    def figure(self) -> str:
        """The sum without its currency, for a figure with a note."""
        return money.written(self.amount, self.currency)


def of(offering: Offering) -> "QuerySet[Any]":
    """Return the fees of all places in the offering, with their `standing`."""
    return with_standing(Fee.objects.filter(place__pool__offering=offering))


def with_standing(rows: "QuerySet[Fee]") -> "QuerySet[Any]":
    """Return the fees with their `standing`, one of STANDINGS."""
    found = Case(*(When(rule, then=Value(name)) for name, rule in STANDINGS.items()), output_field=CharField())
    return rows.annotate(standing=found)


def totals(rows: "QuerySet[Any]") -> list[Total]:
    """Return number and amount for each standing and currency, in the order of STANDINGS. One query."""
    found = rows.order_by().values_list("standing", "currency").annotate(Count("pk"), Sum("amount"))
    order = list(STANDINGS)
    return sorted(
        (Total(standing, currency, n, money.rounded(amount, currency)) for standing, currency, n, amount in found),
        key=lambda total: (order.index(total.standing), total.currency),
    )
