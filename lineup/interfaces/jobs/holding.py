"""Long work keeps its lease: a thread beside it lengthens the lease for as long as the work may take."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import timedelta

import structlog
from django.db import connections

from lineup.core.foundation import clock
from lineup.core.outbox import handing, messages, queues
from lineup.core.outbox.models import Message
from lineup.core.outbox.queues import Pace

log = structlog.get_logger("lineup.jobs")

# what hangs for longer is given up; another worker tries it anew
LONGEST = timedelta(hours=1)


@contextlib.contextmanager
def held(message: Message) -> Iterator[None]:
    """While the block runs, nobody else gets the message; only work of a long pace is held, up to LONGEST."""
    if queues.of(message.topic).pace is not Pace.LONG:
        yield
        return
    over = threading.Event()
    holder = threading.Thread(target=_hold, args=(message, over), daemon=True)
    holder.start()
    try:
        yield
    finally:
        over.set()
        holder.join(1)


def _hold(message: Message, over: threading.Event) -> None:
    began = clock.now()
    while not over.wait(messages.LEASE.total_seconds() / 4) and clock.now() - began < LONGEST:
        try:
            if not handing.hold(message, at=clock.now()):
                break
        except Exception as error:  # the database may be away; the lease has some time left
            log.warning("lease not lengthened", message=str(message.pk), error=type(error).__name__)
            connections.close_all()
    connections.close_all()
