"""Starts what is due by time, once however many schedulers there are."""

import threading
import time
from datetime import datetime

import structlog

from lineup.core.foundation import clock
from lineup.core.outbox import ticks
from lineup.core.outbox.ticks import Periodic

log = structlog.get_logger("lineup.jobs")


def start_due(stop: threading.Event, *, begun: dict[str, datetime]) -> bool:
    """Run each periodic job whose time has come; always False: the next look is after the pause.

    `begun` is the caller's own: for which time each was started last, here or elsewhere, so that it is not asked again.
    """
    for periodic in ticks.installed():
        if not stop.is_set():
            _start_if_due(periodic, clock.now(), begun)
    return False


def _start_if_due(periodic: Periodic, now: datetime, begun: dict[str, datetime]) -> None:
    slot = ticks.slot(periodic.every_seconds, at=now)
    if begun.get(periodic.name) == slot or not periodic.is_due(now):
        return
    is_ours = ticks.claim(periodic.name, due_at=slot)
    begun[periodic.name] = slot
    if not is_ours:
        return
    began = time.monotonic()
    try:
        periodic.run(now)
    except Exception as error:  # one job's fault must not keep the others from running
        log.error("periodic job failed", job=periodic.name, error=type(error).__name__, exc_info=error)
        return
    log.info("periodic job done", job=periodic.name, ms=round((time.monotonic() - began) * 1000, 1))
