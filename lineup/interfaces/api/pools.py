"""Pools: how many places of a role there are, and how one gets in."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lineup.core.foundation import clock, money
from lineup.core.participation import finding, pools
from lineup.core.participation.models import Pool
from lineup.domains.events import checks
from lineup.interfaces.api import keys, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Amount, Currency, Instructions, Moment, Name, Number, Sent

router = Router(tags=["pools"])

FIELDS = (
    "role",
    "name",
    "capacity",
    "taken",
    "free",
    "admission",
    "waitlist",
    "offer_minutes",
    "party_limit",
    "opens_at",
    "closes_at",
    "currency",
    "how_to_pay",
    "asks",
    "answers_until",
)


class PoolShown(Shown):
    """Places of one role. `capacity` and `free` are null where there is no limit, `price` where it is free.

    `asks`: whether there are questions to be answered when joining; `qualification`: what one is to hold, by its id.
    """

    id: UUID
    role: str
    name: str
    capacity: int | None
    taken: int
    free: int | None
    admission: str
    waitlist: str
    offer_minutes: int
    party_limit: int
    opens_at: datetime | None
    closes_at: datetime | None
    price: str | None = Field(examples=["12.50"])
    currency: str
    how_to_pay: str
    asks: bool
    answers_until: datetime | None
    qualification: UUID | None

    @classmethod
    def of(cls, pool: Pool) -> Self:
        price = None if pool.price is None else str(money.rounded(pool.price, pool.currency))
        return cls.made(id=pool.pk, price=price, qualification=pool.qualification_id, **shapes.read(pool, FIELDS))


class PoolChanged(Sent):
    """What to change; what is left out stays. Capacity null: no limit."""

    name: Name = ""
    capacity: Number | None = Field(None, ge=1, examples=[40])
    admission: Literal["open", "approval", "invitation"] = "open"
    waitlist: Literal["none", "automatic", "offer"] = "automatic"
    offer_minutes: Number = Field(1440, examples=[1440])
    party_limit: Number = Field(5, examples=[5])
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    price: Amount | None = Field(None, description="What a place costs from now on; null: nothing.")
    currency: Currency = ""
    how_to_pay: Instructions = ""
    answers_until: Moment | None = Field(None, description="Until when holders change their answers; null: the start.")
    qualification: UUID | None = Field(None, description="What one holds on the day to get in; null: nothing.")


@router.get("/pools/{pool}", response=PoolShown, auth=keys.ANYBODY, summary="Show a pool")
def show(request: HttpRequest, pool: UUID) -> Any:
    """How many places there are, how many are free, and how one gets in."""
    return PoolShown.of(finding.visible_pool(keys.person(request), pool))


@router.patch("/pools/{pool}", response=PoolShown, summary="Change a pool")
def change(request: HttpRequest, pool: UUID, body: PoolChanged) -> Any:
    """Set capacity, admission, waitlist or times. Room that this makes goes to the queue at once."""
    found = finding.managed_pool(keys.person(request), pool)
    values = body.model_dump(exclude_unset=True)
    checks.places(values.get("capacity"))
    if "qualification" in values:
        values["qualification"] = pools.chosen(found.offering, values["qualification"])
    return PoolShown.of(pools.change(found, by=keys.actor(request), at=clock.now(), **values))
