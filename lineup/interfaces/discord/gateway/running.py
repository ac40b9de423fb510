"""The gateway as a process: listens until it is told to stop, and comes back whatever happens at the other end."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

import discord
import structlog
from django.conf import settings
from django.db import DatabaseError, connections

from lineup.core.foundation import clock
from lineup.core.outbox.processes import Heard
from lineup.domains.guilds.turned_away import Why
from lineup.interfaces.discord.gateway import client, events, questions
from lineup.interfaces.discord.gateway.desk import Desk
from lineup.interfaces.discord.gateway.events import Event, Sort
from lineup.interfaces.discord.gateway.lane import Lane
from lineup.interfaces.discord.gateway.questions import Pressed, Question
from lineup.interfaces.discord.interactions import commands

NAMES = frozenset({*events.READERS, *questions.READERS})
PATIENCE_S = 5.0
ANSWERS_PATIENCE_S = 3.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
STAND_BY_S = 5.0
TOKEN_REFUSED = 4004

IsFirst = Callable[[], bool]

log = structlog.get_logger("lineup.gateway")


class TurnedAway(Exception):
    """Discord will not listen to us until somebody changes something; the sentence names what, `why` in one word."""

    def __init__(self, why: Why, code: int = 0) -> None:
        super().__init__(SENTENCES[why] % {"code": code})
        self.why = why


SENTENCES = {
    Why.TOKEN: "Discord refuses the token: set LINEUP_DISCORD_BOT_TOKEN to the bot's present one, then start the "
    "gateway again.",
    Why.INTENT: "Discord does not tell this bot of members: switch on its Server Members Intent (developer pages, "
    "Bot), then start the gateway again.",
    Why.CONTENT: "Discord does not tell this bot of members, or of what messages say: switch on its Server Members "
    "Intent and its Message Content Intent (developer pages, Bot), or take LINEUP_DISCORD_MESSAGE_CONTENT away; then "
    "start the gateway again.",
    Why.OTHER: "Discord ended the connection for good (code %(code)s); see its list of gateway close codes.",
}


class Gateway:
    """`heard_at`: when Discord last said anything, a heartbeat at the least."""

    def __init__(self) -> None:
        self.heard_at: datetime | None = None
        self.lane = Lane()
        self.desk = Desk(self._say)
        self.number = 0
        self.listener: client.Listener | None = None
        self.has_shown = False
        self.showing: asyncio.Task[None] | None = None

    def heard(self) -> Heard:
        """Return when Discord was heard last, and how many events and questions were left undone."""
        return Heard(self.heard_at, {"events": self.lane.dropped, "questions": self.desk.unanswered})

    async def run(self, stop: asyncio.Event, is_first: IsFirst = lambda: True) -> None:
        """Listen until `stop` is set, then end within seconds; stand by while another listens. Raises TurnedAway."""
        await _turn(stop, is_first)
        working = asyncio.create_task(self.lane.work())
        try:
            await self._listen(stop)
            await self.lane.drain(PATIENCE_S)
        finally:
            working.cancel()

    async def _listen(self, stop: asyncio.Event) -> None:
        pause = FIRST_PAUSE_S
        while not stop.is_set():
            began = self.heard_at
            try:
                await self._connect(stop)
            except TurnedAway:
                raise
            except Exception as fault:  # whatever it is, it comes back
                log.warning("gateway away", fault=type(fault).__name__)
            pause = FIRST_PAUSE_S if self.heard_at != began else min(pause * 2, LONGEST_PAUSE_S)
            await _either(stop.wait(), asyncio.sleep(pause))

    async def _connect(self, stop: asyncio.Event) -> None:
        listener = client.Listener(NAMES, self._hear, self._stir)
        self.listener = listener
        listening = asyncio.create_task(listener.start(settings.DISCORD_BOT_TOKEN))
        try:
            await _either(listening, stop.wait())
            if listening.done():
                listening.result()
            await self.desk.drain(ANSWERS_PATIENCE_S)
        except discord.LoginFailure:
            raise TurnedAway(Why.TOKEN) from None
        except discord.PrivilegedIntentsRequired:
            raise TurnedAway(Why.CONTENT if settings.DISCORD_MESSAGE_CONTENT else Why.INTENT) from None
        except discord.ConnectionClosed as closed:
            raise TurnedAway(Why.TOKEN if closed.code == TOKEN_REFUSED else Why.OTHER, closed.code) from None
        finally:
            await _either(_closed(listener), asyncio.sleep(PATIENCE_S))
            listening.cancel()

    def _stir(self) -> None:
        self.heard_at = clock.now()

    def _hear(self, name: str, told: Any) -> None:
        try:
            if name in questions.READERS:
                self._ask(questions.read(name, told))
            else:
                self._happen(events.read(name, told))
        except ValueError:
            log.warning("gateway event malformed", event_name=name)

    def _ask(self, question: Question | None) -> None:
        """What is said to somebody else is none of our business."""
        if isinstance(question, Pressed) or (question and question.to in (0, self.number)):
            self.desk.put(question)

    def _happen(self, event: Event | None) -> None:
        if event is None:
            return
        if event.sort is Sort.STARTED:
            log.info("gateway listens", guilds=len(event.guilds))
            self.number = event.user
            if not self.has_shown:
                self.showing = asyncio.create_task(self._show_commands(event.application))
        self.lane.put(event)

    async def _show_commands(self, application: int) -> None:
        """Tell Discord of our commands, once in a life of ours: they change with it alone."""
        shapes, path = commands.shapes(), "/applications/{application_id}/commands"
        try:
            await self._say("PUT", path, shapes, application_id=application)
        except Exception as fault:  # it is tried again when we listen anew
            log.warning("commands not shown", fault=type(fault).__name__)
        else:
            self.has_shown = True

    async def _say(self, method: str, path: str, told: Any, **parts: Any) -> None:
        if self.listener is None:
            raise ConnectionError
        await self.listener.say(method, path, told, **parts)


def run(gateway: Gateway, is_first: IsFirst) -> None:
    """Listen until the process is told to end; stand by while it is not the first that does. Raises TurnedAway."""
    asyncio.run(_run(gateway, is_first))


async def _run(gateway: Gateway, is_first: IsFirst) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await gateway.run(stop, is_first)


async def _turn(stop: asyncio.Event, is_first: IsFirst) -> None:
    """Return once nobody else listens: two would answer everything twice."""
    stands_by = False
    while not (stop.is_set() or await asyncio.to_thread(_asked, is_first)):
        if not stands_by:
            log.info("gateway stands by")
            stands_by = True
        await _either(stop.wait(), asyncio.sleep(STAND_BY_S))


def _asked(is_first: IsFirst) -> bool:
    """Whether it is our turn; while nobody knows, it is not."""
    try:
        return is_first()
    except DatabaseError:
        return False
    finally:
        connections.close_all()


async def _either(*several: "Coroutine[Any, Any, Any] | asyncio.Task[Any]") -> None:
    """Wait for the first of them; those that were begun here end with it."""
    tasks = [one if isinstance(one, asyncio.Task) else asyncio.create_task(one) for one in several]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task, given in zip(tasks, several, strict=True):
        if task is not given:
            task.cancel()


async def _closed(listener: client.Listener) -> None:
    try:
        await listener.close()
    except Exception as fault:  # it ends all the same
        log.warning("gateway not closed", fault=type(fault).__name__)
