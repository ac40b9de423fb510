"""In what a thing that stands is not as it should be; what people changed by hand stays as they left it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lineup.domains.guilds.shape.snapshot import Channel, Overwrite, Role, Snapshot, Thread
from lineup.domains.guilds.shape.things import BOT, EVERYONE, USER, Known, Wanted


@dataclass(frozen=True)
class Looks:
    """`ids` of what stands, by key."""

    seen: Snapshot
    ids: Mapping[str, int]
    respects_people: bool = True

    def fields(self, wanted: Wanted, row: Known) -> tuple[str, ...]:
        """Return which fields are to be changed: name, parent, topic, access, open, words."""
        thing = self.seen.by_id.get(row.id)
        if isinstance(thing, Channel):
            return self._of_channel(wanted, row, thing)
        if isinstance(thing, Role):
            return ("name",) if self._differs(wanted.name, row.name, thing.name) else ()
        if wanted.words and row.print != wanted.words.print:
            return ("words",)
        return self._of_thread(wanted, row, thing) if not wanted.words else ()

    def _differs(self, wanted: object, last: object, seen: object) -> bool:
        if wanted == seen:
            return False
        return seen == last or not self.respects_people

    def _of_channel(self, wanted: Wanted, row: Known, channel: Channel) -> tuple[str, ...]:
        if row.is_found:
            return ()
        # what has no id yet can't be gone to: the next plan sees to it
        parent = self.ids.get(wanted.parent, row.parent_id) if wanted.parent else 0
        found = ["name"] if self._differs(wanted.name, row.name, channel.name) else []
        found += ["parent"] if self._differs(parent, row.parent_id, channel.parent_id) else []
        found += ["topic"] if self._differs(wanted.marked_topic, row.topic, channel.topic) else []
        found += ["access"] if self._access_differs(wanted, row, channel) else []
        return tuple(found)

    def _access_differs(self, wanted: Wanted, row: Known, channel: Channel) -> bool:
        """People may add others; whom we let in or keep out is as we have it."""
        there = {one.id: one for one in channel.overwrites}
        ours = overwrites(wanted, self.seen, self.ids)
        stale = (row.holders - {one.id for one in ours}) & there.keys()
        return bool(stale) or any(there.get(one.id) != one for one in ours)

    def _of_thread(self, wanted: Wanted, row: Known, thread: object) -> tuple[str, ...]:
        if not isinstance(thread, Thread):
            return ("open",) if wanted.is_open else ()
        renamed = wanted.is_open is not False and self._differs(wanted.name, row.name, thread.name)
        return (*(["name"] if renamed else []), *(["open"] if wanted.is_open is False else []))


def overwrites(wanted: Wanted, seen: Snapshot, ids: Mapping[str, int]) -> tuple[Overwrite, ...]:
    """Return the thing's access with the ids of this guild, without roles that have none yet."""
    found = []
    for one in wanted.access:
        if one.who.startswith(USER):
            target, of_user = int(one.who.removeprefix(USER)), True
        elif one.who == BOT:
            target, of_user = seen.bot_id, True
        else:
            target, of_user = seen.guild_id if one.who == EVERYONE else ids.get(one.who, 0), False
        if target:
            found.append(Overwrite(target, one.allow, one.deny, of_user))
    return tuple(found)


def merged(wanted: Wanted, row: Known, seen: Snapshot, ids: Mapping[str, int]) -> tuple[Overwrite, ...]:
    """Return the overwrites to set: ours, and those that people made."""
    ours = overwrites(wanted, seen, ids)
    replaced = row.holders | {one.id for one in ours}
    channel = seen.channel.get(row.id)
    return (*ours, *(one for one in channel.overwrites if one.id not in replaced)) if channel else ours
