"""Guilds as Discord keeps them: what is in them, who may do what, what is refused with which code. No network."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

EPOCH_MS = 1_420_070_400_000
ADMINISTRATOR, MANAGE_CHANNELS, VIEW, SEND = 1 << 3, 1 << 4, 1 << 10, 1 << 11
MANAGE_ROLES, MANAGE_THREADS, PRIVATE_THREADS, IN_THREADS = 1 << 28, 1 << 34, 1 << 36, 1 << 38
PINS = 1 << 51
EVERYTHING = (1 << 53) - 1
TEXT, DIRECT, VOICE, CATEGORY, PRIVATE_THREAD = 0, 1, 2, 4, 12


class Refused(Exception):
    """What Discord answers instead: a status and a code of its own."""

    def __init__(self, status: int, code: int, message: str = "", errors: Any = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.body = {"code": code, "message": message or str(code), **({"errors": errors} if errors else {})}


def unknown(what: str) -> Refused:
    codes = {"channel": 10003, "guild": 10004, "member": 10007, "message": 10008, "role": 10011}
    return Refused(404, codes[what], f"Unknown {what}")


def no_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def no_permission() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


@dataclass
class Guild:
    """One guild: channels (threads among them), roles, members (their roles) and messages, as JSON has them.

    `profiles`: what a listing tells of a member besides: `nick`, `pending`, and of the `user`. `is_hidden`: the bot may
    not see who the members are, as long as its privileged intent is off.
    """

    id: int
    owner_id: int
    bot_id: int
    channels: dict[int, dict[str, Any]] = field(default_factory=dict)
    roles: dict[int, dict[str, Any]] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    seats: dict[int, set[int]] = field(default_factory=dict)
    profiles: dict[int, dict[str, Any]] = field(default_factory=dict)
    is_hidden: bool = False

    def held(self, channel: dict[str, Any] | None = None) -> int:
        """Return what the bot may do here; in a thread, as in its channel."""
        own = self.members[self.bot_id]
        bits = self.roles[self.id]["permissions"]
        for role in own:
            bits |= self.roles[role]["permissions"]
        if bits & ADMINISTRATOR or self.owner_id == self.bot_id:
            return EVERYTHING
        if channel and channel["type"] == PRIVATE_THREAD:
            channel = self.channels[channel["parent_id"]]
        rules = {one["id"]: one for one in channel["permission_overwrites"]} if channel else {}
        for group in ([self.id], sorted(own), [self.bot_id]):
            denied = allowed = 0
            for one in group:
                denied |= rules.get(one, {}).get("deny", 0)
                allowed |= rules.get(one, {}).get("allow", 0)
            bits = bits & ~denied | allowed
        return bits if bits & VIEW or channel is None else 0

    def need(self, bits: int, channel: dict[str, Any] | None = None) -> None:
        held = self.held(channel)
        if channel and not held & VIEW:
            raise no_access()
        if held & bits != bits:
            raise no_permission()

    @property
    def top(self) -> int:
        return max((self.roles[one]["position"] for one in self.members[self.bot_id]), default=0)

    def below(self, role: dict[str, Any]) -> None:
        if role["position"] >= self.top and self.owner_id != self.bot_id:
            raise no_permission()

    def children(self, parent_id: int) -> list[dict[str, Any]]:
        return [one for one in self.channels.values() if one["parent_id"] == parent_id]

    def real_channels(self) -> list[dict[str, Any]]:
        return [one for one in self.channels.values() if one["type"] != PRIVATE_THREAD]


@dataclass
class Discord:
    """All guilds, and the acts that the API has on them. `now_ms` is what new ids tell the time by.

    `conversations` of the bot with one person each, by their id, are kept as guilds with a single channel; who is
    `closed` takes no messages there. `is_in_a_hurry`: the bot opens too many of them.
    """

    now_ms: Callable[[], int]
    bot_id: int = 900
    guilds: dict[int, Guild] = field(default_factory=dict)
    nonces: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    conversations: dict[int, Guild] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    is_in_a_hurry: bool = False
    count: int = 0

    def id(self) -> int:
        self.count += 1
        return (self.now_ms() - EPOCH_MS << 22) + self.count

    def add_guild(self, *, permissions: int, members: int = 0, position: int = 100) -> Guild:
        """A guild that the bot was invited to, with a role of its own and so many members."""
        guild = Guild(self.id(), self.id(), self.bot_id)
        guild.roles[guild.id] = {"id": guild.id, "name": "@everyone", "permissions": VIEW | SEND, "position": 0}
        own = self.id()
        guild.roles[own] = {
            "id": own, "name": "Lineup", "permissions": permissions, "position": position, "managed": True
        }  # fmt: skip
        guild.members = {guild.owner_id: set(), self.bot_id: {own}}
        for _ in range(members):
            guild.members[self.id()] = set()
        self.guilds[guild.id] = guild
        return guild

    # --- finding ---

    def guild(self, pk: int) -> Guild:
        if pk not in self.guilds:
            raise unknown("guild")
        return self.guilds[pk]

    def find(self, channel_id: int) -> tuple[Guild, dict[str, Any]]:
        for guild in (*self.guilds.values(), *self.conversations.values()):
            if channel_id in guild.channels:
                return guild, guild.channels[channel_id]
        raise unknown("channel")

    # --- one person alone ---

    def open(self, user: int) -> dict[str, Any]:
        """The bot's conversation with them: always the same."""
        if self.is_in_a_hurry:
            raise Refused(400, 40003, "You are opening direct messages too fast")
        if user not in self.conversations:
            pk, of = self.id(), self.id()
            channel = {"id": pk, "type": DIRECT, "name": "", "parent_id": None, "permission_overwrites": []}
            alone = Guild(of, self.bot_id, self.bot_id, channels={pk: channel}, members={self.bot_id: set()})
            alone.roles = {of: {"permissions": 0}}
            self.conversations[user] = alone
        [channel] = self.conversations[user].channels.values()
        return channel

    def heard(self, user: int) -> list[dict[str, Any]]:
        """What the bot said to them alone, the first first."""
        found = self.conversations.get(user)
        return sorted(found.messages.values(), key=lambda one: one["id"]) if found else []

    # --- channels ---

    def make_channel(self, guild: Guild, body: dict[str, Any]) -> dict[str, Any]:
        guild.need(MANAGE_CHANNELS)
        if len(guild.real_channels()) >= 500:
            raise Refused(400, 30013, "Maximum number of guild channels reached (500)")
        parent = int(body.get("parent_id") or 0)
        self._check_parent(guild, parent)
        self._check_name(body["name"])
        rules = self._rules(guild, body.get("permission_overwrites"))
        if rules is None:
            rules = [dict(one) for one in guild.channels[parent]["permission_overwrites"]] if parent else []
        name = self._kept_name(body["name"], body["type"])
        row = {"id": self.id(), "type": body["type"], "name": name, "parent_id": parent, "permission_overwrites": rules}
        row["topic"] = self._topic(body) if body["type"] == TEXT else None
        guild.channels[row["id"]] = row
        return row

    def _check_parent(self, guild: Guild, parent: int) -> None:
        if not parent:
            return
        if parent not in guild.channels or guild.channels[parent]["type"] != CATEGORY:
            raise Refused(400, 50035, "Invalid Form Body", {"parent_id": "CHANNEL_PARENT_INVALID"})
        if len(guild.children(parent)) >= 50:
            found = {"parent_id": {"_errors": [{"code": "CHANNEL_PARENT_MAX_CHANNELS"}]}}
            raise Refused(400, 50035, "Invalid Form Body", found)
        guild.need(MANAGE_CHANNELS, guild.channels[parent])

    def _check_name(self, name: str) -> None:
        if not 1 <= len(name) <= 100:
            raise Refused(400, 50035, "Invalid Form Body", {"name": "BASE_TYPE_BAD_LENGTH"})

    def _kept_name(self, name: str, kind: int) -> str:
        return "-".join(name.lower().split()) if kind == TEXT else name.strip()

    def _topic(self, body: dict[str, Any]) -> str | None:
        if len(body.get("topic") or "") > 1024:
            raise Refused(400, 50035, "Invalid Form Body", {"topic": "BASE_TYPE_BAD_LENGTH"})
        return body.get("topic") or None

    def _rules(self, guild: Guild, told: Any) -> list[dict[str, Any]] | None:
        if told is None:
            return None
        if len(told) > 1000:
            raise Refused(400, 30060, "Maximum number of permission overwrites reached")
        rules = [{name: int(one[name]) for name in ("id", "type", "allow", "deny")} for one in told]
        guild.need(MANAGE_ROLES)
        for one in rules:
            if one["type"] == 0 and one["id"] not in guild.roles:
                raise Refused(400, 10011, "Unknown Role")
            if (one["allow"] | one["deny"]) & ~guild.held() or one["allow"] & MANAGE_ROLES:
                raise no_permission()
        return rules

    def change_channel(self, guild: Guild, row: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        if row["type"] == PRIVATE_THREAD:
            return self._change_thread(guild, row, body)
        guild.need(MANAGE_CHANNELS, row)
        if "parent_id" in body:
            parent = int(body["parent_id"] or 0)
            if parent != row["parent_id"]:
                self._check_parent(guild, parent)
            row["parent_id"] = parent
        if "name" in body:
            self._check_name(body["name"])
            row["name"] = self._kept_name(body["name"], row["type"])
        if "topic" in body:
            row["topic"] = self._topic(body)
        if "permission_overwrites" in body:
            before = {one["id"]: one for one in row["permission_overwrites"]}
            told = [one for one in body["permission_overwrites"] if not self._is_same(one, before)]
            self._rules(guild, told)
            row["permission_overwrites"] = [
                {name: int(one[name]) for name in ("id", "type", "allow", "deny")}
                for one in body["permission_overwrites"]
            ]
        return row

    def _is_same(self, one: dict[str, Any], before: dict[int, dict[str, Any]]) -> bool:
        return {name: int(value) for name, value in one.items()} == before.get(int(one["id"]))

    def delete_channel(self, guild: Guild, row: dict[str, Any]) -> None:
        guild.need(MANAGE_CHANNELS, row)
        del guild.channels[row["id"]]
        for one in guild.children(row["id"]):
            if one["type"] == PRIVATE_THREAD:
                del guild.channels[one["id"]]
            else:
                one["parent_id"] = 0
        guild.messages = {pk: one for pk, one in guild.messages.items() if one["channel_id"] in guild.channels}

    # --- threads ---

    def make_thread(self, guild: Guild, parent: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        guild.need(PRIVATE_THREADS, parent)
        self._check_name(body["name"])
        if sum(one["type"] == PRIVATE_THREAD and not one["archived"] for one in guild.channels.values()) >= 1000:
            raise Refused(400, 160006, "Maximum number of active threads reached")
        row = {
            "id": self.id(), "type": PRIVATE_THREAD, "name": body["name"].strip(), "parent_id": parent["id"],
            "owner_id": self.bot_id, "archived": False, "locked": False, "permission_overwrites": [],
        }  # fmt: skip
        guild.channels[row["id"]] = row
        guild.seats[row["id"]] = {self.bot_id}
        return row

    def _change_thread(self, guild: Guild, row: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        guild.need(MANAGE_THREADS, row)
        if row["archived"] and body.get("archived") is not False and set(body) - {"archived", "locked"}:
            raise Refused(400, 50083, "Thread is archived")
        row |= {name: body[name] for name in ("name", "archived", "locked") if name in body}
        return row

    def seat(self, guild: Guild, thread: dict[str, Any], user: int, *, there: bool) -> None:
        guild.need(IN_THREADS if there else MANAGE_THREADS, thread)
        if thread["archived"]:
            raise Refused(400, 50083, "Thread is archived")
        if user not in guild.members:
            raise unknown("member")
        if len(guild.seats[thread["id"]]) >= 1000:
            raise Refused(400, 30033, "Maximum number of thread participants reached (1000)")
        (guild.seats[thread["id"]].add if there else guild.seats[thread["id"]].discard)(user)

    # --- roles ---

    def make_role(self, guild: Guild, body: dict[str, Any]) -> dict[str, Any]:
        guild.need(MANAGE_ROLES)
        if len(guild.roles) >= 250:
            raise Refused(400, 30005, "Maximum number of guild roles reached (250)")
        self._check_name(body["name"])
        for one in guild.roles.values():
            one["position"] += one["position"] > 0
        row = {"id": self.id(), "name": body["name"].strip(), "permissions": int(body["permissions"]), "position": 1}
        guild.roles[row["id"]] = row
        return row

    def role(self, guild: Guild, pk: int) -> dict[str, Any]:
        if pk not in guild.roles:
            raise unknown("role")
        guild.need(MANAGE_ROLES)
        guild.below(guild.roles[pk])
        return guild.roles[pk]

    def delete_role(self, guild: Guild, pk: int) -> None:
        self.role(guild, pk)
        del guild.roles[pk]
        for held in guild.members.values():
            held.discard(pk)
        for one in guild.channels.values():
            one["permission_overwrites"] = [rule for rule in one["permission_overwrites"] if rule["id"] != pk]

    def grant(self, guild: Guild, user: int, role: int, *, there: bool) -> None:
        self.role(guild, role)
        if user not in guild.members:
            raise unknown("member")
        (guild.members[user].add if there else guild.members[user].discard)(role)

    # --- messages ---

    def send(self, guild: Guild, channel: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        guild.need(IN_THREADS if channel["type"] == PRIVATE_THREAD else SEND, channel)
        if channel.get("archived"):
            if channel["locked"]:
                raise Refused(400, 50083, "Thread is archived")
            channel["archived"] = False
        self._check_words(body)
        if any(self.conversations.get(one) is guild for one in self.closed):
            raise Refused(403, 50007, "Cannot send messages to this user")
        key = (channel["id"], str(body.get("nonce")))
        sent, at = self.nonces.get(key, (0, 0))
        if body.get("enforce_nonce") and sent in guild.messages and self.now_ms() - at < 180_000:
            return guild.messages[sent]
        row = {
            "id": self.id(), "channel_id": channel["id"], "author": {"id": self.bot_id}, "pinned": False,
            "content": body["content"], "embeds": body["embeds"], "components": body["components"],
        }  # fmt: skip
        guild.messages[row["id"]] = row
        self.nonces[key] = (row["id"], self.now_ms())
        return row

    def _check_words(self, body: dict[str, Any]) -> None:
        if not (body["content"] or body["embeds"]):
            raise Refused(400, 50006, "Cannot send an empty message")
        for embed in body["embeds"]:
            if len(embed.get("title", "")) > 256 or len(embed.get("description", "")) > 4096:
                raise Refused(400, 50035, "Invalid Form Body", {"embeds": "BASE_TYPE_MAX_LENGTH"})

    def message(self, guild: Guild, channel: dict[str, Any], pk: int) -> dict[str, Any]:
        guild.need(VIEW, channel)
        if pk not in guild.messages or guild.messages[pk]["channel_id"] != channel["id"]:
            raise unknown("message")
        return guild.messages[pk]

    def edit(self, guild: Guild, channel: dict[str, Any], pk: int, body: dict[str, Any]) -> dict[str, Any]:
        row = self.message(guild, channel, pk)
        if channel.get("archived"):
            raise Refused(400, 50083, "Thread is archived")
        self._check_words(body)
        row |= {name: body[name] for name in ("content", "embeds", "components")}
        return row

    def pin(self, guild: Guild, channel: dict[str, Any], pk: int, *, there: bool) -> None:
        guild.need(PINS, channel)
        row = self.message(guild, channel, pk)
        if there and sum(one["pinned"] for one in guild.messages.values() if one["channel_id"] == channel["id"]) >= 250:
            raise Refused(400, 30003, "Maximum number of pins reached (250)")
        row["pinned"] = there
