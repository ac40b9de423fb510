"""A fee as callers see it."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.core.foundation import money
from lineup.core.participation import fee_standing
from lineup.core.participation.models import Fee
from lineup.interfaces.api import briefs
from lineup.interfaces.api.shapes import Shown

Standing = Literal["owed", "paid", "waived", "to_refund", "refunded", "dropped"]


class FeeShown(Shown):
    """What one place costs. `standing` also looks at the place: what was paid for one that is gone is `to_refund`."""

    place: UUID
    name: str
    amount: str = Field(examples=["12.50"])
    currency: str = Field(examples=["EUR"])
    state: Literal["due", "paid", "waived", "refunded"]
    standing: Standing
    settled_by: briefs.PersonBrief | None
    settled_at: datetime | None

    @classmethod
    def of(cls, fee: Any) -> Self:
        return cls.made(
            place=fee.pk,
            name=fee.place.shown_name,
            amount=str(money.rounded(fee.amount, fee.currency)),
            currency=fee.currency,
            state=str(fee.state),
            standing=fee.standing,
            settled_by=briefs.person(fee.settled_by),
            settled_at=fee.settled_at,
        )


def of_place(place_id: UUID) -> FeeShown | None:
    """Return what the place costs, None where it costs nothing. One query."""
    rows = fee_standing.with_standing(Fee.objects.filter(pk=place_id)).select_related(
        "place__participant", "place__entered"
    )
    found = rows.first()
    return FeeShown.of(found) if found else None
