"""Steps as calls of Discord's API, version 10, and what is known of a thing before and after its call."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from lineup.domains.guilds.shape.adoption import taken
from lineup.domains.guilds.shape.differences import merged, overwrites
from lineup.domains.guilds.shape.snapshot import Overwrite, Snapshot
from lineup.domains.guilds.shape.things import Act, Kind, Known, Lane, Operation, State, Wanted, Words

TYPES = {Kind.TEXT: 0, Kind.VOICE: 2, Kind.CATEGORY: 4}
PRIVATE_THREAD = 12
WEEK_MINUTES = 10_080
CALLED = re.compile(r"<@(\d{1,20})>")
BUTTON, ROW, FIRST_STYLE, OTHER_STYLE, LINK_STYLE = 2, 1, 1, 2, 5


@dataclass(frozen=True)
class Call:
    """One request; `path` begins after the version."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    lane: Lane = Lane.MAKE


class NotYet(Exception):
    """What it would be put into is not there: a later plan sees to it."""


@dataclass(frozen=True)
class Place:
    """A guild in which steps are made. `rows` is what is known now, also of what this plan made."""

    seen: Snapshot
    rows: Mapping[str, Known] = field(default_factory=dict)

    def id(self, key: str) -> int:
        row = self.rows.get(key)
        return row.id if row and row.state is State.THERE else 0

    @property
    def ids(self) -> dict[str, int]:
        return {key: row.id for key, row in self.rows.items() if row.state is State.THERE}

    def needed(self, key: str) -> int:
        """Return the id of what must be there. Raises NotYet."""
        found = self.id(key)
        if not found:
            raise NotYet(key)
        return found


def call(operation: Operation, place: Place) -> Call:
    """Return the request that makes this step. Raises NotYet."""
    method, path, body = {Act.MAKE: _make, Act.CHANGE: _change, Act.REMOVE: _remove}[operation.act](operation, place)
    return Call(method, path, body, operation.lane)


Request = tuple[str, str, Mapping[str, Any] | None]


def _make(operation: Operation, place: Place) -> Request:
    wanted, kind, guild = _wanted(operation), operation.kind, f"/guilds/{place.seen.guild_id}"
    if kind.is_bond:
        return "PUT", _bond(kind, wanted.parent, wanted.user, place), None
    if kind.is_channel:
        return "POST", f"{guild}/channels", _channel(wanted, place)
    if kind is Kind.ROLE:
        return "POST", f"{guild}/roles", {"name": wanted.name, "permissions": "0", "mentionable": False}
    parent = place.needed(wanted.parent)
    if kind is Kind.THREAD:
        about = {"type": PRIVATE_THREAD, "auto_archive_duration": WEEK_MINUTES, "invitable": False}
        return "POST", f"/channels/{parent}/threads", {"name": wanted.name, **about}
    said = wanted.words.print if wanted.words else ""
    return "POST", f"/channels/{parent}/messages", {**message(wanted.words), **once(f"{wanted.key}\0{said}")}


def _channel(wanted: Wanted, place: Place) -> dict[str, Any]:
    body: dict[str, Any] = {"name": wanted.name, "type": TYPES[wanted.kind]}
    parent = place.id(wanted.parent)
    if parent:
        body["parent_id"] = str(parent)
    if wanted.marked_topic:
        body["topic"] = wanted.marked_topic
    # without any, it opens to whom its category does
    if wanted.access:
        body["permission_overwrites"] = [_rule(one) for one in overwrites(wanted, place.seen, place.ids)]
    return body


def _change(operation: Operation, place: Place) -> Request:
    wanted, kind = _wanted(operation), operation.kind
    if kind is Kind.ROLE:
        return "PATCH", f"/guilds/{place.seen.guild_id}/roles/{operation.id}", {"name": wanted.name}
    if kind is Kind.MESSAGE:
        return "PATCH", f"/channels/{place.needed(wanted.parent)}/messages/{operation.id}", message(wanted.words)
    body: dict[str, Any] = {}
    for name in operation.fields:
        body |= _field(name, wanted, place)
    return "PATCH", f"/channels/{operation.id}", body


def _field(name: str, wanted: Wanted, place: Place) -> dict[str, Any]:
    if name == "name":
        return {"name": wanted.name}
    if name == "topic":
        return {"topic": wanted.marked_topic}
    if name == "parent":
        return {"parent_id": str(place.needed(wanted.parent)) if wanted.parent else None}
    if name == "open":
        return {"archived": not wanted.is_open, "locked": not wanted.is_open}
    rules = merged(wanted, place.rows[wanted.key], place.seen, place.ids)
    return {"permission_overwrites": [_rule(one) for one in rules]}


def _remove(operation: Operation, place: Place) -> Request:
    kind, row = operation.kind, place.rows[operation.key]
    if kind.is_bond:
        return "DELETE", _bond(kind, row.parent, row.user, place), None
    if kind is Kind.ROLE:
        return "DELETE", f"/guilds/{place.seen.guild_id}/roles/{operation.id}", None
    if kind is Kind.MESSAGE:
        return "DELETE", f"/channels/{place.needed(row.parent)}/messages/{operation.id}", None
    if kind is Kind.THREAD:
        return "PATCH", f"/channels/{operation.id}", {"archived": True, "locked": True}
    return "DELETE", f"/channels/{operation.id}", None


