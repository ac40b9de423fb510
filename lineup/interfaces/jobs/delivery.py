"""Works the outbox off, some messages at a time."""

import threading
import time

import structlog

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message

log = structlog.get_logger("lineup.jobs")

AT_ONCE = 20


def deliver_some(stop: threading.Event) -> bool:
    """Lease and deliver up to twenty messages; whether there were any. When told to stop, gives the rest back."""
    now = clock.now()
    # read before the lease: a lease writes, and an idle worker must not queue at the write gate
    if not messages.due(at=now).exists():
        return False
    batch = messages.lease(at=now, limit=AT_ONCE)
    for number, message in enumerate(batch):
        if stop.is_set():
            messages.release(batch[number:])
            break
        _deliver(message)
    return bool(batch)


def _deliver(message: Message) -> None:
    began = time.monotonic()
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
