"""The background worker of the tests: what was enqueued is delivered when the test says so."""

from datetime import datetime, timedelta

from lineup.core.foundation import clock
from lineup.core.outbox import messages

# longer than the grace in which an organiser's slip can be taken back
LATER = timedelta(seconds=20)


def drain(*, at: datetime | None = None) -> list[str]:
    """Deliver all that is due (`at`: then; else once every grace is over); return the topics, in order.

    A handler that fails makes the test fail.
    """
    at = at or clock.now() + LATER
    delivered: list[str] = []
    while batch := messages.lease(at=at):
        for message in batch:
            if not messages.deliver(message, clock=lambda: at):
                raise AssertionError(f"{message.topic}: {message.last_error}")
            delivered.append(message.topic)
    return delivered
