"""An event of the gateway out of Discord's JSON: what counts of it, as plain values, and no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lineup.domains.guilds.matching import Seen
from lineup.interfaces.discord import reading

Told = Mapping[str, Any]


class Sort(StrEnum):
    """STARTED: we listen anew, and heard nothing of what was before. CHANGED: it is there, or may grant more."""

    STARTED = "started"
    CAME = "came"
    WENT = "went"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Event:
    """What happened, in which guilds; `seen` of who came, `user` of who went.

    Of STARTED, `user` is who we are there, `application` what we belong to.
    """

    sort: Sort
    guilds: tuple[int, ...]
    seen: Seen | None = None
    user: int = 0
    application: int = 0


def read(name: str, told: Any) -> Event | None:
    """Return what was told, or None for what is nothing to us. Raises ValueError for what makes no sense."""
    reader = READERS.get(name)
    if reader is None:
        return None
    try:
        return reader(told)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(name) from fault


def _started(told: Told) -> Event:
    guilds = tuple(int(one["id"]) for one in told["guilds"])
    return Event(Sort.STARTED, guilds, user=int(told["user"]["id"]), application=int(told["application"]["id"]))


def _came(told: Told) -> Event:
    return Event(Sort.CAME, (int(told["guild_id"]),), seen=reading.seen(told))


def _went(told: Told) -> Event:
    return Event(Sort.WENT, (int(told["guild_id"]),), user=int(told["user"]["id"]))


def _there(told: Told) -> Event | None:
    return None if told.get("unavailable") else Event(Sort.CHANGED, (int(told["id"]),))


def _changed(told: Told) -> Event:
    return Event(Sort.CHANGED, (int(told["guild_id"]),))


def _gone(told: Told) -> Event | None:
    # while Discord is out of order there, we are in it all the same
    return None if told.get("unavailable") else Event(Sort.GONE, (int(told["id"]),))


READERS: Mapping[str, Callable[[Any], Event | None]] = {
    "READY": _started,
    "GUILD_CREATE": _there,
    "GUILD_DELETE": _gone,
    "GUILD_ROLE_UPDATE": _changed,
    "GUILD_MEMBER_ADD": _came,
    "GUILD_MEMBER_UPDATE": _came,
    "GUILD_MEMBER_REMOVE": _went,
}
