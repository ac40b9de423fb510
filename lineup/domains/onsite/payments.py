"""Who may enter an atelier that costs something: pending, paid or free, read out of the fees marked by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import inputs, money
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import fee_standing, fees
from lineup.core.participation.models import Fee, Place
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Session

ORDER = ("queued_at", "id")
NEWEST = ("-settled_at", "-pk")


class Payment(StrEnum):
    """As the documents name them."""

    PENDING = "pending"
    PAID = "paid"
    FREE = "free"


LABELS: Mapping[Payment, object] = {
    Payment.PENDING: pgettext_lazy("payment", "Pending"),
    Payment.PAID: pgettext_lazy("payment", "Paid"),
    Payment.FREE: pgettext_lazy("payment", "Free"),
}
# what marks a fee so
ACTS: Mapping[str, str] = {Payment.PENDING: "reopen", Payment.PAID: "pay", Payment.FREE: "waive"}


# what opens an atelier: what is due, or was given back, does not
OPENING = frozenset({Fee.State.PAID, Fee.State.WAIVED})
# of places that nothing is owed for
SETTLED = Q(fee=None) | Q(fee__state__in=sorted(OPENING))


class NothingToPay(Refusal):
    code = "nothing_to_pay"
    sentence = _("This place costs nothing, so there is nothing to mark.")


@dataclass(frozen=True)
class Access:
    """Where the holder of a confirmed place stands: whether they may enter, and what was paid, when, marked by whom."""

    place: Place
    status: Payment
    amount_paid: Decimal
    currency: str
    paid_at: datetime | None
    marked_by: Any

    @property
    def has_access(self) -> bool:
        return self.status != Payment.PENDING


def status_of(fee: Fee | None) -> Payment:
    """Return where a confirmed place stands by its fee: one without costs nothing, one given back is due again."""
    if fee is None or fee.state == Fee.State.WAIVED:
        return Payment.FREE
    return Payment.PAID if fee.state in OPENING else Payment.PENDING


def access(place: Place) -> Access:
    """Return where the holder of the place stands; its fee is read along by `of`."""
    fee: Fee | None = getattr(place, "fee", None)
    if fee is None:
        return Access(place, Payment.FREE, Decimal(0), "", None, None)
    status = status_of(fee)
    paid = money.rounded(fee.amount, fee.currency) if status == Payment.PAID else Decimal(0)
    at = fee.settled_at if status == Payment.PAID else None
    return Access(place, status, paid, fee.currency, at, fee.settled_by)


def of(session: Session) -> "QuerySet[Place]":
    """Return the confirmed places of the atelier, with their fees, to be listed by ORDER; none of a conference."""
    rows = Place.objects.filter(pool=session.pool_id, state=State.CONFIRMED, pool__isnull=False)
    return rows.select_related("participant", "contact", "entered", "fee__settled_by")


def mark(chosen: Iterable[UUID], status: str, *, session: Session, by: Actor, at: datetime) -> fees.Outcome:
    """Mark these places of the atelier (their ids, at most `fees.MOST`) as pending, paid or free; the holders are told.

    `fees.take_back` undoes it within ten minutes. Raises UnknownChoice; NothingToPay for an atelier without a price
    in which nobody owes anything.
    """
    inputs.choice(status, ACTS, field="payment_status")
    places = Place.objects.filter(pk__in=list(chosen)[: fees.MOST], pool=session.pool_id, fee__isnull=False)
    wanted = list(places.filter(pool__isnull=False).values_list("pk", flat=True))
    if not wanted:
        raise NothingToPay
    return fees.mark(wanted, ACTS[status], offering=session.event.offering, by=by, at=at)


def receipts(event: Event) -> "QuerySet[Fee]":
    """Return the paid fees of the event's ateliers, to be listed by NEWEST: who paid what, when, marked by whom."""
    rows = Fee.objects.filter(place__pool__offering=event.pk, place__pool__session__isnull=False, state=Fee.State.PAID)
    return rows.select_related(
        "place__pool__session", "place__participant", "place__contact", "place__entered", "settled_by"
    )


@dataclass(frozen=True)
class Total:
    """What came in for a session in one currency, and what is still owed."""

    session: Session
    currency: str
    paid: Decimal
    owed: Decimal
    number_paid: int
    number_owed: int


def totals(event: Event) -> list[Total]:
    """Return what was paid and is owed, for each atelier and currency, by the time of the session. Two queries."""
    rows = fee_standing.of(event.offering).filter(place__pool__session__isnull=False)
    sums: dict[tuple[Any, str], dict[str, tuple[int, Decimal]]] = {}
    grouped = rows.order_by().values_list("place__pool__session", "currency", "standing")
    for session, currency, standing, number, amount in grouped.annotate(Count("pk"), Sum("amount")):
        sums.setdefault((session, currency), {})[standing] = (number, money.rounded(amount, currency))
    named = Session.objects.in_bulk({session for session, _currency in sums})
    nothing = (0, Decimal(0))
    found = [
        Total(
            session=named[session],
            currency=currency,
            paid=standings.get("paid", nothing)[1],
            owed=standings.get("owed", nothing)[1],
            number_paid=standings.get("paid", nothing)[0],
            number_owed=standings.get("owed", nothing)[0],
        )
        for (session, currency), standings in sums.items()
    ]
    return sorted(found, key=lambda total: (str(total.session.starts_at or "~"), total.session.title, total.currency))
