"""What goes because it is not wanted any more: only what is ours, from what is held to what holds it."""

from collections.abc import Collection, Mapping, Sequence

from lineup.domains.guilds.shape.adoption import Finder
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Act, Kind, Known, Lane, Operation, State, Wanted

ORDER = (Kind.PIN, Kind.GRANT, Kind.SEAT, Kind.MESSAGE, Kind.THREAD, Kind.VOICE, Kind.TEXT, Kind.CATEGORY, Kind.ROLE)
# a holder is asked before what it holds, which goes along; a category after its channels, which do not
ASKED = (Kind.ROLE, Kind.VOICE, Kind.TEXT, Kind.CATEGORY, Kind.THREAD, Kind.MESSAGE, Kind.PIN, Kind.SEAT, Kind.GRANT)


def removals(
    wanted: Sequence[Wanted],
    known: Mapping[str, Known],
    seen: Snapshot,
    ids: Mapping[str, int],
    *,
    moved: Collection[int],
) -> list[Operation]:
    """Return what is to be done about things of ours that nobody wants. What goes with its holder is only let go.

    To remove a thread closes it: what was said stays to be read. `moved`: channels that this plan puts elsewhere.
    """
    keys = {one.key for one in wanted}
    clearing = _Clearing(seen, known, ids, set(moved), closed={one.key for one in wanted if one.is_open is False})
    unwanted = sorted((row for row in known.values() if row.key not in keys), key=_rank)
    acts = {row.key: clearing.act(row) for row in sorted(unwanted, key=lambda row: ASKED.index(row.kind))}
    steps = ((row, acts[row.key]) for row in unwanted)
    return [Operation(act, row.key, row.kind, Lane.CLEAR, clearing.id(row)) for row, act in steps if act]


def _rank(row: Known) -> tuple[int, str]:
    return ORDER.index(row.kind), row.key


class _Clearing:
    """`leaving` grows as holders are asked; `channels` are those that leave their category."""

    def __init__(
        self, seen: Snapshot, known: Mapping[str, Known], ids: Mapping[str, int], moved: set[int], *, closed: set[str]
    ) -> None:
        self.seen, self.known, self.ids, self.closed = seen, known, ids, closed
        self.leaving: set[str] = set()
        self.channels = moved
        self.lost: dict[str, int] = {}

    def act(self, row: Known) -> Act | None:
        act = Act.LET_GO if self._goes_along(row) or not self._is_ours(row) else self._removal(row)
        if act is Act.REMOVE:
            self.leaving.add(row.key)
            self.channels.add(self.id(row))
        return act

    def id(self, row: Known) -> int:
        """Return the id of the thing, also of one whose making was cut off; 0 where there is none."""
        if row.state is not State.MAKING or row.kind.is_bond:
            return row.id
        if row.key not in self.lost:
            like = Wanted(row.key, row.kind, row.name, row.parent)
            found = Finder(self.seen, self.known).find(like, parent_id=row.parent_id)
            self.lost[row.key] = found.id if found and not found.is_found else 0
        return self.lost[row.key]

    def _is_ours(self, row: Known) -> bool:
        if row.kind.is_bond:
            return row.state is not State.GONE
        there = self.id(row) in self.seen.by_id if row.kind.is_channel or row.kind is Kind.ROLE else bool(self.id(row))
        return there and row.state is not State.GONE and not row.is_found

    def _removal(self, row: Known) -> Act | None:
        if row.kind is Kind.CATEGORY:
            return self._of_category(row)
        if row.kind is Kind.THREAD and self.id(row) not in self.seen.by_id:
            # closed already; it goes with its channel
            return None
        return Act.REMOVE

    def _of_category(self, row: Known) -> Act | None:
        """One in which people put something is theirs from now on; one that we have not emptied yet waits."""
        pk = self.id(row)
        staying = {one.id for one in self.seen.channels if one.parent_id == pk} - self.channels
        put_there = {one.id for one in self.known.values() if one.parent_id == pk and not one.is_found}
        if staying - put_there:
            return Act.LET_GO
        return None if staying else Act.REMOVE

    def _goes_along(self, row: Known) -> bool:
        """Whether it is in something that goes, or that is not there; in a closed thread all stays as it is."""
        if row.kind.is_channel or row.kind is Kind.ROLE:
            return False
        parent = row.parent
        while parent:
            if parent in self.leaving | self.closed or parent not in self.ids:
                return True
            holder = self.known.get(parent)
            parent = holder.parent if holder and not holder.kind.is_channel else ""
        return False
