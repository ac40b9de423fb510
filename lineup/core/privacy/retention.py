"""How long what is kept, and that it is deleted then: one table for the jobs and for who looks at it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction


@dataclass(frozen=True)
class Kept:
    """`forget(before=, at=)` deletes some of what was over before an instant, and returns how many; 0: no more is left.

    `days` count from when it is over: used, run out, done or said.
    """

    name: str
    days: int
    forget: Callable[..., int]


_kept: dict[str, Kept] = {}


def install(kept: Iterable[Kept]) -> None:
    """Make this the table; called once, by the wiring."""
    _kept.clear()
    _kept.update((one.name, one) for one in kept)


def installed() -> Mapping[str, Kept]:
    """Return the table, by name."""
    return _kept


def forget(kept: Kept, *, at: datetime) -> int:
    """Delete all that was kept long enough, a batch at a time; return how many."""
    total, before = 0, at - timedelta(days=kept.days)
    while done := kept.forget(before=before, at=at):
        total += done
    return total


def run(*, at: datetime) -> Mapping[str, int]:
    """Delete all that was kept long enough; return how many of what."""
    return {name: forget(kept, at=at) for name, kept in _kept.items()}


def preview(*, at: datetime) -> Mapping[str, int]:
    """Return how many of what would be deleted now; nothing is."""
    with transaction.atomic():
        counts = run(at=at)
        transaction.set_rollback(True)
    return counts


def facts(counts: Mapping[str, int], *, at: datetime) -> dict[str, Any]:
    """Return what a certificate of a run says: when, what, how many, after how many days."""
    deleted = {name: {"rows": number, "after_days": _kept[name].days} for name, number in counts.items()}
    return {"at": at.isoformat(), "deleted": deleted}
