"""What time triggers: each start is a row, so that many schedulers start a thing once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from lineup.core.outbox.models import Tick


def _always(at: datetime) -> bool:
    return True


@dataclass(frozen=True)
class Periodic:
    """Something to do every so often; `is_due(at)` is a cheap read that spares the write of a start in vain.

    `run(at)` must be safe to run twice and on several machines.
    """

    name: str
    every_seconds: int
    run: Callable[[datetime], object]
    is_due: Callable[[datetime], bool] = _always


_installed: list[Periodic] = []


def install(periodics: Iterable[Periodic]) -> None:
    """Make these the periodic jobs of the house; called once, by the wiring."""
    _installed[:] = periodics


def installed() -> Sequence[Periodic]:
    """Return the periodic jobs of the house."""
    return tuple(_installed)


def slot(every_seconds: int, *, at: datetime) -> datetime:
    """Return the latest multiple of the period (counted from 1970) that is not after `at`."""
    seconds = int(at.timestamp())
    return datetime.fromtimestamp(seconds - seconds % every_seconds, UTC)


def claim(name: str, *, due_at: datetime) -> bool:
    """Write the start down; False when somebody did already."""
    if Tick.objects.filter(name=name, due_at=due_at).exists():
        return False
    try:
        with transaction.atomic():
            Tick.objects.create(name=name, due_at=due_at)
    except IntegrityError:
        return False
    return True


def last_at() -> datetime | None:
    """Return when something was last started; long ago, no worker runs."""
    return Tick.objects.order_by("-pk").values_list("due_at", flat=True).first()


def forget(*, before: datetime, limit: int = 10_000) -> int:
    """Delete up to `limit` starts older than `before`; return how many."""
    old = Tick.objects.filter(due_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Tick.objects.filter(pk__in=list(old)).delete()[0]
