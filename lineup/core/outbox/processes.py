"""Who is alive: each process of the house says so every few seconds, and that its keys are everybody's."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lineup.core.outbox.models import Process

EVERY = timedelta(seconds=20)
# three words missed, and a little
SILENCE = timedelta(seconds=65)

SECRET_KEY = "LINEUP_SECRET_KEY"
AUDIT_KEY = "LINEUP_AUDIT_KEY"


class OtherKey(Exception):
    """Two processes on one database would not understand what the other signs; the sentence names the remedy."""

    def __init__(self, variable: str, other: Process) -> None:
        super().__init__(
            f"The {other.kind} process {other.number} on {other.host} uses another {variable} with this database; "
            f"set {variable} to the same value everywhere (if that process was killed, wait a minute)."
        )


@dataclass(frozen=True)
class Keys:
    """Digests of the keys of a process, at most 16 characters each."""

    secret: str
    audit: str


def begin(kind: str, *, host: str, number: int, queues: str = "", keys: Keys, at: datetime) -> Process:
    """Write down that a process begins; `number` is its process id on that host. Raises OtherKey."""
    for other in alive(at=at):
        if other.secret_digest != keys.secret:
            raise OtherKey(SECRET_KEY, other)
        if other.audit_digest != keys.audit:
            raise OtherKey(AUDIT_KEY, other)
    return Process.objects.create(
        kind=kind,
        host=host[:253],
        number=number,
        queues=queues[:200],
        secret_digest=keys.secret,
        audit_digest=keys.audit,
        started_at=at,
        seen_at=at,
    )


def go_on(process: Process, *, at: datetime) -> None:
    """Write down that it is alive, even if somebody took it for dead meanwhile."""
    process.seen_at = at
    if not Process.objects.filter(pk=process.pk).update(seen_at=at):
        process.save(force_insert=True)


def end(process: Process) -> None:
    """Forget a process that ends in order."""
    Process.objects.filter(pk=process.pk).delete()


def alive(*, at: datetime) -> "QuerySet[Process]":
    """Return the processes that were heard of within SILENCE."""
    return Process.objects.filter(seen_at__gt=at - SILENCE).order_by("kind", "host", "number")


def counted(*, at: datetime) -> dict[str, int]:
    """Return how many of each kind are alive: "serve", "work", "relay", "worker"."""
    return dict(Counter(alive(at=at).values_list("kind", flat=True)))


def forget(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` processes that were last heard of before this instant; return how many."""
    old = Process.objects.filter(seen_at__lt=before).values_list("pk", flat=True)[:limit]
    return Process.objects.filter(pk__in=list(old)).delete()[0]
