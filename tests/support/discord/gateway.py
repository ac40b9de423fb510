"""The gateway of a Discord on loopback: tells what a test wants told, in frames as Discord sends them, or broken."""

import asyncio
import contextlib
import json
import threading
import zlib
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

HELLO, DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID, ACK = 10, 0, 1, 2, 6, 9, 11
BOT = {"id": "900", "username": "lineup", "discriminator": "0", "avatar": None, "bot": True}


@dataclass
class Line:
    """One connection: what is sent over it is one compressed stream, as Discord's is."""

    socket: web.WebSocketResponse
    stream: Any = field(default_factory=zlib.compressobj)

    async def say(self, told: Any) -> None:
        await self.raw(json.dumps(told).encode())

    async def raw(self, text: bytes) -> None:
        await self.socket.send_bytes(self.stream.compress(text) + self.stream.flush(zlib.Z_SYNC_FLUSH))


@dataclass
class Gateway:
    """`asked`: what came, by name. `closes`: the code with which whoever identifies is sent away."""

    guilds: tuple[int, ...] = ()
    port: int = 0
    closes: int = 0
    asked: list[tuple[str, Any]] = field(default_factory=list)
    line: Line | None = None
    loop: Any = None
    count: int = 0

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def names(self) -> list[str]:
        return [name for name, _told in self.asked]

    def tell(self, name: str, told: Any) -> None:
        """Tell of an event; it was sent when this returns."""
        self._do(self._dispatch(name, told))

    def tell_raw(self, text: bytes) -> None:
        """Send what may be no event at all."""
        assert self.line is not None
        self._do(self.line.raw(text))

    def hang_up(self, code: int) -> None:
        assert self.line is not None
        self._do(self.line.socket.close(code=code))

    def forget_session(self) -> None:
        """Say that the session is over: whoever listens begins anew."""
        assert self.line is not None
        self._do(self.line.say({"op": INVALID, "d": False}))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(5)

    async def _dispatch(self, name: str, told: Any) -> None:
        assert self.line is not None
        self.count += 1
        await self.line.say({"op": DISPATCH, "t": name, "s": self.count, "d": told})

    async def answer(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(socket)
        await line.say({"op": HELLO, "d": {"heartbeat_interval": 20_000}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heed(line, json.loads(message.data))
        return socket

    async def _heed(self, line: Line, told: Any) -> None:
        if told["op"] == HEARTBEAT:
            await line.say({"op": ACK, "d": None})
        elif told["op"] == IDENTIFY and self.closes:
            await line.socket.close(code=self.closes)
        elif told["op"] == IDENTIFY:
            self.line = line
            there = [{"id": str(one), "unavailable": True} for one in self.guilds]
            about = {
                "user": BOT,
                "guilds": there,
                "shard": [0, 1],
                "session_id": "s",
                "resume_gateway_url": self.address,
            }
            await self._dispatch("READY", {**about, "application": {"id": "900", "flags": 0}})
            self.asked.append(("identify", told["d"]))
        elif told["op"] == RESUME:
            self.line = line
            await self._dispatch("RESUMED", {})
            self.asked.append(("resume", told["d"]))


@contextlib.contextmanager
def listening(gateway: Gateway) -> Iterator[Gateway]:
    """Let it be reached for one test."""
    gateway.loop = asyncio.new_event_loop()
    thread = threading.Thread(target=gateway.loop.run_forever, daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_begin(gateway), gateway.loop).result(5)
    try:
        yield gateway
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), gateway.loop).result(5)
        gateway.loop.call_soon_threadsafe(gateway.loop.stop)
        thread.join(5)
        gateway.loop.close()


async def _begin(gateway: Gateway) -> web.AppRunner:
    app = web.Application()
    app.router.add_get("/", gateway.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    gateway.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    return runner
