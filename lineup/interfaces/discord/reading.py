"""What Discord tells of a guild, as a snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lineup.domains.guilds.matching import Seen
from lineup.domains.guilds.shape.snapshot import Channel, Message, Overwrite, Role, Snapshot, Thread
from lineup.interfaces.discord import calls

KINDS = {number: kind for kind, number in calls.TYPES.items()}
Told = Mapping[str, Any]


def snapshot(
    guild: Told, *, me: Told, channels: Iterable[Told], threads: Iterable[Told], messages: Iterable[Told] = ()
) -> Snapshot:
    """Return the guild; `me` is the bot's own membership, `messages` those in which lost ones are looked for."""
    bot_id = int(me["user"]["id"])
    return Snapshot(
        guild_id=int(guild["id"]),
        owner_id=int(guild["owner_id"]),
        bot_id=bot_id,
        bot_roles=frozenset(int(one) for one in me["roles"]),
        channels=tuple(_channel(one) for one in channels),
        roles=tuple(_role(one) for one in guild["roles"]),
        threads=tuple(thread(one) for one in threads),
        messages=read_messages(messages, by=bot_id),
    )


def read_messages(told: Iterable[Told], *, by: int) -> tuple[Message, ...]:
    """Return the messages that the bot said, each once."""
    found = {int(one["id"]): one for one in told if int(one["author"]["id"]) == by}
    return tuple(_message(one) for one in found.values())


def members(pages: Sequence[Sequence[Told]]) -> dict[int, frozenset[int]]:
    """Return the roles of each member, of a listing that came to its end."""
    return {int(one["user"]["id"]): frozenset(int(role) for role in one["roles"]) for page in pages for one in page}


def seen(told: Told) -> Seen:
    """Return a member as listed, under the name that they have in the guild, or else at Discord."""
    user = told["user"]
    names = (told.get("nick"), user.get("global_name"), user.get("username"))
    return Seen(
        discord_id=int(user["id"]),
        name=next((" ".join(str(name).split()) for name in names if name), "")[:120],
        is_bot=bool(user.get("bot")),
        is_screened=bool(told.get("pending")),
    )


def _channel(told: Told) -> Channel:
    return Channel(
        id=int(told["id"]),
        kind=KINDS.get(told["type"]),
        name=str(told["name"]),
        parent_id=int(told.get("parent_id") or 0),
        topic=str(told.get("topic") or ""),
        overwrites=tuple(_overwrite(one) for one in told.get("permission_overwrites") or ()),
    )


def _overwrite(told: Told) -> Overwrite:
    return Overwrite(int(told["id"]), int(told["allow"]), int(told["deny"]), of_user=told["type"] == 1)


def _role(told: Told) -> Role:
    return Role(
        id=int(told["id"]),
        name=str(told["name"]),
        permissions=int(told["permissions"]),
        position=int(told["position"]),
        is_managed=bool(told.get("managed")),
    )


def thread(told: Told) -> Thread:
    """Return a thread as listed, open or closed."""
    return Thread(int(told["id"]), int(told["parent_id"]), str(told["name"]), int(told.get("owner_id") or 0))


def _message(told: Told) -> Message:
    words = calls.read_back(told)
    return Message(int(told["id"]), int(told["channel_id"]), words.print, words.subject)
