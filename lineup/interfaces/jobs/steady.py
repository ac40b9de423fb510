"""A loop that outlives the errors of what it repeats."""

import threading
from collections.abc import Callable

import structlog
from django.db import connections

log = structlog.get_logger("lineup.jobs")

# returns whether there was anything to do
Step = Callable[[threading.Event], bool]

LONGEST_PAUSE_S = 30.0


def keep_going(stop: threading.Event, step: Step, pause_s: float) -> None:
    """Repeat the step until `stop`: at once while there is work, else after a pause, longer after errors."""
    errors = 0
    while not stop.is_set():
        try:
            busy = step(stop)
            errors = 0
        except Exception as error:  # the database may be away; it comes back
            errors += 1
            busy = False
            log.warning("background work interrupted", error=type(error).__name__, times=errors)
            connections.close_all()
        if not busy:
            stop.wait(min(pause_s * 2**errors, LONGEST_PAUSE_S))
    connections.close_all()
