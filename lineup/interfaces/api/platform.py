"""The platform at a glance, for its admins."""

from datetime import datetime
from typing import Any, Self

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.participation import census
from lineup.core.participation.census import Census
from lineup.interfaces.api import keys, shapes
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["platform"])

FIELDS = (
    "accounts",
    "admins",
    "closed",
    "guests",
    "clubs",
    "clubs_binned",
    "clubs_ownerless",
    "offerings",
    "confirmed",
    "waiting_places",
    "waiting",
    "leased",
    "dead",
    "last_tick_at",
    "database",
    "database_bytes",
    "free_bytes",
    "version",
)


class Overview(Shown):
    """Counts of now, sizes in bytes. `concerns` are codes of what asks for attention; none on a quiet day."""

    accounts: int
    admins: int
    closed: int = Field(description="Accounts that were closed.")
    guests: int
    clubs: int
    clubs_binned: int
    clubs_ownerless: int = Field(description="Clubs whose owner can't sign in.")
    offerings: dict[str, int] = Field(description="How many stand in each state.")
    confirmed: int
    waiting_places: int
    waiting: int = Field(description="Messages of the outbox that wait.")
    leased: int = Field(description="Messages that are being delivered.")
    dead: int = Field(description="Messages that were given up.")
    oldest_due_at: datetime | None
    last_tick_at: datetime | None = Field(description="When a background worker was last at work.")
    database: str
    database_bytes: int
    free_bytes: int
    version: str
    concerns: list[str]

    @classmethod
    def of(cls, found: Census, at: datetime) -> Self:
        return cls.made(
            oldest_due_at=found.oldest.due_at if found.oldest else None,
            concerns=census.concerns(found, at=at),
            **shapes.read(found, FIELDS),
        )


@router.get("/platform/overview", response=Overview, summary="Show the platform at a glance")
def overview(request: HttpRequest) -> Any:
    """How much there is, and what asks for attention."""
    keys.check_admin(request)
    at = clock.now()
    return Overview.of(census.take(at=at), at)
