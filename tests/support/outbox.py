"""The background worker of the tests: what was enqueued is delivered when the test says so."""

from datetime import datetime, timedelta

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message

# longer than the grace in which an organiser's slip can be taken back
LATER = timedelta(seconds=20)


def drain(*, at: datetime | None = None, leave: str = "") -> list[str]:
    """Deliver all that is due (`at`: then; else once every grace is over); return the topics, in order.

    `leave`: a topic that is not delivered yet. A handler that fails makes the test fail.
    """
    at = at or clock.now() + LATER
    delivered: list[str] = []
    while batch := _leased(at, leave):
        for message in batch:
            if not messages.deliver(message, clock=lambda: at):
                raise AssertionError(f"{message.topic}: {message.last_error}")
            delivered.append(message.topic)
    return delivered


def _leased(at: datetime, leave: str) -> list[Message]:
    batch = messages.lease(at=at, limit=1000)
    messages.release([message for message in batch if message.topic == leave])
    return [message for message in batch if message.topic != leave]
