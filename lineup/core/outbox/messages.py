"""Work to be done: enqueued with the change, leased, delivered, tried again, parked, replayed."""

import itertools
import random
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet

from lineup.core.foundation import seam
from lineup.core.foundation.faults import Fault
from lineup.core.outbox import queues
from lineup.core.outbox.models import Message
from lineup.core.people.actors import Actor

Handler = Callable[[Message], None]

# an orphaned message is back within a minute
LEASE = timedelta(seconds=45)
MOST_TRIES = 12
# what was tried this often is tried alone: if it ends its workers, no neighbour counts a try for it
ALONE_FROM = 2
DIED = "WorkerDied: its worker ended each time before it did."
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 6 * 3600

# what an error may quote, and a stored error must not: addresses and secrets
PERSONAL = re.compile(r"\S+@\S+|lnp_\S+")

# in SQL: written for every message there is, and planned once; the lease says that it is still ours
DONE = f"""
    UPDATE {Message._meta.db_table} SET done_at = %s, leased_until = NULL, lease = '', last_error = ''
    WHERE id = %s AND lease = %s AND done_at IS NULL
"""  # noqa: S608 -- a name of our own table

_handlers: dict[str, Handler] = {}


def install(handlers: Mapping[str, Handler]) -> None:
    """Make these the handlers by topic; called once, by the wiring."""
    _handlers.clear()
    _handlers.update(handlers)


class Later(Exception):
    """Raised by a handler: this is not the time, do it then. Counts as no try."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat(timespec='minutes')}")
        self.until = until


@dataclass(frozen=True)
class Work:
    """One message to be enqueued; the key makes it once, whoever asks. `due_at`: not before then."""

    topic: str
    key: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None


def enqueue(
    topic: str, *, key: str, payload: Mapping[str, Any] | None = None, at: datetime, wait_seconds: int = 0
) -> None:
    """Write work into the caller's transaction; a key that exists already is left as it is.

    The payload names rows and holds neither secrets nor personal data.
    """
    enqueue_many([Work(topic, key, payload or {})], at=at, wait_seconds=wait_seconds)


def enqueue_many(works: Sequence[Work], *, at: datetime, wait_seconds: int = 0) -> None:
    """Like `enqueue`, for many at once, in one statement."""
    due_at = at + timedelta(seconds=wait_seconds)
    Message.objects.bulk_create([_row(work, due_at, at) for work in works], ignore_conflicts=True)


def _row(work: Work, due_at: datetime, at: datetime) -> Message:
    queue = queues.of(work.topic).name
    due_at = work.due_at or due_at
    return Message(topic=work.topic, queue=queue, key=work.key, payload=work.payload, due_at=due_at, created_at=at)


def payloads(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the payloads of the messages with these keys, delivered or not, as far as they are kept. One query."""
    return dict(Message.objects.filter(key__in=keys).values_list("key", "payload"))


def is_known(key: str) -> bool:
    """Whether there is a message with this key, delivered or not, as far as it is kept."""
    return Message.objects.filter(key=key).exists()


def waiting() -> "QuerySet[Message]":
    """Return what is neither done nor parked."""
    return Message.objects.filter(done_at=None, dead_at=None)


def dead() -> "QuerySet[Message]":
    """Return what was parked after MOST_TRIES."""
    return Message.objects.exclude(dead_at=None)