def _bond(kind: Kind, parent: str, user: int, place: Place) -> str:
    held = place.needed(parent)
    if kind is Kind.GRANT:
        return f"/guilds/{place.seen.guild_id}/members/{user}/roles/{held}"
    if kind is Kind.SEAT:
        return f"/channels/{held}/thread-members/{user}"
    return f"/channels/{place.needed(place.rows[parent].parent)}/messages/pins/{held}"


def _rule(one: Overwrite) -> dict[str, Any]:
    return {"id": str(one.id), "type": int(one.of_user), "allow": str(int(one.allow)), "deny": str(int(one.deny))}


def _wanted(operation: Operation) -> Wanted:
    if operation.wanted is None:
        raise ValueError(operation.key)
    return operation.wanted


# --- messages -------------------------------------------------------------------------------------


def message(words: Words | None) -> dict[str, Any]:
    """Return the words as a message with its buttons, that calls those whom it names and nobody else."""
    kept = (words or Words("")).fitting
    embed = {"title": kept.title, "description": kept.body, **({"url": kept.links[0][0]} if kept.links else {})}
    buttons: list[dict[str, Any]] = [
        {"type": BUTTON, "style": OTHER_STYLE if number else FIRST_STYLE, "label": label, "custom_id": told}
        for number, (told, label) in enumerate(kept.acts)
    ]
    buttons += [
        {"type": BUTTON, "style": LINK_STYLE, "label": label, "url": address} for address, label in kept.links if label
    ]
    row = [{"type": ROW, "components": buttons}] if buttons else []
    called = [str(one) for one in kept.calls]
    return {
        "content": " ".join(f"<@{one}>" for one in called),
        "embeds": [embed],
        "components": row,
        "allowed_mentions": {"parse": [], **({"users": called} if called else {})},
    }


def read_back(said: Mapping[str, Any]) -> Words:
    """Return the words of a message of ours as Discord tells it."""
    embed = _first(said.get("embeds"))
    buttons = _first(said.get("components")).get("components") or ()
    acts = tuple((str(one["custom_id"]), str(one.get("label") or "")) for one in buttons if one.get("custom_id"))
    links = tuple((str(one.get("url") or ""), str(one.get("label") or "")) for one in buttons if one.get("url"))
    title, body, link = (str(embed.get(part) or "") for part in ("title", "description", "url"))
    if link and not (links and links[0][0] == link):
        links = ((link, ""), *links)
    calls = tuple(int(one) for one in CALLED.findall(str(said.get("content") or "")))
    return Words(title, body, links, acts, calls)


def _first(parts: Sequence[Mapping[str, Any]] | None) -> Mapping[str, Any]:
    return parts[0] if parts else {}


def once(key: str) -> dict[str, Any]:
    """Return what makes Discord take a message under this key once, if it is sent again within minutes."""
    return {"nonce": sha256(key.encode()).hexdigest()[:25], "enforce_nonce": True}


# --- what is known --------------------------------------------------------------------------------


def begun(operation: Operation, place: Place, *, at_ms: int) -> Known | None:
    """Return what is to be written down before the call: that the thing may exist, or not, from now on.

    None where nothing need be: what can be done twice without harm.
    """
    row = place.rows.get(operation.key)
    if operation.act is Act.REMOVE and operation.kind is not Kind.THREAD and row:
        return row.but(state=State.LEAVING, id=operation.id or row.id)
    if operation.act is not Act.MAKE or operation.kind.is_bond:
        return None
    wanted = _wanted(operation)
    row = _as_wanted(Known(wanted.key, wanted.kind, parent=wanted.parent, user=wanted.user), wanted, place)
    return row.but(state=State.MAKING, began_ms=at_ms)


def settled(operation: Operation, place: Place, *, id: int = 0) -> Known | None:  # noqa: A002 - Discord's word
    """Return what is known after the step was made, None for what is not ours any more. `id` of what was made."""
    row = place.rows.get(operation.key)
    if operation.act is Act.TAKE_OVER:
        return taken(operation, place.seen)
    if operation.act is Act.LET_GO or (operation.act is Act.REMOVE and operation.kind is not Kind.THREAD):
        return None
    if operation.act is Act.REMOVE:
        return row.but(state=State.THERE, id=operation.id) if row else None
    wanted = _wanted(operation)
    if operation.act is Act.MAKE:
        fresh = Known(wanted.key, wanted.kind, parent=wanted.parent, user=wanted.user)
        return _as_wanted(fresh, wanted, place).but(id=id, state=State.THERE)
    return _changed(row, wanted, operation, place) if row else None


def _as_wanted(row: Known, wanted: Wanted, place: Place) -> Known:
    parent_id = place.id(wanted.parent) if wanted.kind.is_channel or wanted.kind in (Kind.THREAD, Kind.MESSAGE) else 0
    holders = frozenset(one.id for one in overwrites(wanted, place.seen, place.ids))
    said = wanted.words.print if wanted.words else ""
    return row.but(name=wanted.name, topic=wanted.marked_topic, parent_id=parent_id, print=said, holders=holders)


def _changed(row: Known, wanted: Wanted, operation: Operation, place: Place) -> Known:
    now = _as_wanted(row, wanted, place)
    for name in operation.fields:
        if name == "parent":
            row = row.but(parent=wanted.parent, parent_id=now.parent_id)
        elif name == "words":
            row = row.but(print=now.print)
        elif name == "access":
            row = row.but(holders=now.holders)
        elif name in ("name", "topic"):
            row = row.but(**{name: getattr(now, name)})
    return row
