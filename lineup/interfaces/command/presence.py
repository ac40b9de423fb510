"""A process of the house says that it lives, for as long as it does."""

import contextlib
import hashlib
import os
import socket
import threading
from collections.abc import Callable, Iterator

import structlog
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connections

from lineup.core.audit import keys as audit_keys
from lineup.core.foundation import clock
from lineup.core.outbox import processes
from lineup.core.outbox.models import Process
from lineup.core.outbox.processes import Heard, Keys

log = structlog.get_logger("lineup.presence")

PATIENCE_S = 2.0

Hearing = Callable[[], Heard]


@contextlib.contextmanager
def announced(kind: str, *, queues: str = "", hearing: Hearing = Heard) -> Iterator["Presence"]:
    """Have this process stand among those that are alive while the block runs; `kind` as in `processes.counted`.

    `hearing` tells what it heard from whom it listens to. What comes back knows whether it is the first of its kind.
    While the database is away it stands nowhere, and the block runs all the same. Raises CommandError when another
    process lives on the same database with other keys.
    """
    one = Presence(kind, queues, hearing)
    try:
        one.say()
    except processes.OtherKey as other:
        raise CommandError(str(other)) from other
    thread = threading.Thread(target=one.go_on, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        one.over.set()
        thread.join(PATIENCE_S)
        one.end()


class Presence:
    """That a process lives, as it is written down."""

    def __init__(self, kind: str, queues: str, hearing: Hearing) -> None:
        self.kind, self.queues, self.hearing = kind, queues, hearing
        self.over = threading.Event()
        self.process: Process | None = None

    def say(self) -> None:
        """Write down that it is alive. Raises OtherKey, the first time."""
        at = clock.now()
        try:
            if self.process:
                processes.go_on(self.process, heard=self.hearing(), at=at)
            else:
                self.process = processes.begin(
                    self.kind, host=socket.gethostname(), number=os.getpid(), queues=self.queues, keys=_keys(), at=at
                )
        except DatabaseError as error:
            log.warning("not written down as alive", error=type(error).__name__)
            connections.close_all()

    def go_on(self) -> None:
        while not self.over.wait(processes.EVERY.total_seconds()):
            try:
                self.say()
            except processes.OtherKey as other:
                log.error("another process uses other keys", sentence=str(other))
            connections.close_all()

    def is_first(self) -> bool:
        """Whether it is written down, and no other of its kind that lives was before it.

        One of this machine that died without a word lives no more. Raises DatabaseError.
        """
        if self.process is None:
            return False
        others = processes.before(self.process, at=clock.now())
        return not any(one.host != self.process.host or _runs(one.number) for one in others)

    def end(self) -> None:
        # with the database away, it is forgotten after a while
        if self.process:
            with contextlib.suppress(DatabaseError):
                processes.end(self.process)


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # somebody else's
        return True
    return True


def _keys() -> Keys:
    secret = hashlib.sha256(f"lineup-process:{settings.SECRET_KEY}".encode()).hexdigest()[:16]
    return Keys(secret=secret, audit=audit_keys.fingerprint())