def due(names: Sequence[str] | None = None, *, at: datetime) -> "QuerySet[Message]":
    """Return what waits (in these queues), is due, and is leased by nobody, the longest due first."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    rows = waiting().filter(free, due_at__lte=at).order_by("due_at")
    # one name is asked for as such: the index then has the rows in their order
    return rows if names is None else rows.filter(queue=names[0]) if len(names) == 1 else rows.filter(queue__in=names)


def lease(*, at: datetime, limit: int = 20, names: Sequence[str] | None = None) -> list[Message]:
    """Return due work (of these queues) that is now this caller's for LEASE, the longest due first.

    What has used its tries up without an answer (it ended its workers) is parked instead; what was tried
    ALONE_FROM times comes alone.
    """
    return take(names, at=at, limit=limit, tries=1)


@transaction.atomic
def take(names: Sequence[str] | None, *, at: datetime, limit: int, tries: int) -> list[Message]:
    """Lease due work as `lease` does, and count so many `tries`."""
    found = list(due(names, at=at).select_for_update(skip_locked=True)[:limit])
    spent = [message.pk for message in found if message.attempts >= MOST_TRIES]
    if spent:
        Message.objects.filter(pk__in=spent).update(dead_at=at, lease="", leased_until=None, last_error=DIED)
    fresh = [message for message in found if message.attempts < MOST_TRIES]
    if tries:
        fresh = _side_by_side(fresh)
    ticket, until = secrets.token_hex(16), at + LEASE
    ids = [message.pk for message in fresh]
    Message.objects.filter(pk__in=ids).update(lease=ticket, leased_until=until, attempts=F("attempts") + tries)
    for message in fresh:
        message.lease, message.leased_until, message.attempts = ticket, until, message.attempts + tries
    return fresh


def _side_by_side(found: list[Message]) -> list[Message]:
    """Return as many of the first as may be tried together."""
    return list(itertools.takewhile(lambda message: message.attempts < ALONE_FROM, found)) or found[:1]


@transaction.atomic
def release(batch: Sequence[Message]) -> None:
    """Give leased work back untried: it is due at once, and the try is not counted."""
    leases = {message.lease for message in batch}
    rows = Message.objects.filter(pk__in=[message.pk for message in batch], lease__in=leases, done_at=None)
    rows.exclude(lease="").update(lease="", leased_until=None, attempts=F("attempts") - 1)


def deliver(message: Message, *, clock: Callable[[], datetime]) -> bool:
    """Run the handler of a leased message, outside any transaction; False when it was not done.

    A failure is tried again with growing pauses, and parked after MOST_TRIES; what its handler puts off
    (Later) is due then, and dealt with for now. Work whose lease is half over is given back untried: a
    slow neighbour must not make two workers do it at once.
    """
    if message.leased_until is None or clock() > message.leased_until - LEASE / 2:
        release([message])
        return False
    try:
        _handlers[message.topic](message)
    except Later as not_now:
        _put_off(message, not_now.until)
        return True
    except Exception as error:  # whatever a handler raises is kept beside its message
        _failed(message, error, clock())
        return False
    _done(message, clock())
    return True


@transaction.atomic
def _done(message: Message, at: datetime) -> None:
    key = Message._meta.pk.get_db_prep_value(message.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(DONE, [connection.ops.adapt_datetimefield_value(at), key, message.lease])


@transaction.atomic
def _put_off(message: Message, until: datetime) -> None:
    _leased(message).update(due_at=until, leased_until=None, lease="", attempts=F("attempts") - 1)


@transaction.atomic
def _failed(message: Message, error: Exception, at: datetime) -> None:
    message.last_error = f"{type(error).__name__}: {PERSONAL.sub('…', str(error))}"[:500]
    spent = message.attempts >= MOST_TRIES
    _leased(message).update(
        last_error=message.last_error,
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
def replay(message: Message, *, by: Actor, at: datetime) -> None:
    """Give parked work a new set of tries; work that isn't parked is left as it is."""
    parked = Message.objects.filter(pk=message.pk).exclude(dead_at=None)
    if parked.update(dead_at=None, attempts=0, due_at=at):
        seam.record(by=by, at=at, action="outbox.replay", on=message, metadata={"topic": message.topic})


@transaction.atomic
def replay_topic(topic: str, *, limit: int = 500, by: Actor, at: datetime) -> int:
    """Give up to `limit` parked messages of a topic a new set of tries, the first parked first; return how many."""
    found = list(dead().filter(topic=topic).order_by("dead_at")[:limit])
    if not found:
        return 0
    dead().filter(pk__in=[message.pk for message in found]).update(dead_at=None, attempts=0, due_at=at)
    metadata = {"topic": topic, "count": len(found)}
    seam.record(by=by, at=at, action="outbox.replay_topic", on=found[0], metadata=metadata)
    return len(found)


def dead_topics() -> list[tuple[str, int]]:
    """Return each topic of which work is parked, with how much."""
    return list(dead().order_by("topic").values_list("topic").annotate(n=Count("pk")))


@transaction.atomic
def pass_over(*, before: datetime, at: datetime) -> int:
    """Mark work that was due before this instant as done without doing it; return how much. For imports of a past."""
    return waiting().filter(due_at__lt=before, leased_until=None).update(done_at=at)


def forget_done(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` delivered messages older than `before`; return how many."""
    old = Message.objects.filter(done_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Message.objects.filter(pk__in=list(old)).delete()[0]


def faults(*, at: datetime) -> Iterator[Fault]:
    """Yield messages in states that can't be, and those that nobody has worked on for a day."""
    both = Message.objects.exclude(done_at=None).exclude(dead_at=None)
    for message in both.iterator():
        yield Fault("done_and_dead", f"Message {message.pk} ({message.topic}) is both delivered and parked.")
    for message in Message.objects.exclude(done_at=None).exclude(lease="").iterator():
        yield Fault("done_and_leased", f"Message {message.pk} ({message.topic}) is delivered and still leased.")
    late = waiting().filter(attempts=0, due_at__lt=at - timedelta(days=1)).count()
    if late:
        yield Fault("nobody_works", f"{late} messages have been due for a day; is a worker running (manage.py work)?")
    for topic in waiting().exclude(topic__in=list(_handlers)).values_list("topic", flat=True).distinct():
        yield Fault("no_handler", f"Messages of topic {topic} wait, and nothing is wired to deliver them.")
