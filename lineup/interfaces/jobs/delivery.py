"""Works the outbox off, some messages at a time."""

import threading
import time
from collections.abc import Sequence

import structlog

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.interfaces.jobs import holding

log = structlog.get_logger("lineup.jobs")

AT_ONCE = 20


def deliver_some(stop: threading.Event, names: Sequence[str] | None = None) -> bool:
    """Lease and deliver up to twenty messages of each of these queues in turn; whether there were any.

    In turn, so that ten thousand digests do not stand before one letter. Told to stop, it gives the rest back.
    """
    # read before the lease: a lease writes, and an idle worker must not queue at the write gate
    if not messages.due(names, at=clock.now()).exists():
        return False
    delivered = [_deliver_batch(stop, [name]) for name in names] if names else [_deliver_batch(stop, None)]
    return any(delivered)


def _deliver_batch(stop: threading.Event, names: Sequence[str] | None) -> bool:
    now = clock.now()
    if stop.is_set() or not messages.due(names, at=now).exists():
        return False
    batch = messages.lease(at=now, limit=AT_ONCE, names=names)
    for number, message in enumerate(batch):
        if stop.is_set():
            messages.release(batch[number:])
            break
        deliver(message)
    return bool(batch)


def deliver(message: Message) -> bool:
    """Deliver one leased message and write a line about it; whether it is done."""
    began = time.monotonic()
    # a slow statement then names the work that asked for it
    with holding.held(message), structlog.contextvars.bound_contextvars(topic=message.topic):
        done = messages.deliver(message, clock=clock.now)
    facts = {
        "topic": message.topic,
        "message": str(message.pk),
        "attempts": message.attempts,
        "ms": round((time.monotonic() - began) * 1000, 1),
    }
    if done:
        log.info("delivered", **facts)
    else:
        log.warning("not delivered", error=message.last_error.partition(":")[0], **facts)
    return done
