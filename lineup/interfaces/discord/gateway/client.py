"""discord.py as the house uses it: it keeps the connection, and hands on what is told as it came; nothing is kept.

It is imported in this folder alone, so that no other process pays for it.
"""

import asyncio
import logging
import zlib
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
import structlog
from discord import gateway, http, shard
from django.conf import settings
from yarl import URL

VERSION = "/api/v10"
# what ends a connection stays what it is; anything else is a malformed event
ENDINGS = (
    gateway.ReconnectWebSocket,
    gateway.WebSocketClosure,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    asyncio.TimeoutError,
    OSError,
)

Hear = Callable[[str, Any], None]

log = structlog.get_logger("lineup.gateway")


class Listener(discord.AutoShardedClient):
    """Tells `hear` the name and the data of each event of `names`, and `stir` that anything was heard at all."""

    def __init__(self, names: frozenset[str], hear: Hear, stir: Callable[[], None]) -> None:
        # its own words about events name people
        logging.getLogger("discord").setLevel(logging.CRITICAL)
        super().__init__(
            intents=_intents(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=30.0,
        )
        http.Route.BASE = settings.DISCORD_ADDRESS + VERSION
        shard.DiscordWebSocket = _socket(stir)  # type: ignore[misc]
        known = self._connection.parsers
        self._connection.parsers = {
            **{name: _told(name, hear) for name in names},
            "READY": _both(_told("READY", hear), known["READY"]),
            "RESUMED": known["RESUMED"],
        }

    async def say(self, method: str, path: str, told: Any, **parts: Any) -> None:
        """Make a call of Discord's; `parts` of the path by the names that discord.py counts its limits under."""
        await self.http.request(http.Route(method, path, **parts), json=told)


def _intents() -> discord.Intents:
    # without the content, messages are told bare, but for those that mention us
    content = settings.DISCORD_MESSAGE_CONTENT
    return discord.Intents(guilds=True, members=True, guild_messages=True, message_content=content)


def _told(name: str, hear: Hear) -> Callable[[Any], None]:
    return lambda data: hear(name, data)


def _both(first: Callable[[Any], None], then: Callable[[Any], None]) -> Callable[[Any], None]:
    def parse(data: Any) -> None:
        first(data)
        then(data)

    return parse


def _socket(stir: Callable[[], None]) -> type[gateway.DiscordWebSocket]:
    """Return a connection that outlives whatever is told over it: discord.py's own ends with the first odd event."""

    class Socket(gateway.DiscordWebSocket):
        DEFAULT_GATEWAY = URL(settings.DISCORD_GATEWAY)

        async def received_message(self, msg: Any, /) -> None:
            stir()
            try:
                await super().received_message(msg)
            except ENDINGS:
                raise
            except zlib.error:
                # nothing that follows could be read
                log.warning("gateway garbled")
                raise gateway.ReconnectWebSocket(self.shard_id) from None
            except Exception as fault:
                log.warning("gateway event malformed", fault=type(fault).__name__)

    return Socket
