"""A process of the house says that it lives, for as long as it does."""

import contextlib
import hashlib
import os
import socket
import threading
from collections.abc import Iterator

import structlog
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

from lineup.core.audit import keys as audit_keys
from lineup.core.foundation import clock
from lineup.core.outbox import processes
from lineup.core.outbox.models import Process
from lineup.core.outbox.processes import Keys

log = structlog.get_logger("lineup.presence")

PATIENCE_S = 2.0


@contextlib.contextmanager
def announced(kind: str, *, queues: str = "") -> Iterator[None]:
    """Have this process stand among those that are alive while the block runs; `kind` as in `processes.counted`.

    Raises CommandError when another process lives on the same database with other keys.
    """
    try:
        process = processes.begin(
            kind, host=socket.gethostname(), number=os.getpid(), queues=queues, keys=_keys(), at=clock.now()
        )
    except processes.OtherKey as other:
        raise CommandError(str(other)) from other
    over = threading.Event()
    thread = threading.Thread(target=_go_on, args=(process, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE_S)
        with contextlib.suppress(Exception):  # the database may be away: it is forgotten after a while anyway
            processes.end(process)


def _go_on(process: Process, over: threading.Event) -> None:
    while not over.wait(processes.EVERY.total_seconds()):
        try:
            processes.go_on(process, at=clock.now())
        except Exception as error:  # the database comes back
            log.warning("not written down as alive", error=type(error).__name__)
        connections.close_all()


def _keys() -> Keys:
    secret = hashlib.sha256(f"lineup-process:{settings.SECRET_KEY}".encode()).hexdigest()[:16]
    return Keys(secret=secret, audit=audit_keys.fingerprint())
