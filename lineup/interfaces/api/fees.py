"""What places cost: who owes, who paid; marked by hand."""

from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.participation import fee_standing, fees, offerings
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.fee_shapes import FeeShown, Standing
from lineup.interfaces.api.guests import BulkOutcome, BulkRefusal
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["fees"])


class TotalShown(Shown):
    """So many fees that stand so, and their sum in one currency."""

    standing: Standing
    currency: str
    number: int
    amount: str = Field(examples=["125.00"])

    @classmethod
    def of(cls, total: fee_standing.Total) -> Self:
        return cls.made(standing=total.standing, currency=total.currency, number=total.number, amount=str(total.amount))


class FeesWanted(Sent):
    standing: Standing | None = None


class FeeMark(Sent):
    """One mark for the fees of up to 200 places."""

    act: Literal["pay", "waive", "refund", "reopen"]
    places: list[UUID] = Field(min_length=1, max_length=fees.MOST)


class FeeOutcome(BulkOutcome):
    """Which fees were marked; `act` takes it back within ten minutes, null when nothing changed."""

    act: UUID | None

    @classmethod
    def of(cls, outcome: fees.Outcome) -> Self:
        refused = [BulkRefusal(place=fee.pk, code=no.code, detail=str(no)) for fee, no in outcome.refused]
        return cls.made(done=[fee.pk for fee in outcome.done], refused=refused, act=outcome.act)


@router.get("/events/{slug}/fees", response=paging.Page[FeeShown], summary="List the fees of an event")
def of_event(request: HttpRequest, slug: Slug, wanted: Query[FeesWanted], window: Query[paging.Window]) -> Any:
    """Of everybody who ever had a place that costs something, the newest first."""
    rows = fee_standing.of(offerings.find_managed(keys.person(request), slug=slug))
    if wanted.standing:
        rows = rows.filter(fee_standing.STANDINGS[wanted.standing])
    rows = rows.select_related("place__participant", "place__entered", "settled_by")
    return paging.page(rows, FeeShown, order=("-created_at", "-pk"), window=window)


@router.get("/events/{slug}/fee-totals", response=paging.Page[TotalShown], summary="Add the fees of an event up")
def totals(request: HttpRequest, slug: Slug) -> Any:
    """For each standing and currency."""
    rows = fee_standing.of(offerings.find_managed(keys.person(request), slug=slug))
    return paging.whole(fee_standing.totals(rows), TotalShown)


@router.post("/events/{slug}/fee-marks", response=FeeOutcome, summary="Mark fees")
def mark(request: HttpRequest, slug: Slug, body: FeeMark) -> Any:
    """Paid, waived, given back or due again; the holders are told. No money passes through here."""
    offering = offerings.find_managed(keys.person(request), slug=slug)
    outcome = fees.mark(body.places, body.act, offering=offering, by=keys.actor(request), at=clock.now())
    return FeeOutcome.of(outcome)


@router.post("/events/{slug}/fee-marks/{act}/undo", response=FeeOutcome, summary="Undo a mark on fees")
def take_back(request: HttpRequest, slug: Slug, act: UUID) -> Any:
    """Put all that one act marked back to where it stood, within ten minutes."""
    offering = offerings.find_managed(keys.person(request), slug=slug)
    return FeeOutcome.of(fees.take_back(act, offering=offering, by=keys.actor(request), at=clock.now()))
