"""Handing work over to another process: reserved here, claimed there by its ticket, held while it takes long.

The table alone says whose a message is. A ticket that arrives twice or late fits no row any more.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import F

from lineup.core.outbox import messages, queues
from lineup.core.outbox.models import Message


def reserve(queue: str, *, at: datetime, limit: int) -> list[Message]:
    """Return due work of this queue that is now held for whoever brings its ticket (`lease`); no try is counted.

    What nobody has claimed after LEASE is due again, with another ticket.
    """
    return messages.take([queue], at=at, limit=limit, tries=0)


def under_way(queue: str, *, at: datetime) -> int:
    """Return how many messages of this queue are reserved or being worked off now."""
    return messages.waiting().filter(queue=queue, leased_until__gt=at).count()


def claim(handed: Iterable[Sequence[str]], *, at: datetime) -> list[Message]:
    """Return the messages with these ids and tickets, now the caller's for LEASE and one try older, by their due time.

    A ticket that is no longer its message's own opens nothing. Of several who bring the same at once, one gets the
    message: it carries another ticket then. Two statements, for what was reserved together.
    """
    lease, until = secrets.token_hex(16), at + messages.LEASE
    claimed: list[Message] = []
    for ticket, ids in _by_ticket(handed).items():
        rows = messages.waiting().filter(pk__in=ids, lease=ticket).exclude(lease="")
        if rows.update(lease=lease, leased_until=until, attempts=F("attempts") + 1):
            claimed += Message.objects.filter(pk__in=ids, lease=lease).order_by("due_at")
    return claimed


def _by_ticket(handed: Iterable[Sequence[str]]) -> Mapping[str, list[str]]:
    ids = defaultdict(list)
    for pk, ticket in handed:
        ids[ticket].append(pk)
    return ids


def unreserve(batch: Iterable[Message]) -> None:
    """Give reserved work back that could not be handed over: it is due at once."""
    for message in batch:
        messages.waiting().filter(pk=message.pk, lease=message.lease).update(lease="", leased_until=None)


def hold(message: Message, *, at: datetime) -> bool:
    """Lengthen the lease of work in progress to LEASE from now; False when it is no longer the caller's."""
    rows = messages.waiting().filter(pk=message.pk, lease=message.lease)
    return bool(rows.update(leased_until=at + messages.LEASE))


def sort() -> int:
    """Put waiting messages into the queues their topics stand in now, and return how many moved.

    Only a new version of the house that sorts its topics otherwise leaves any to be moved.
    """
    moved = 0
    for topic in messages.waiting().values_list("topic", flat=True).distinct():
        queue = queues.of(topic).name
        moved += messages.waiting().filter(topic=topic).exclude(queue=queue).update(queue=queue)
    return moved
