"""What a place costs is written down in the transaction in which it is confirmed."""

from collections.abc import Sequence
from datetime import datetime

from lineup.core.participation.models import Fee, Place


def charge(places: Sequence[Place], *, at: datetime) -> None:
    """Write a fee for each place of a pool with a price. Who is confirmed again keeps the fee of before."""
    rows = [
        Fee(place=place, amount=place.pool.price, currency=place.pool.currency, created_at=at)
        for place in places
        if place.pool.price is not None
    ]
    if rows:
        Fee.objects.bulk_create(rows, ignore_conflicts=True)
