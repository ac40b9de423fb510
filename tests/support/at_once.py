"""The same done by several at the same moment, each on a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each of these returned; they began together."""
    barrier, got = Barrier(len(acts)), []

    def do(act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            got.append(act())
        finally:
            connection.close()

    threads = [Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(acts)
    return got
