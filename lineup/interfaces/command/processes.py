"""Child processes that end with their parent, and one that is started again when it dies."""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
LINUX = sys.platform == "linux"
SHORTEST_LIFE_S = 2.0
PAUSE_S = 1.0
# with this code a process says that starting it again changes nothing
STAYS_DOWN = 78

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
        """Whether it had to be started again; one that keeps dying at once is started once a second.

        One that said that it stays down, does.
        """
        if not self.ended() or (self.process and self.process.returncode == STAYS_DOWN):
            return False
        if time.monotonic() - self.started < SHORTEST_LIFE_S:
            time.sleep(PAUSE_S)
        self.start()
        return True

    def ask_to_end(self) -> None:
        """Asks it to end, and does not wait for it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_for_end(self, patience_s: float) -> int:
        """Insists after `patience_s` that it ends, and returns its exit code."""
        if self.process is None:
            return 0
        try:
            return self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def stop(patience_s: Mapping[Child, float]) -> list[int]:
    """Asks all of them to end at once, each with so many seconds for it, and returns their exit codes."""
    for child in patience_s:
        child.ask_to_end()
    asked = time.monotonic()
    return [child.wait_for_end(max(0.0, seconds - time.monotonic() + asked)) for child, seconds in patience_s.items()]


def _end_with_parent(parent: int) -> None:
    libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(0)  # it died before we could ask
