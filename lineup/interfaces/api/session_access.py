"""Access to ateliers that cost something, as the documents name it; and what came in."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock, money
from lineup.core.participation import fees
from lineup.core.participation.models import Fee, Place
from lineup.domains.events import events
from lineup.domains.onsite import payments, sessions
from lineup.domains.onsite.models import Session
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.fees import FeeOutcome
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["session access"])

SESSION = "/events/{slug}/sessions/{session}"
PaymentStatus = Literal["pending", "paid", "free"]


class AccessShown(Shown):
    """Where the holder of a confirmed place in an atelier stands. `participant` is who holds it, by name."""

    place: UUID
    participant: str
    has_access: bool
    payment_status: PaymentStatus
    amount_paid: str = Field(examples=["12.50"])
    currency: str
    paid_at: datetime | None
    marked_by: briefs.PersonBrief | None

    @classmethod
    def of(cls, place: Place) -> Self:
        found = payments.access(place)
        return cls.made(
            place=place.pk,
            participant=place.shown_name,
            has_access=found.has_access,
            payment_status=str(found.status),
            amount_paid=str(found.amount_paid),
            currency=found.currency,
            paid_at=found.paid_at,
            marked_by=briefs.person(found.marked_by),
        )


class AccessMark(Sent):
    """One mark for up to 200 places of the atelier."""

    payment_status: PaymentStatus
    places: list[UUID] = Field(min_length=1, max_length=fees.MOST)


class ReceiptShown(Shown):
    """What somebody paid for an atelier, when, and who marked it."""

    place: UUID
    session: UUID
    title: str
    participant: str
    amount_paid: str = Field(examples=["12.50"])
    currency: str
    paid_at: datetime
    marked_by: briefs.PersonBrief | None

    @classmethod
    def of(cls, fee: Fee) -> Self:
        session = fee.place.pool.session  # type: ignore[attr-defined]
        return cls.made(
            place=fee.pk,
            session=session.pk,
            title=session.title,
            participant=fee.place.shown_name,
            amount_paid=str(money.rounded(fee.amount, fee.currency)),
            currency=fee.currency,
            paid_at=fee.settled_at,
            marked_by=briefs.person(fee.settled_by),
        )


class SessionTotalShown(Shown):
    """What came in for an atelier in one currency, and what is owed."""

    session: UUID
    title: str
    currency: str
    paid: str = Field(examples=["125.00"])
    owed: str = Field(examples=["25.00"])
    number_paid: int
    number_owed: int

    @classmethod
    def of(cls, total: payments.Total) -> Self:
        return cls.made(
            session=total.session.pk,
            title=total.session.title,
            currency=total.currency,
            paid=str(total.paid),
            owed=str(total.owed),
            number_paid=total.number_paid,
            number_owed=total.number_owed,
        )


@router.get(f"{SESSION}/access", response=paging.Page[AccessShown], summary="List who has access to an atelier")
def find(request: HttpRequest, slug: Slug, session: UUID, window: Query[paging.Window]) -> Any:
    """Who holds a place there, in the order in which they joined; a conference has none."""
    rows = payments.of(_session(request, slug, session))
    return paging.page(rows, AccessShown, order=payments.ORDER, window=window)


@router.post(f"{SESSION}/access-marks", response=FeeOutcome, summary="Mark access to an atelier")
def mark(request: HttpRequest, slug: Slug, session: UUID, body: AccessMark) -> Any:
    """As paid, free or pending; `act` takes it back by POST /events/{slug}/fee-marks/{act}/undo, within ten minutes."""
    row, by = _session(request, slug, session), keys.actor(request)
    outcome = payments.mark(body.places, body.payment_status, session=row, by=by, at=clock.now())
    return FeeOutcome.of(outcome)


@router.get("/events/{slug}/receipts", response=paging.Page[ReceiptShown], summary="List what was paid for ateliers")
def receipts(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The last first."""
    rows = payments.receipts(events.find_managed(keys.person(request), slug=slug))
    return paging.page(rows, ReceiptShown, order=payments.NEWEST, window=window)


@router.get(
    "/events/{slug}/receipt-totals", response=paging.Page[SessionTotalShown], summary="Add up what ateliers brought"
)
def totals(request: HttpRequest, slug: Slug) -> Any:
    """For each atelier and currency."""
    return paging.whole(payments.totals(events.find_managed(keys.person(request), slug=slug)), SessionTotalShown)


def _session(request: HttpRequest, slug: str, session: UUID) -> Session:
    return sessions.find(events.find_managed(keys.person(request), slug=slug), session)
