"""The gateway of the house in a thread of a test."""

import asyncio
import contextlib
import threading
import time

from lineup.interfaces.discord.gateway.running import Gateway, TurnedAway


class Running:
    """A gateway of ours in a thread; `fault` is what ended it."""

    def __init__(self, is_first):
        self.is_first = is_first
        self.gateway, self.fault, self.loop, self.stop = Gateway(), None, None, None
        self.thread = threading.Thread(target=self._go, daemon=True)

    def _go(self):
        try:
            asyncio.run(self._run())
        except TurnedAway as fault:
            self.fault = str(fault)

    async def _run(self):
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        await self.gateway.run(self.stop, self.is_first)

    def end(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(15)
        assert not self.thread.is_alive()


@contextlib.contextmanager
def running(is_first=lambda: True):
    found = Running(is_first)
    found.thread.start()
    try:
        yield found
    finally:
        found.end()


def until(true, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert true()
