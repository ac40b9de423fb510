"""What is in the guild already of what we would make: ours, from a call whose answer was lost, or people's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.domains.guilds.shape.permissions import Permission
from lineup.domains.guilds.shape.snapshot import Channel, Message, Role, Snapshot, Thread, made_at_ms
from lineup.domains.guilds.shape.things import Kind, Known, Operation, State, Wanted, marked

# how far the clocks of Discord and ours may be apart
SKEW_MS = 60_000
# what people may have made beforehand. Never what lets somebody in: a role of theirs may open other doors.
SHARED = frozenset({Kind.CATEGORY, Kind.TEXT})
DOOR = int(Permission.VIEW_CHANNEL | Permission.CONNECT)


@dataclass(frozen=True)
class Found:
    id: int
    is_found: bool


class Finder:
    """Looks through what nobody claims; each thing is found once."""

    def __init__(self, seen: Snapshot, known: Mapping[str, Known]) -> None:
        self.seen = seen
        self.known = known
        self.claimed = {row.id for row in known.values() if row.id}

    def find(self, wanted: Wanted, *, parent_id: int) -> Found | None:
        """Return what is there of the thing, and claim it. `parent_id` 0: nothing can be in it yet."""
        row = self.known.get(wanted.key)
        began = row.began_ms if row and row.state is State.MAKING else None
        for one in self._candidates(wanted, parent_id, is_begun=began is not None):
            if one.id in self.claimed:
                continue
            ours = is_marked(one, wanted.key) or (began is not None and made_at_ms(one.id) >= began - SKEW_MS)
            ours = ours or (row is None and self._is_told_apart(one))
            is_shared = wanted.kind in SHARED or (wanted.kind is Kind.VOICE and not wanted.access)
            theirs = is_shared and not _is_marked_at_all(one)
            if ours or (theirs and getattr(one, "parent_id", 0) == parent_id):
                self.claimed.add(one.id)
                return Found(one.id, is_found=not ours)
        return None

    def _candidates(
        self, wanted: Wanted, parent_id: int, *, is_begun: bool
    ) -> Iterable[Channel | Role | Thread | Message]:
        """Return what looks like it, surest first."""
        kind, name = wanted.kind, wanted.name
        if kind.is_channel:
            alike = [one for one in self.seen.channels if one.kind is kind]
            marked = [one for one in alike if is_marked(one, wanted.key)]
            # of one that was begun the category may be gone since
            placed = is_begun or kind is Kind.CATEGORY or parent_id
            named = [one for one in alike if one.name == name and (is_begun or one.parent_id == parent_id)]
            return [*marked, *named] if placed else marked
        if kind is Kind.ROLE:
            bare = [one for one in self.seen.roles if one.name == name and not one.permissions and not one.is_managed]
            return [one for one in bare if one.id != self.seen.guild_id]
        if kind is Kind.THREAD:
            every = (*self.seen.threads, *self.seen.asleep)
            own = [one for one in every if one.owner_id == self.seen.bot_id and one.parent_id == parent_id]
            return [one for one in own if one.name == name]
        if kind is Kind.MESSAGE:
            return self._alike([one for one in self.seen.messages if one.channel_id == parent_id], wanted)
        return []

    def _alike(self, said: Sequence[Message], wanted: Wanted) -> Iterable[Message]:
        """What says the same, or said it when it was sent; of what we know nothing of, what is about the same."""
        row = self.known.get(wanted.key)
        prints = {wanted.words.print if wanted.words else "", row.print if row else ""} - {""}
        same = [one for one in said if one.print in prints]
        return same if row else [*same, *(one for one in said if one.subject == _subject(wanted))]

    def _is_told_apart(self, one: Channel | Role | Thread | Message) -> bool:
        """Whether it is ours by what it is, though nothing is known of it: what only the bot makes."""
        if isinstance(one, Channel):
            return self._is_closed_by_us(one)
        return one.id in self._keys if isinstance(one, Role) else True

    def _is_closed_by_us(self, one: Channel) -> bool:
        """Voice that is shut to everybody and lets the bot itself in by name."""
        rules = {rule.id: rule for rule in one.overwrites}
        everyone, own = rules.get(self.seen.guild_id), rules.get(self.seen.bot_id)
        is_shut = everyone is not None and everyone.deny & DOOR == DOOR
        return one.kind is Kind.VOICE and is_shut and own is not None and own.allow & DOOR == DOOR

    @cached_property
    def _keys(self) -> frozenset[int]:
        """Roles that open voice which we closed, and no other channel."""
        ours = [one for one in self.seen.channels if self._is_closed_by_us(one)]
        others = [one for one in self.seen.channels if one not in ours]
        let_in, elsewhere = ({rule.id for one in some for rule in one.overwrites} for some in (ours, others))
        return frozenset(let_in - elsewhere)


def _subject(wanted: Wanted) -> str:
    return wanted.words.subject if wanted.words else ""


def is_marked(thing: object, key: str) -> bool:
    return isinstance(thing, Channel) and key in marked(thing.topic)


def _is_marked_at_all(thing: object) -> bool:
    return isinstance(thing, Channel) and bool(marked(thing.topic))


def taken(operation: Operation, seen: Snapshot) -> Known:
    """Return what is known of a thing after it was taken over: as it is."""
    wanted, thing = operation.wanted, seen.thing(operation.id)
    row = Known(operation.key, operation.kind, id=operation.id, parent=wanted.parent if wanted else "")
    if isinstance(thing, Channel):
        holders = frozenset() if operation.is_found else frozenset(one.id for one in thing.overwrites)
        row = row.but(name=thing.name, topic=thing.topic, parent_id=thing.parent_id, holders=holders)
    elif isinstance(thing, Thread):
        row = row.but(name=thing.name, parent_id=thing.parent_id)
    elif isinstance(thing, Message):
        row = row.but(print=thing.print)
    else:
        row = row.but(name=getattr(thing, "name", ""))
    return row.but(is_found=operation.is_found)
