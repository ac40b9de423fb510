"""What is sealed moves to the present key, a batch at a time, while the service runs: after a change of the key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.foundation import sealing


@dataclass
class Resealed:
    """How many rows were sealed anew, how many no known key opens, and the last id looked at: None at the end."""

    renewed: int = 0
    unreadable: int = 0
    last: Any = None


def batch(rows: "QuerySet[Any]", renew: Callable[[Any], None], *, after: Any = None, limit: int = 200) -> Resealed:
    """Have up to `limit` of the rows beyond id `after` sealed anew by `renew`, which may raise SealBroken."""
    done = Resealed()
    beyond = rows.order_by("pk") if after is None else rows.filter(pk__gt=after).order_by("pk")
    with transaction.atomic():
        for row in beyond.select_for_update(of=("self",))[:limit]:
            done.last = row.pk
            try:
                renew(row)
                done.renewed += 1
            except sealing.SealBroken:
                done.unreadable += 1
    return done


def column(name: str) -> Callable[[Any], None]:
    """Return what seals this column of a row anew."""

    def renew(row: Any) -> None:
        setattr(row, name, sealing.renew(getattr(row, name)))
        row.save(update_fields=[name])

    return renew
