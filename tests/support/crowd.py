"""Many processes at once on the test's own database: forked, started together, and killed if need be.

    with crowd.of(16, work) as processes:   # each calls work(number, say); say(…) is kept even if it is killed
        processes.go()
        processes.wait()
    processes.said                          # what all of them said

The test needs `django_db(transaction=True)`: others see only what is committed.
"""

import contextlib
import json
import logging
import os
import signal
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection, connections

Say = Callable[..., None]
Work = Callable[[int, Say], None]

# the sizes that docs/performance.md gives figures for; otherwise small ones that show the same in a hurry
FULL = os.environ.get("TEST_FULL") == "1"


class Processes:
    """A crowd that is ready; what went wrong in one of them is an error of the test."""

    def __init__(self, number: int, work: Work, folder: Path) -> None:
        self.folder = folder
        self._ready, ready = os.pipe()
        start, self._start = os.pipe()
        leave_the_database()
        self.pids = [self._fork(one, work, ready, start) for one in range(number)]
        os.close(ready)
        os.close(start)
        for _ in self.pids:
            assert os.read(self._ready, 1) == b"."

    def _fork(self, number: int, work: Work, ready: int, start: int) -> int:
        with warnings.catch_warnings():
            # newer Pythons warn of threads; those of pytest hold nothing that we need
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            os.close(self._start)
            self._live(number, work, ready, start)
        return pid

    def _live(self, number: int, work: Work, ready: int, start: int) -> None:
        file = os.open(self.folder / str(number), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def say(**words: Any) -> None:
            os.write(file, (json.dumps(words, default=str) + "\n").encode())

        logging.disable(logging.WARNING)  # slow statements: a crowd has them
        try:
            connection.ensure_connection()
            os.write(ready, b".")
            os.read(start, 1)
            work(number, say)
        except BaseException:
            say(crash=traceback.format_exc())
        finally:
            os._exit(0)

    def go(self) -> None:
        os.close(self._start)

    def kill(self) -> float:
        """SIGKILL to all; when all were gone, on the monotonic clock: a busy machine is long at taking down so many."""
        for pid in self.pids:
            os.kill(pid, signal.SIGKILL)
        self.wait()
        return time.monotonic()

    def wait(self) -> None:
        while self.pids:
            os.waitpid(self.pids.pop(), 0)

    @property
    def said(self) -> list[dict[str, Any]]:
        lines = [line for file in sorted(self.folder.iterdir()) for line in file.read_text().splitlines(keepends=True)]
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def of(self, word: str) -> list[Any]:
        """Every value that was said under this word."""
        return [words[word] for words in self.said if word in words]


@contextlib.contextmanager
def of(number: int, work: Work) -> Iterator[Processes]:
    with tempfile.TemporaryDirectory(prefix="lineup-crowd-") as folder:
        processes = Processes(number, work, Path(folder))
        try:
            yield processes
        finally:
            if processes.pids:
                processes.kill()
        if crashes := processes.of("crash"):
            raise AssertionError("\n".join(crashes))


def leave_the_database() -> None:
    """Close what a fork would share: a connection belongs to one process."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
