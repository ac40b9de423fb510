"""Answers what people ask, some at a time, beside what happens in guilds: neither waits for the other."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from django.db import connections
from django.utils.translation import gettext as _

from lineup.core.foundation import clock
from lineup.interfaces.discord.gateway.questions import Pressed, Question
from lineup.interfaces.discord.interactions import answering, said
from lineup.interfaces.discord.interactions.messages import Said

MOST, AT_ONCE = 200, 4
# Discord gives three seconds; what takes longer is announced before
ANNOUNCED_AFTER_S = 1.5
COMES = {"type": 5, "data": {"flags": said.PRIVATE}}

# method, path with its parts in braces, what is said, the parts
Say = Callable[..., Awaitable[None]]

log = structlog.get_logger("lineup.gateway")


class Desk:
    """`say` makes a call of Discord's. `unanswered`: questions that found no room, or whose answer did not arrive."""

    def __init__(self, say: Say, most: int = MOST) -> None:
        self.say, self.most = say, most
        self.asked: set[asyncio.Task[None]] = set()
        self.turn = asyncio.Semaphore(AT_ONCE)
        self.unanswered = 0

    def put(self, question: Question) -> None:
        """Have it answered in its turn; never waits."""
        if len(self.asked) >= self.most:
            self.unanswered += 1
            return
        task = asyncio.create_task(self._heed(question))
        self.asked.add(task)
        task.add_done_callback(self.asked.discard)

    async def drain(self, seconds: float) -> None:
        """Answer what waits, for so long at most."""
        if self.asked:
            _done, left = await asyncio.wait(self.asked, timeout=seconds)
            if left:
                log.warning("questions left unanswered", number=len(left))

    async def _heed(self, question: Question) -> None:
        try:
            await (self._press(question) if isinstance(question, Pressed) else self._reply(question))
        except Exception as fault:  # one question never ends the others
            self.unanswered += 1
            log.warning("question not answered", fault=type(fault).__name__)

    async def _press(self, asked: Pressed) -> None:
        # whoever waits for their turn is told in time too
        answering_it = asyncio.create_task(self._in_turn(_answer, asked))
        _done, late = await asyncio.wait([answering_it], timeout=ANNOUNCED_AFTER_S)
        callback = "/interactions/{webhook_id}/{webhook_token}/callback"
        where = {"webhook_id": asked.interaction_id, "webhook_token": asked.token}
        if not late:
            await self.say("POST", callback, await answering_it, **where)
            return
        await self.say("POST", callback, COMES, **where)
        answer = await answering_it
        where["webhook_id"] = asked.application_id
        await self.say("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", answer["data"], **where)

    async def _reply(self, asked: Said) -> None:
        message = await self._in_turn(_reply, asked)
        if message is not None:
            await self.say("POST", "/channels/{channel_id}/messages", message, channel_id=asked.channel_id)

    async def _in_turn(self, act: Callable[[Any], Any], asked: Question) -> Any:
        async with self.turn:
            return await asyncio.to_thread(act, asked)


def _answer(asked: Pressed) -> dict[str, Any]:
    """The answer, in a thread of its own, whose connection to the database ends with it; a fault is told too."""
    try:
        return answering.answer(asked.told, at=clock.now())
    except Exception as fault:
        log.warning("interaction failed", fault=type(fault).__name__)
        return said.private(_("That went wrong on our side. Try again in a minute."))
    finally:
        connections.close_all()


def _reply(asked: Said) -> dict[str, Any] | None:
    try:
        return answering.reply(asked, at=clock.now())
    finally:
        connections.close_all()
