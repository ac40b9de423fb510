"""The fair write gate: who asks first, writes first.

SQLite lets one writer in at a time, but its busy handler sleeps and retries, so that a
lucky worker writes hundreds of times while another waits. Here threads of a process queue in
order, and processes queue by a lock on a file beside the database; the kernel frees it when a process dies.
"""

import collections
import fcntl
import os
import threading
from pathlib import Path


class GateTimeout(Exception):
    """Somebody else kept writing for longer than we may wait."""


class Gate:
    """Admits one writer at a time; threads in order, then processes by `path` (None: this process only)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._mutex = threading.Lock()
        self._waiting: collections.deque[threading.Lock] = collections.deque()
        self._taken = False
        self._files: list[int] = []

    def enter(self, timeout: float) -> None:
        """Waits for our turn, `timeout` seconds at most behind threads of this process."""
        self._enter_process(timeout)
        try:
            self._lock_file()
        except BaseException:
            self._leave_process()
            raise

    def leave(self) -> None:
        while self._files:
            os.close(self._files.pop())
        self._leave_process()

    def _enter_process(self, timeout: float) -> None:
        with self._mutex:
            if not self._taken:
                self._taken = True
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        if ticket.acquire(timeout=timeout):
            return
        with self._mutex:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
                raise GateTimeout(f"Another write took longer than {timeout:g} seconds.")
        # Our turn came between the timeout and the mutex: it is ours.

    def _leave_process(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _lock_file(self) -> None:
        if self.path is None:
            return
        # Opened anew each time: a descriptor kept open would be shared with forked children, and the lock with it.
        # Two locks, a waiting room and the gate: without the first, whoever leaves could walk straight in again.
        room = self._open(".queue")
        fcntl.flock(room, fcntl.LOCK_EX)
        gate = self._open("")
        fcntl.flock(gate, fcntl.LOCK_EX)
        self._files.append(gate)
        os.close(room)

    def _open(self, suffix: str) -> int:
        return os.open(f"{self.path}{suffix}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


_gates: dict[str, Gate] = {}
_gates_mutex = threading.Lock()


def gate_of(database: str, *, in_memory: bool) -> Gate:
    """The one gate that all connections of this process to `database` share."""
    with _gates_mutex:
        if database not in _gates:
            _gates[database] = Gate(None if in_memory else Path(f"{database}.gate"))
        return _gates[database]
