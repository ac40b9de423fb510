"""What leads from a guild as it is to the guild as it should be: steps in an order in which each can be done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineup.domains.guilds.shape import clearing, faults, limits, restraint
from lineup.domains.guilds.shape.adoption import Finder, Found, taken
from lineup.domains.guilds.shape.asked import Standing
from lineup.domains.guilds.shape.differences import Looks
from lineup.domains.guilds.shape.faults import Fault
from lineup.domains.guilds.shape.snapshot import Snapshot
from lineup.domains.guilds.shape.things import Act, Kind, Known, Lane, Operation, State, Wanted

LOOKS = frozenset({"name", "topic"})
# what the listings of a snapshot would show if it were there
STANDING = frozenset({State.THERE, State.LEAVING})
LISTED = frozenset({Kind.CATEGORY, Kind.TEXT, Kind.VOICE, Kind.ROLE})


@dataclass(frozen=True)
class Plan:
    """`operations` in order. `missing`: keys of what people took away. `held`: removals that wait for a human, who
    agrees to their `tokens`. `faults`: why something is not done; each once."""

    operations: tuple[Operation, ...] = ()
    missing: tuple[str, ...] = ()
    held: tuple[Operation, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Return what stands for the removals that wait, each by itself."""
        return frozenset(map(token, self.held))


def token(removal: Operation) -> str:
    """Return what stands for this removal, of this thing and no other."""
    return f"{removal.key}={removal.id}"


def plan(
    wanted: Sequence[Wanted],
    known: Mapping[str, Known],
    seen: Snapshot,
    *,
    respects_people: bool = True,
    agreed: Collection[str] = (),
) -> Plan:
    """Return what to do. Nothing is removed but what `known` names as ours, and found things are let go.

    `agreed` are the `tokens` of removals that a human agreed to.
    """
    draft = _Draft(wanted, known, seen, respects_people=respects_people)
    for one in wanted:
        draft.look_at(one)
    removals = clearing.removals(wanted, known, seen, draft.ids, moved=draft.moved)
    held = _held_back([one for one in removals if token(one) not in agreed], known)
    kept_back = {one.key for one in held}
    due = [one for one in removals if not _is_within(one.key, kept_back, known)]
    operations = [*draft.operations, *due]
    allowed, found = _without_faults(_opening_first(operations, known, seen), seen, known, draft.ids)
    return Plan(tuple(allowed), tuple(draft.missing), held, found)


def standing(known: Mapping[str, Known], seen: Snapshot) -> Standing:
    """Return what stands, as `desired` wants to know it."""
    there = {key: row for key, row in known.items() if row.state is not State.GONE}
    ours = {row.id for row in there.values() if row.id}
    categories = {row.id: key for key, row in there.items() if row.kind is Kind.CATEGORY}
    strangers: dict[str, int] = {}
    for one in seen.channels:
        if one.id not in ours and one.parent_id in categories:
            home = categories[one.parent_id]
            strangers[home] = strangers.get(home, 0) + 1
    return Standing(
        parents={key: row.parent for key, row in there.items()},
        strangers=strangers,
        other_channels=sum(one.id not in ours for one in seen.channels),
        other_roles=sum(one.id not in ours for one in seen.roles),
    )


