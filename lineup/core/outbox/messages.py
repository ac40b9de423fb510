"""Work to be done: enqueued with the change, leased, delivered, tried again, parked, replayed."""

import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lineup.core.outbox.models import Message

Handler = Callable[[Message], None]

LEASE = timedelta(seconds=45)
MOST_TRIES = 12
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 6 * 3600

_handlers: dict[str, Handler] = {}


def install(handlers: Mapping[str, Handler]) -> None:
    """Make these the handlers by topic; called once, by the wiring."""
    _handlers.clear()
    _handlers.update(handlers)


@dataclass(frozen=True)
class Work:
    """One message to be enqueued; the key makes it once, whoever asks."""

    topic: str
    key: str
    payload: dict[str, object] = field(default_factory=dict)


def enqueue(
    topic: str, *, key: str, payload: dict[str, object] | None = None, at: datetime, wait_seconds: int = 0
) -> None:
    """Write work into the caller's transaction; a key that exists already is left as it is.

    The payload names rows and holds neither secrets nor personal data.
    """
    enqueue_many([Work(topic, key, payload or {})], at=at, wait_seconds=wait_seconds)


def enqueue_many(works: Sequence[Work], *, at: datetime, wait_seconds: int = 0) -> None:
    """Like `enqueue`, for many at once, in one statement."""
    due_at = at + timedelta(seconds=wait_seconds)
    rows = [
        Message(topic=work.topic, key=work.key, payload=work.payload, due_at=due_at, created_at=at) for work in works
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def waiting() -> "QuerySet[Message]":
    """Return what is neither done nor parked."""
    return Message.objects.filter(done_at=None, dead_at=None)


def dead() -> "QuerySet[Message]":
    """Return what was parked after MOST_TRIES."""
    return Message.objects.exclude(dead_at=None)


@transaction.atomic
def lease(*, at: datetime, limit: int = 20) -> list[Message]:
    """Return due work that is now this caller's for LEASE, the longest due first."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    due = waiting().filter(free, due_at__lte=at).order_by("due_at")
    found = list(due.select_for_update(skip_locked=True)[:limit])
    ticket = secrets.token_hex(16)
    ids = [message.pk for message in found]
    Message.objects.filter(pk__in=ids).update(lease=ticket, leased_until=at + LEASE, attempts=F("attempts") + 1)
    for message in found:
        message.lease, message.attempts = ticket, message.attempts + 1
    return found


def deliver(message: Message, *, clock: Callable[[], datetime]) -> bool:
    """Run the handler of a leased message, outside any transaction; False when it failed.

    A failure is tried again with growing pauses, and parked after MOST_TRIES.
    """
    try:
        _handlers[message.topic](message)
    except Exception as error:  # whatever a handler raises is kept beside its message
        _failed(message, error, clock())
        return False
    _done(message, clock())
    return True


@transaction.atomic
def _done(message: Message, at: datetime) -> None:
    _leased(message).update(done_at=at, leased_until=None, lease="", last_error="")


@transaction.atomic
def _failed(message: Message, error: Exception, at: datetime) -> None:
    spent = message.attempts >= MOST_TRIES
    _leased(message).update(
        last_error=f"{type(error).__name__}: {error}"[:500],
        leased_until=None,
        lease="",
        due_at=at + pause(message.attempts),
        dead_at=at if spent else None,
    )


def _leased(message: Message) -> "QuerySet[Message]":
    """The row, if the lease is still ours: who took it over decides."""
    return Message.objects.filter(pk=message.pk, lease=message.lease, done_at=None)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after this many tries: doubling, up to six hours, spread by a quarter."""
    seconds = min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1, 1.25))


@transaction.atomic
def replay(message: Message, *, at: datetime) -> None:
    """Give parked work a new set of tries."""
    Message.objects.filter(pk=message.pk).exclude(dead_at=None).update(dead_at=None, attempts=0, due_at=at)


def forget_done(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` delivered messages older than `before`; return how many."""
    old = Message.objects.filter(done_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Message.objects.filter(pk__in=list(old)).delete()[0]
