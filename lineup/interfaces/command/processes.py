"""Child processes that end with their parent, and one that is started again when it dies."""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
LINUX = sys.platform == "linux"
SHORTEST_LIFE_S = 2.0
PAUSE_S = 1.0

if LINUX:
    libc = ctypes.CDLL(None)


class Child:
    """A process of ours; `start` may be called again after it ended."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.command = command
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            # A terminal's Ctrl-C must reach the parent alone, which stops its children in order.
            start_new_session=True,
            preexec_fn=functools.partial(_end_with_parent, os.getpid()) if LINUX else None,
        )

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def restart_if_ended(self) -> bool:
        """Whether it had to be started again; one that keeps dying at once is started once a second."""
        if not self.ended():
            return False
        if time.monotonic() - self.started < SHORTEST_LIFE_S:
            time.sleep(PAUSE_S)
        self.start()
        return True

    def stop(self, patience_s: float) -> int:
        """Asks it to end, insists after `patience_s`, and returns its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def _end_with_parent(parent: int) -> None:
    libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(0)  # it died before we could ask
