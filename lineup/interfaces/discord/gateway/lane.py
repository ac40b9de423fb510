"""Events that wait to be done, in their order, so many at most; what finds no room is left to a sync of all."""

import asyncio
from collections.abc import Callable

import structlog
from django.db import connections

from lineup.core.foundation import clock
from lineup.interfaces.discord.gateway import doing
from lineup.interfaces.discord.gateway.events import Event

MOST = 1000
# after a fault of the database's
PAUSE_S = 1.0

log = structlog.get_logger("lineup.gateway")


class Lane:
    """`dropped`: events that found no room or could not be done. `missed`: the guilds that a sync is to make good."""

    def __init__(self, most: int = MOST) -> None:
        self.waiting: asyncio.Queue[Event] = asyncio.Queue(most)
        self.missed: set[int] = set()
        self.dropped = 0

    def put(self, event: Event) -> None:
        """Have the event done in its turn; never waits."""
        try:
            self.waiting.put_nowait(event)
        except asyncio.QueueFull:
            self._miss(event)

    async def work(self) -> None:
        """Do what comes, for ever."""
        while True:
            event = await self.waiting.get()
            if not await asyncio.to_thread(_done, doing.do, event):
                self._miss(event)
                await asyncio.sleep(PAUSE_S)
            self.waiting.task_done()
            await self._make_good()

    async def drain(self, seconds: float) -> None:
        """Do what waits, for so long at most; a sync makes good for the rest, which begins when we listen again."""
        try:
            await asyncio.wait_for(self.waiting.join(), seconds)
        except TimeoutError:
            log.warning("events left undone", number=self.waiting.qsize())

    async def _make_good(self) -> None:
        if self.missed and self.waiting.empty():
            missed = frozenset(self.missed)
            if await asyncio.to_thread(_done, doing.catch_up, missed):
                self.missed -= missed

    def _miss(self, event: Event) -> None:
        self.missed.update(event.guilds)
        self.dropped += 1


def _done(act: Callable[..., None], what: object) -> bool:
    """Whether it could be done, in a thread of its own whose connection to the database ends with it."""
    try:
        act(what, at=clock.now())
    except Exception as fault:  # one event never ends the others
        log.warning("event not done", fault=type(fault).__name__)
        return False
    finally:
        connections.close_all()
    return True
