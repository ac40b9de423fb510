"""The paths of Discord's API that the house calls, answered from the guilds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.support.discord.guilds import PRIVATE_THREAD, Discord, Guild, Refused, no_access

Answer = tuple[int, Any]
READ_HISTORY, CHANGE_NICKNAME, MANAGE_THREADS = 1 << 16, 1 << 26, 1 << 34


@dataclass
class Asked:
    """A request: `ids` are the numbers of its path after the first."""

    discord: Discord
    guild: Guild
    channel: dict[str, Any]
    query: dict[str, str]
    body: Any
    ids: tuple[int, ...]


def _guild(asked: Asked) -> Answer:
    guild = asked.guild
    return 200, {"id": guild.id, "owner_id": guild.owner_id, "name": "A guild", "roles": list(guild.roles.values())}


def _told(guild: Guild, user: int) -> dict[str, Any]:
    profile = dict(guild.profiles.get(user, {}))
    about = {"id": user, "username": f"user{user}", "bot": user == guild.bot_id, **profile.pop("user", {})}
    return {"user": about, "roles": sorted(guild.members[user]), **profile}


def _member(asked: Asked) -> Answer:
    if asked.ids[0] not in asked.guild.members:
        raise Refused(404, 10007, "Unknown Member")
    return 200, _told(asked.guild, asked.ids[0])


def _members(asked: Asked) -> Answer:
    if asked.guild.is_hidden:
        raise no_access()
    after, limit = int(asked.query.get("after", 0)), int(asked.query.get("limit", 1))
    found = [one for one in sorted(asked.guild.members) if one > after]
    return 200, [_told(asked.guild, one) for one in found[: min(limit, 1000)]]


def _call_the_bot(asked: Asked) -> Answer:
    asked.guild.need(CHANGE_NICKNAME)
    asked.guild.profiles.setdefault(asked.guild.bot_id, {})["nick"] = asked.body["nick"]
    return 200, _told(asked.guild, asked.guild.bot_id)


def _threads(asked: Asked) -> Answer:
    threads = [one for one in asked.guild.channels.values() if one["type"] == PRIVATE_THREAD and not one["archived"]]
    return 200, {"threads": threads, "members": []}


def _messages(asked: Asked) -> Answer:
    guild, channel = asked.guild, asked.channel
    if not guild.held(channel) & READ_HISTORY:
        raise no_access()
    after, limit = int(asked.query.get("after", 0)), int(asked.query.get("limit", 50))
    found = [one for one in guild.messages.values() if one["channel_id"] == channel["id"] and one["id"] > after]
    return 200, sorted(found, key=lambda one: one["id"], reverse=True)[: min(limit, 100)]


def _closed_threads(asked: Asked) -> Answer:
    asked.guild.need(MANAGE_THREADS | READ_HISTORY, asked.channel)
    of = [one for one in asked.guild.channels.values() if one["parent_id"] == asked.channel["id"]]
    return 200, {"threads": [one for one in of if one["type"] == PRIVATE_THREAD and one["archived"]], "has_more": False}


def _pins(asked: Asked) -> Answer:
    status, found = _messages(replace(asked, query={"limit": "100"}))
    return status, {"items": [{"message": one} for one in found if one["pinned"]], "has_more": False}


def _rename_role(asked: Asked) -> Answer:
    role = asked.discord.role(asked.guild, asked.ids[0])
    role["name"] = asked.body["name"]
    return 200, role


def _drop(asked: Asked) -> Answer:
    del asked.guild.messages[asked.discord.message(asked.guild, asked.channel, asked.ids[0])["id"]]
    return 204, None


def _grant(asked: Asked, *, there: bool) -> Answer:
    return 204, asked.discord.grant(asked.guild, *asked.ids, there=there)


def _seat(asked: Asked, *, there: bool) -> Answer:
    return 204, asked.discord.seat(asked.guild, asked.channel, asked.ids[0], there=there)


def _pin(asked: Asked, *, there: bool) -> Answer:
    return 204, asked.discord.pin(asked.guild, asked.channel, asked.ids[0], there=there)


OF_GUILD: list[tuple[str, str, Callable[[Asked], Answer]]] = [
    ("GET", r"", _guild),
    ("GET", r"/channels", lambda asked: (200, asked.guild.real_channels())),
    ("POST", r"/channels", lambda asked: (201, asked.discord.make_channel(asked.guild, asked.body))),
    ("GET", r"/threads/active", _threads),
    ("POST", r"/roles", lambda asked: (200, asked.discord.make_role(asked.guild, asked.body))),
    ("PATCH", r"/roles/(\d+)", _rename_role),
    ("DELETE", r"/roles/(\d+)", lambda asked: (204, asked.discord.delete_role(asked.guild, asked.ids[0]))),
    ("GET", r"/members", _members),
    ("PATCH", r"/members/@me", _call_the_bot),
    ("GET", r"/members/(\d+)", _member),
    ("PUT", r"/members/(\d+)/roles/(\d+)", lambda asked: _grant(asked, there=True)),
    ("DELETE", r"/members/(\d+)/roles/(\d+)", lambda asked: _grant(asked, there=False)),
]
OF_CHANNEL: list[tuple[str, str, Callable[[Asked], Answer]]] = [
    ("PATCH", r"", lambda asked: (200, asked.discord.change_channel(asked.guild, asked.channel, asked.body))),
    ("DELETE", r"", lambda asked: (200, asked.discord.delete_channel(asked.guild, asked.channel))),
    ("POST", r"/threads", lambda asked: (201, asked.discord.make_thread(asked.guild, asked.channel, asked.body))),
    ("PUT", r"/thread-members/(\d+)", lambda asked: _seat(asked, there=True)),
    ("DELETE", r"/thread-members/(\d+)", lambda asked: _seat(asked, there=False)),
    ("GET", r"/threads/archived/private", _closed_threads),
    ("GET", r"/messages/pins", _pins),
    ("GET", r"/messages", _messages),
    ("POST", r"/messages", lambda asked: (200, asked.discord.send(asked.guild, asked.channel, asked.body))),
    (
        "PATCH",
        r"/messages/(\d+)",
        lambda asked: (200, asked.discord.edit(asked.guild, asked.channel, asked.ids[0], asked.body)),
    ),
    ("DELETE", r"/messages/(\d+)", _drop),
    ("PUT", r"/messages/pins/(\d+)", lambda asked: _pin(asked, there=True)),
    ("DELETE", r"/messages/pins/(\d+)", lambda asked: _pin(asked, there=False)),
]


def answer(discord: Discord, method: str, path: str, body: Any = None, query: dict[str, str] | None = None) -> Answer:
    """Return status and body, as Discord would; refusals among them."""
    try:
        return _answered(discord, method, path, body, query or {})
    except Refused as refused:
        return refused.status, refused.body


def _answered(discord: Discord, method: str, path: str, body: Any, query: dict[str, str]) -> Answer:
    if (method, path) == ("POST", "/users/@me/channels"):
        return 200, discord.open(int(body["recipient_id"]))
    parts = re.fullmatch(r"/(guilds|channels)/(\d+)(.*)", path)
    if parts is None:
        raise Refused(404, 0, "404: Not Found")
    sort, pk, rest = parts[1], int(parts[2]), parts[3]
    guild, channel = (discord.guild(pk), {}) if sort == "guilds" else discord.find(pk)
    for verb, pattern, act in OF_GUILD if sort == "guilds" else OF_CHANNEL:
        match = re.fullmatch(pattern, rest)
        if match and verb == method:
            return act(Asked(discord, guild, channel, query, body, tuple(map(int, match.groups()))))
    raise Refused(405, 0, "405: Method Not Allowed")
