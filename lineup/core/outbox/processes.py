"""Who is alive: each process of the house says so every few seconds, and that its keys are everybody's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

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


@dataclass(frozen=True)
class Heard:
    """What a process that listens to somebody outside heard: when last, and how much it left undone, by sort."""

    at: datetime | None = None
    undone: Mapping[str, int] = field(default_factory=dict)


NOTHING = Heard()


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


def go_on(process: Process, *, heard: Heard = NOTHING, at: datetime) -> None:
    """Write down that it is alive, even if somebody took it for dead meanwhile, and what it heard."""
    process.seen_at, process.heard_at, process.undone = at, heard.at, dict(heard.undone)
    if not Process.objects.filter(pk=process.pk).update(seen_at=at, heard_at=heard.at, undone=process.undone):
        process.save(force_insert=True)


def end(process: Process) -> None:
    """Forget a process that ends in order."""
    Process.objects.filter(pk=process.pk).delete()


def alive(*, at: datetime) -> "QuerySet[Process]":
    """Return the processes that were heard of within SILENCE."""
    return Process.objects.filter(seen_at__gt=at - SILENCE).order_by("kind", "host", "number")


def before(process: Process, *, at: datetime) -> "QuerySet[Process]":
    """Return those of its kind that are alive and began before it, or have heard something whenever they began."""
    others = alive(at=at).filter(kind=process.kind).exclude(pk=process.pk)
    return others.filter(Q(pk__lt=process.pk) | Q(heard_at__isnull=False))


def counted(*, at: datetime) -> dict[str, int]:
    """Return how many of each kind are alive: "serve", "work", "relay", "worker", "gateway"."""
    return dict(Counter(alive(at=at).values_list("kind", flat=True)))


def last_heard(kind: str, *, at: datetime) -> datetime | None:
    """Return when one of this kind that is alive last heard from whom it listens to, or None."""
    return alive(at=at).filter(kind=kind).aggregate(last=Max("heard_at"))["last"]


def undone(kind: str, *, at: datetime) -> dict[str, int]:
    """Return how much those of this kind that are alive left undone since they began, by sort."""
    found: Counter[str] = Counter()
    for counts in alive(at=at).filter(kind=kind, undone__isnull=False).values_list("undone", flat=True):
        found.update(counts)
    return dict(found)


def forget(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` processes that were last heard of before this instant; return how many."""
    old = Process.objects.filter(seen_at__lt=before).values_list("pk", flat=True)[:limit]
    return Process.objects.filter(pk__in=list(old)).delete()[0]
