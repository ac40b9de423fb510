"""Starts what is due by time, once however many schedulers there are."""

import threading
import time
from datetime import datetime

import structlog

from lineup.core.foundation import clock
from lineup.core.outbox import ticks
from lineup.core.outbox.ticks import Periodic

log = structlog.get_logger("lineup.jobs")


def start_due(stop: threading.Event) -> bool:
    """Run each periodic job whose time has come; always False: the next look is after the pause."""
    for periodic in ticks.installed():
        if not stop.is_set():
            _start_if_due(periodic, clock.now())
    return False


def _start_if_due(periodic: Periodic, now: datetime) -> None:
    slot = ticks.slot(periodic.every_seconds, at=now)
    if not periodic.is_due(now) or not ticks.claim(periodic.name, due_at=slot):
        return
    began = time.monotonic()
    try:
        periodic.run(now)
    except Exception as error:  # one job's fault must not keep the others from running
        log.error("periodic job failed", job=periodic.name, error=type(error).__name__, exc_info=error)
        return
    log.info("periodic job done", job=periodic.name, ms=round((time.monotonic() - began) * 1000, 1))
