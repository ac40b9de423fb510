"""What is in the guild already of what we would make: ours, from a call whose answer was lost, or people's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineup.domains.guilds.shape.snapshot import Channel, Message, Role, Snapshot, Thread, made_at_ms
from lineup.domains.guilds.shape.things import Kind, Known, Operation, State, Wanted, mark

# how far the clocks of Discord and ours may be apart
SKEW_MS = 60_000
# what people may have made beforehand. Never what lets somebody in: a role of theirs may open other doors.
SHARED = frozenset({Kind.CATEGORY, Kind.TEXT})


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
        said = wanted.words.print if wanted.words else row.print if row else ""
        for one in self._candidates(wanted, parent_id, said, is_begun=began is not None):
            if one.id in self.claimed:
                continue
            ours = is_marked(one, wanted.key) or (began is not None and made_at_ms(one.id) >= began - SKEW_MS)
            theirs = wanted.kind in SHARED and not _is_marked_at_all(one)
            if ours or (theirs and getattr(one, "parent_id", 0) == parent_id):
                self.claimed.add(one.id)
                return Found(one.id, is_found=not ours)
        return None

    def _candidates(
        self, wanted: Wanted, parent_id: int, said: str, *, is_begun: bool
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
            own = [one for one in self.seen.threads if one.owner_id == self.seen.bot_id and one.parent_id == parent_id]
            return [one for one in own if one.name == name]
        if kind is Kind.MESSAGE:
            return [one for one in self.seen.messages if one.channel_id == parent_id and one.print == said]
        return []


def is_marked(thing: object, key: str) -> bool:
    return isinstance(thing, Channel) and mark(key) in thing.topic


def _is_marked_at_all(thing: object) -> bool:
    return isinstance(thing, Channel) and "[lineup:" in thing.topic


def taken(operation: Operation, seen: Snapshot) -> Known:
    """Return what is known of a thing after it was taken over: as it is."""
    wanted, thing = operation.wanted, seen.by_id[operation.id]
    row = Known(operation.key, operation.kind, id=operation.id, parent=wanted.parent if wanted else "")
    if isinstance(thing, Channel):
        holders = frozenset() if operation.is_found else frozenset(one.id for one in thing.overwrites)
        row = row.but(name=thing.name, topic=thing.topic, parent_id=thing.parent_id, holders=holders)
    elif isinstance(thing, Thread):
        row = row.but(name=thing.name, parent_id=thing.parent_id)
    elif wanted and wanted.words:
        row = row.but(print=wanted.words.print)
    else:
        row = row.but(name=getattr(thing, "name", ""))
    return row.but(is_found=operation.is_found)
