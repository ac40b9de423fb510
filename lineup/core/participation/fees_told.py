"""What people are told about their fees, in one notice for all places of one act, and only while it is true."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import money
from lineup.core.notices import notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.participation import fees
from lineup.core.participation.models import Fee, FeeChange, Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person

TITLES: Mapping[str, object] = {
    "due": gettext_lazy("The fee for %(title)s is due again"),
    "paid": gettext_lazy("Your payment for %(title)s was received"),
    "waived": gettext_lazy("You need not pay for %(title)s"),
    "refunded": gettext_lazy("You got your payment for %(title)s back"),
}
SENTENCES: Mapping[str, object] = {
    "due": gettext_lazy("The organiser noted %(amount)s as not paid yet."),
    "paid": gettext_lazy("The organiser noted %(amount)s as paid."),
    "waived": gettext_lazy("The organiser waived the fee of %(amount)s."),
    "refunded": gettext_lazy("The organiser noted %(amount)s as given back to you."),
}


def about_fees(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what to say of an act on a person's fees, or None if they were marked anew since."""
    act = UUID(facts["act"])
    found = FeeChange.objects.select_related("fee__place__pool__offering").filter(act=act, fee__place__contact=person)
    rows = _still_true(list(found.order_by("pk")))
    if not rows or not _is_news(rows[0], person):
        return None
    place = rows[0].fee.place
    values = {"title": place.pool.offering.title, "amount": sum_of(row.fee for row in rows)}
    sentence = str(SENTENCES[rows[0].to_state]) % values
    if rows[0].to_state == Fee.State.DUE and place.pool.how_to_pay:
        sentence += f" {place.pool.how_to_pay}"
    return Words(
        title=str(TITLES[rows[0].to_state]) % values,
        sentence=sentence,
        reason=_("You hear this because you asked for a place at %(title)s.") % values,
        path=f"/places/{place.pk}",
        club=place.pool.offering.club_id,
    )


def _still_true(rows: list[FeeChange]) -> list[FeeChange]:
    marked = [row.fee_id for row in rows]
    last = dict(FeeChange.objects.filter(fee__in=marked).order_by().values_list("fee").annotate(Max("pk")))
    return [row for row in rows if last[row.fee_id] == row.pk]


def _is_news(row: FeeChange, person: Person) -> bool:
    """Whether it is no slip taken back before anybody heard of it."""
    return row.undoes is None or notices.was_told(fees.notice_key(row.undoes, person.pk))


def sum_of(some: Iterable[Fee]) -> str:
    """Return the amounts added up, one for each currency, as people write them."""
    sums: dict[str, Decimal] = {}
    for fee in some:
        sums[fee.currency] = sums.get(fee.currency, Decimal(0)) + fee.amount
    return ", ".join(money.said(amount, currency) for currency, amount in sums.items())


def to_pay(place: Place) -> str:
    """Return the sentence that tells the contact of a confirmed place what is to be paid, and how; else nothing."""
    owed = Fee.objects.filter(place__party=place.party, place__state=State.CONFIRMED, state=Fee.State.DUE)
    amount = sum_of(owed)
    if not amount:
        return ""
    return " ".join(filter(None, (_("It costs %(amount)s.") % {"amount": amount}, place.pool.how_to_pay)))


KINDS = tuple(NoticeKind(slug=f"fee.{state}", words=about_fees, matter="fees") for state in TITLES)
