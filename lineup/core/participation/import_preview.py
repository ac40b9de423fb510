"""The dry run: what an import would make of each line if it ran now. Reads, and writes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from lineup.core.participation import import_answers, import_lines, import_saying, places
from lineup.core.participation.import_lines import Group
from lineup.core.participation.models import ImportLine, PeopleImport, Place, Pool
from lineup.core.participation.transitions import LIVE

State = ImportLine.State


@dataclass(frozen=True)
class Foreseen:
    """A line as it would stand, with the name and the address on it."""

    line: ImportLine
    name: str
    email: str

    @property
    def state(self) -> str:
        return self.line.state


def foresee(batch: PeopleImport) -> list[Foreseen]:
    """Return what would become of each line, in their order. As many queries whatever the length."""
    lines = list(batch.lines.order_by("lead", "number"))
    shown = {line.number: import_lines.shown(line.cells, batch.mapping) for line in lines}
    held = _held(batch)
    pool = Pool.objects.get(pk=batch.pool_id)
    room, asked = _Room(pool), import_answers.asked(pool, batch.mapping)
    for _lead, together in groupby(lines, key=lambda line: line.lead):
        group = import_lines.group(together, batch.mapping)
        import_answers.judge(group, batch.mapping, asked)
        _settle(group, batch, held, room)
    lines.sort(key=lambda line: line.number)
    return [Foreseen(line, *shown[line.number]) for line in lines]


def counts(found: Iterable[Foreseen]) -> Mapping[str, int]:
    """Return how many lines would stand in each state."""
    return Counter(one.state for one in found)


def _held(batch: PeopleImport) -> frozenset[str]:
    """The addresses in the table whose people have a live place in the pool."""
    wanted = batch.lines.exclude(email_folded="").values("email_folded")
    rows = Place.objects.filter(pool=batch.pool_id, state__in=LIVE, participant__person__email_folded__in=wanted)
    return frozenset(rows.values_list("participant__person__email_folded", flat=True))


class _Room:
    """What is free in the pool, as the groups would take it one after the other."""

    def __init__(self, pool: Pool) -> None:
        self.free = pool.free
        self.can_wait = pool.waitlist != Pool.Waitlist.NONE

    def take(self, number: int) -> str:
        if self.free is None or number <= self.free:
            self.free = None if self.free is None else self.free - number
            return State.ENTERED
        return State.WAITS if self.can_wait else State.REFUSED


def _settle(group: Group, batch: PeopleImport, held: frozenset[str], room: _Room) -> None:
    for line, refusal in group.refused:
        import_saying.refuse(line, refusal, batch)
    if not group.said:
        return
    if group.contact.line.email_folded in held:
        for said in group.said:
            import_saying.settle(said.line, State.HELD)
        import_saying.say_held(group)
        return
    state = room.take(group.size)
    for said in group.said:
        if state == State.REFUSED:
            import_saying.refuse(said.line, places.PoolFull(), batch)
        else:
            import_saying.settle(said.line, state)
