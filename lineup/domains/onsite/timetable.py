"""The programme of a day as a table: rooms side by side, one row for each time at which something begins."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from lineup.core.foundation import zones
from lineup.domains.onsite.models import Room


@dataclass(frozen=True)
class Cell:
    """What takes place in a room from its row on, for `rows` rows; sessions that overlap there share it."""

    room: Room | None
    sessions: tuple[Any, ...] = ()
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A time at which something begins. A room that is still in use from above has no cell."""

    starts_at: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Day:
    """A day of the programme on the event's clock; `rooms` may end with None, for what has no room yet."""

    day: date
    rooms: tuple[Room | None, ...]
    rows: tuple[Row, ...] = field(default=())


def days(starts: Iterable[datetime | None], zone: str) -> list[date]:
    """Return the days, on a clock of the zone, on which one of these instants falls."""
    return sorted({zones.local(start, zone).date() for start in starts if start})


class Timed(Protocol):
    """What can stand in the table: a session, or a part of a duty."""

    @property
    def pk(self) -> Any: ...
    @property
    def room_id(self) -> Any: ...
    @property
    def starts_at(self) -> datetime | None: ...
    @property
    def ends_at(self) -> datetime | None: ...


def of_day(
    sessions: Iterable[Timed],
    rooms: Sequence[Room],
    day: date,
    zone: str,
    *,
    marks: Iterable[datetime] = (),
    every_room: bool = False,
) -> Day:
    """Return the table of what begins on this day, for the rooms that are used on it, in their order.

    `marks` are instants that get a row although nothing begins then; `every_room`: also those that are not used.
    """
    shown = [one for one in sessions if one.starts_at and zones.local(one.starts_at, zone).date() == day]
    used = {room.pk for room in rooms} if every_room else {one.room_id for one in shown}
    columns: tuple[Room | None, ...] = tuple(room for room in rooms if room.pk in used)
    if None in used:
        columns = (*columns, None)
    starts = sorted({*marks, *(one.starts_at for one in shown if one.starts_at)})
    in_room: dict[Any, list[Timed]] = defaultdict(list)
    for one in shown:
        in_room[one.room_id].append(one)
    blocks = {room and room.pk: _blocks(in_room[room and room.pk], room, starts) for room in columns}
    rows = [Row(start, tuple(_cells(columns, blocks, index))) for index, start in enumerate(starts)]
    return Day(day, columns, tuple(rows))


def _blocks(held: Iterable[Timed], room: Room | None, starts: Sequence[datetime]) -> dict[int, Cell | None]:
    """The room's cells by the number of their row; None where the one above reaches down to."""
    found: dict[int, Cell | None] = {}
    for sessions, until in _together(held):
        first, after = bisect_left(starts, sessions[0].starts_at), bisect_left(starts, until)  # type: ignore[type-var]
        found.update(dict.fromkeys(range(first, after)))
        found[first] = Cell(room, tuple(sessions), after - first)
    return found


def _together(sessions: Iterable[Timed]) -> list[tuple[list[Timed], datetime]]:
    """Sessions of one room by time, those that overlap in one group, each group with its end."""
    groups: list[tuple[list[Timed], datetime]] = []
    for one in sorted(sessions, key=lambda one: (one.starts_at, one.pk)):
        assert one.starts_at
        assert one.ends_at
        if groups and one.starts_at < groups[-1][1]:
            group, until = groups[-1]
            groups[-1] = ([*group, one], max(until, one.ends_at))
        else:
            groups.append(([one], one.ends_at))
    return groups


def _cells(columns: Iterable[Room | None], blocks: Mapping[Any, Mapping[int, Cell | None]], index: int) -> list[Cell]:
    found = (blocks[room and room.pk].get(index, Cell(room)) for room in columns)
    return [cell for cell in found if cell is not None]
