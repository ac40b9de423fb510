"""A guild as it is: three calls tell channels, roles and open threads; of members only what a whole listing told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lineup.domains.guilds.shape.permissions import EVERYTHING, Permission
from lineup.domains.guilds.shape.things import Kind

DISCORD_EPOCH_MS = 1_420_070_400_000


@dataclass(frozen=True)
class Overwrite:
    """What a role or (`of_user`) a person may or may not in a channel."""

    id: int
    allow: int = 0
    deny: int = 0
    of_user: bool = False


@dataclass(frozen=True)
class Channel:
    """A channel; `kind` is None for sorts that we never make."""

    id: int
    kind: Kind | None
    name: str
    parent_id: int = 0
    topic: str = ""
    overwrites: tuple[Overwrite, ...] = ()


@dataclass(frozen=True)
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 1
    is_managed: bool = False


@dataclass(frozen=True)
class Thread:
    id: int
    parent_id: int
    name: str
    owner_id: int = 0


@dataclass(frozen=True)
class Message:
    """A message of ours that was looked for: what its words' print is, and their subject."""

    id: int
    channel_id: int
    print: str
    subject: str = ""


@dataclass(frozen=True)
class Snapshot:
    """`threads` are the open ones; `asleep` closed ones of ours that were looked for. `members` is None unless every
    page of the listing came."""

    guild_id: int
    owner_id: int
    bot_id: int
    bot_roles: frozenset[int] = frozenset()
    channels: tuple[Channel, ...] = ()
    roles: tuple[Role, ...] = ()
    threads: tuple[Thread, ...] = ()
    asleep: tuple[Thread, ...] = ()
    messages: tuple[Message, ...] = ()
    members: Mapping[int, frozenset[int]] | None = field(default=None, compare=False)

    @cached_property
    def by_id(self) -> dict[int, Channel | Role | Thread | Message]:
        found: dict[int, Channel | Role | Thread | Message] = {one.id: one for one in self.messages}
        found |= {one.id: one for one in self.threads}
        found |= {one.id: one for one in self.roles}
        return found | {one.id: one for one in self.channels}

    def thing(self, pk: int) -> Channel | Role | Thread | Message:
        """Return what was seen under this id, be it asleep."""
        return self.by_id.get(pk) or next(one for one in self.asleep if one.id == pk)

    @cached_property
    def channel(self) -> dict[int, Channel]:
        return {one.id: one for one in self.channels}

    @cached_property
    def role(self) -> dict[int, Role]:
        return {one.id: one for one in self.roles}

    @cached_property
    def bot_position(self) -> int:
        """How high the bot's highest role stands; it acts below it only."""
        return max((self.role[one].position for one in self.bot_roles if one in self.role), default=0)

    @cached_property
    def bot_permissions(self) -> Permission:
        """What the bot may do in the guild as a whole."""
        held = 0
        for one in (self.guild_id, *self.bot_roles):
            held |= self.role[one].permissions if one in self.role else 0
        # whoever is administrator, or owns the guild, may do everything
        everything = held & Permission.ADMINISTRATOR or self.owner_id == self.bot_id
        return EVERYTHING if everything else Permission(held & EVERYTHING)

    def permissions_in(self, channel_id: int) -> Permission:
        """Return what the bot may do in the channel; what the guild grants where there is no such channel."""
        held = self.bot_permissions
        channel = self.channel.get(channel_id)
        if channel is None or held & Permission.ADMINISTRATOR:
            return held
        rules = {one.id: one for one in channel.overwrites}
        everyone, own = rules.get(self.guild_id), rules.get(self.bot_id)
        of_roles = [rules[one] for one in self.bot_roles if one in rules and one != self.guild_id]
        steps = [[everyone] if everyone else [], of_roles, [own] if own else []]
        for step in steps:
            denied = allowed = 0
            for rule in step:
                denied, allowed = denied | rule.deny, allowed | rule.allow
            held = Permission((held & ~denied | allowed) & EVERYTHING)
        return held if held & Permission.VIEW_CHANNEL else Permission(0)


def made_at_ms(snowflake: int) -> int:
    """Return when Discord gave out this id, in Unix milliseconds."""
    return (snowflake >> 22) + DISCORD_EPOCH_MS