class _Draft:
    """A plan on its way: `ids` of what stands by key, `waits` of what can't be done before something else is."""

    def __init__(
        self, wanted: Sequence[Wanted], known: Mapping[str, Known], seen: Snapshot, *, respects_people: bool
    ) -> None:
        self.wanted = {one.key: one for one in wanted}
        self.known, self.seen = known, seen
        self.ids = {row.key: row.id for row in known.values() if row.state in STANDING and self._stands(row)}
        self.finder = Finder(seen, known)
        self.looks = Looks(seen, self.ids, respects_people)
        self.operations: list[Operation] = []
        self.missing: list[str] = []
        self.barred: set[str] = set()
        self.moved: set[int] = set()

    def _stands(self, row: Known) -> bool:
        return row.kind not in LISTED or row.id in self.seen.by_id

    def look_at(self, wanted: Wanted) -> None:
        row = self.known.get(wanted.key)
        if row is not None and row.state is State.THERE and not self._stands(row):
            self.missing.append(wanted.key)
            self.barred.add(wanted.key)
        elif (row is not None and row.state is State.GONE) or self._is_barred(wanted):
            self.barred.add(wanted.key)
            if row is not None and row.state is State.MAKING:
                self._find_again(wanted)
            elif row is not None and row.state is State.THERE:
                # it went with what held it, and is made anew if that is
                self.operations.append(Operation(Act.LET_GO, wanted.key, wanted.kind, Lane.CLEAR, row.id))
        elif row is not None and row.state is State.THERE:
            self._compare(wanted, row)
        elif row is not None and row.state is State.LEAVING and wanted.kind is Kind.MESSAGE:
            # nobody lists messages: this one goes for certain before it is said anew
            self.operations.append(Operation(Act.REMOVE, wanted.key, wanted.kind, wanted.lane, row.id))
        elif row is not None and row.state is State.LEAVING and wanted.kind in LISTED and self._stands(row):
            self._take_over(wanted, Found(row.id, is_found=False))
        else:
            self._begin(wanted)

    def _is_barred(self, wanted: Wanted) -> bool:
        """Whether it would be in something that people took away, or closed; a channel does without its category."""
        if wanted.kind.is_channel:
            return False
        is_closed = wanted.is_open is False or self._is_in_closed(wanted)
        row = self.known.get(wanted.key)
        return wanted.parent in self.barred or (is_closed and (row is None or row.state is State.MAKING))

    def _begin(self, wanted: Wanted) -> None:
        if wanted.kind is Kind.GRANT and self.seen.members is not None and wanted.user not in self.seen.members:
            return
        found = self.finder.find(wanted, parent_id=self.ids.get(wanted.parent, 0))
        if found is not None:
            self._take_over(wanted, found)
        elif not wanted.is_late:
            self.operations.append(Operation(Act.MAKE, wanted.key, wanted.kind, wanted.lane, wanted=wanted))
        elif wanted.key in self.known:
            # it was being said when the time for it ran out, and nobody heard it
            self.operations.append(Operation(Act.LET_GO, wanted.key, wanted.kind, Lane.CLEAR))

    def _find_again(self, wanted: Wanted) -> None:
        """See whether there is something that was being made when the place for it went."""
        found = self.finder.find(wanted, parent_id=self.ids.get(wanted.parent, 0))
        if found is None:
            self.operations.append(Operation(Act.LET_GO, wanted.key, wanted.kind, Lane.CLEAR))
        else:
            self._take_over(wanted, found)

    def _take_over(self, wanted: Wanted, found: Found) -> None:
        self.ids[wanted.key] = found.id
        take = Operation(Act.TAKE_OVER, wanted.key, wanted.kind, Lane.FIRST, found.id, wanted, is_found=found.is_found)
        self.operations.append(take)
        self._compare(wanted, taken(take, self.seen))

    def _compare(self, wanted: Wanted, row: Known) -> None:
        if wanted.kind is Kind.GRANT:
            self._hold_on(wanted, row)
            return
        if wanted.kind.is_bond or self._is_in_closed(wanted):
            return
        fields = self.looks.fields(wanted, row)
        self.moved |= {row.id} if "parent" in fields else set()
        # Discord takes two new names of a channel in ten minutes: what lets people in does not wait for it
        looks = tuple(one for one in fields if one in LOOKS)
        others = tuple(one for one in fields if one not in LOOKS)
        for some, lane in ((others, Lane.CHANGE if wanted.words else Lane.ACCESS), (looks, Lane.LOOKS)):
            if some:
                self.operations.append(Operation(Act.CHANGE, wanted.key, wanted.kind, lane, row.id, wanted, some))

    def _is_in_closed(self, wanted: Wanted) -> bool:
        parent = self.wanted.get(wanted.parent)
        return parent is not None and parent.kind is Kind.THREAD and parent.is_open is False

    def _hold_on(self, wanted: Wanted, row: Known) -> None:
        """Give a role again that somebody lost; who left the guild has none to lose."""
        if self.seen.members is None or self.ids.get(wanted.parent) in self.seen.members.get(wanted.user, frozenset()):
            return
        if wanted.user in self.seen.members:
            self.operations.append(Operation(Act.MAKE, wanted.key, wanted.kind, wanted.lane, wanted=wanted))
        else:
            self.operations.append(Operation(Act.LET_GO, wanted.key, wanted.kind, Lane.CLEAR, row.id))


def _weighty(removals: Iterable[Operation]) -> list[Operation]:
    """The removals that people would miss: what was said and where."""
    return [one for one in removals if one.act is Act.REMOVE and (one.kind.is_channel or one.kind is Kind.ROLE)]


def _held_back(removals: Sequence[Operation], known: Mapping[str, Known]) -> tuple[Operation, ...]:
    weighty = _weighty(removals)
    ours = sum(row.state is State.THERE and (row.kind.is_channel or row.kind is Kind.ROLE) for row in known.values())
    return tuple(weighty) if len(weighty) > restraint.most_at_once(ours) else ()


def _is_within(key: str, holders: set[str], known: Mapping[str, Known]) -> bool:
    """Whether it is one of the holders, or in one: what they hold is forgotten when they go, not before."""
    while key and key not in holders:
        row = known.get(key)
        key = "" if row is None or row.kind.is_channel else row.parent
    return bool(key)


def _opening_first(operations: Sequence[Operation], known: Mapping[str, Known], seen: Snapshot) -> list[Operation]:
    """Open a sleeping thread before somebody is seated in it."""
    opened = {one.key for one in operations if one.kind is Kind.THREAD}
    result: list[Operation] = []
    for one in operations:
        thread = known.get(one.wanted.parent if one.wanted else known[one.key].parent if one.key in known else "")
        inside = one.act in (Act.MAKE, Act.CHANGE, Act.REMOVE) and thread is not None and thread.kind is Kind.THREAD
        if inside and thread and thread.key not in opened and thread.id not in seen.by_id:
            opened.add(thread.key)
            like = Wanted(thread.key, Kind.THREAD, thread.name, thread.parent, is_open=True)
            result.append(Operation(Act.CHANGE, thread.key, Kind.THREAD, Lane.ACCESS, thread.id, like, ("open",)))
        result.append(one)
    return result


def _without_faults(
    operations: Sequence[Operation], seen: Snapshot, known: Mapping[str, Known], ids: Mapping[str, int]
) -> tuple[list[Operation], tuple[Fault, ...]]:
    allowed, found, barred = [], [], set()
    channels, roles = len(seen.channels), len(seen.roles)
    for one in operations:
        parent = one.wanted.parent if one.wanted else ""
        fault = faults.of(one, seen, known, ids)
        if one.act is Act.MAKE and one.kind.is_channel:
            channels += 1
            fault = fault or (Fault("full", "channels", one.key) if channels > limits.CHANNELS else None)
        if one.act is Act.MAKE and one.kind is Kind.ROLE:
            roles += 1
            fault = fault or (Fault("full", "roles", one.key) if roles > limits.ROLES else None)
        if fault:
            found.append(fault)
        if fault or (one.act is Act.MAKE and parent in barred):
            barred.add(one.key)
        else:
            allowed.append(one)
    once = {(fault.code, fault.what): fault for fault in reversed(found)}
    return allowed, tuple(sorted(once.values()))
