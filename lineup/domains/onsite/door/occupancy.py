"""Who is where by the scans, and how many in each room: the only writer of Presence and of Room.inside.

Entering one room leaves the other. Where somebody is, the last granted scan says (the greatest time, then client id);
scans that arrive late change nothing that a later one said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lineup.core.foundation.faults import Fault
from lineup.core.foundation.planned import Given, Planned
from lineup.domains.events.models import Event
from lineup.domains.onsite.door import reasons
from lineup.domains.onsite.models import Presence, Room, Scan

ROOMS = Room._meta.db_table
LOCKED = f"SELECT id FROM {ROOMS} WHERE id IN (%s, %s) ORDER BY id"  # noqa: S608 - names of our own tables
# locked in one order, so that two who change places do not wait for each other
IN_ORDER = f"SELECT id FROM ({LOCKED} FOR NO KEY UPDATE) AS locked"  # noqa: S608
# in SQL: who leaves and who enters in one statement, and never past the capacity of a room that stops
SHIFT = f"""
    UPDATE {ROOMS} SET inside = CASE WHEN id = %s THEN inside + 1 ELSE inside - 1 END
    WHERE id IN ({{rooms}})
    AND (id <> %s OR %s OR capacity IS NULL OR when_full <> 'stop' OR inside < capacity)
    AND (id = %s OR inside > 0)
"""  # noqa: S608


class Overtaken(Exception):
    """Somebody else was quicker: what was read is no longer so, and is to be read again."""


@dataclass(frozen=True)
class Move:
    """A granted scan that says where a person is from then on; `room` None for in no room."""

    event_id: UUID
    person_id: UUID
    room_id: UUID | None
    gone: bool
    at: datetime
    client_id: UUID


_HERE = Planned(
    lambda: Presence.objects.filter(
        event=Given("event", Presence.event.field),  # type: ignore[attr-defined]
        person=Given("person", Presence.person.field),  # type: ignore[attr-defined]
    )[:1]
)


def of(event_id: UUID, person_id: UUID) -> Presence | None:
    """Return where the person is by the last scan; None before the first. One query."""
    return _HERE.first(event=event_id, person=person_id)


def move(move: Move, was: Presence | None, *, over: bool = False) -> None:
    """Note where the person is now, in the caller's transaction.

    `was`: as `of` gave it; `over`: also past the capacity.
    Raises Overtaken where they moved meanwhile, or the room is full and stops: nothing is then to be kept.
    """
    if was is not None and (was.since, was.client_id) >= (move.at, move.client_id):
        return
    if was is None:
        _begin(move)
    else:
        _go_on(move, was)
    _shift(was.room_id if was else None, move.room_id, over=over)


def _begin(move: Move) -> None:
    row = Presence(
        event_id=move.event_id,
        person_id=move.person_id,
        room_id=move.room_id,
        since=move.at,
        client_id=move.client_id,
        gone=move.gone,
    )
    # two first scans at once: the unique constraint lets one in, the other reads again
    row.save(force_insert=True)


def _go_on(move: Move, was: Presence) -> None:
    rows = Presence.objects.filter(pk=was.pk, client_id=was.client_id)
    values = {"room": move.room_id, "since": move.at, "client_id": move.client_id, "gone": move.gone}
    if not rows.update(**values):
        raise Overtaken


def _shift(left: UUID | None, entered: UUID | None, *, over: bool) -> None:
    rooms = [room for room in (left, entered) if room]
    if left == entered or not rooms:
        return
    keys = [_key(room) for room in rooms]
    # a number that no room has, where nobody enters
    entering = _key(entered) if entered else _key(UUID(int=0))
    with connection.cursor() as cursor:
        if len(keys) == 1:
            within, given = "%s", keys
        elif connection.vendor == "postgresql":
            within, given = IN_ORDER, keys
        else:
            within, given = "%s, %s", keys
        cursor.execute(SHIFT.format(rooms=within), [entering, *given, entering, over, entering])
        if cursor.rowcount != len(keys):
            raise Overtaken


def _key(room: UUID) -> Any:
    return Room._meta.pk.get_db_prep_value(room, connection)


def merge(guest: UUID, into: UUID) -> None:
    """Of two who turn out to be one person let the later scan say where they are, in the caller's transaction."""
    own = {row.event_id: row for row in Presence.objects.filter(person=into)}
    for row in Presence.objects.filter(person=guest, event__in=list(own)):
        other = own[row.event_id]
        lesser = min(row, other, key=lambda one: (one.since, one.client_id))
        _shift(lesser.room_id, None, over=True)
        lesser.delete()


def leave(person: UUID) -> None:
    """Let somebody who is erased be nowhere, in the caller's transaction."""
    for row in Presence.objects.filter(person=person):
        _shift(row.room_id, None, over=True)
        row.delete()


# --- read ---------------------------------------------------------------------------------------


def inside(room: Room) -> "QuerySet[Presence]":
    """Return who is in the room by the scans, with the person, the latest first."""
    return Presence.objects.filter(room=room).select_related("person").order_by("-since", "id")


def arrived(event: Event) -> int:
    """Return how many people are at the event by the scans: not gone again."""
    return Presence.objects.filter(event=event, gone=False).count()


def last_moves(event: Event) -> "QuerySet[Scan]":
    """Return the granted scans that say where people are: of each person the last comes last."""
    rows = Scan.objects.filter(event=event, granted=True, person__isnull=False).exclude(
        reason__in=("still_inside", reasons.CARRIED)
    )
    return rows.order_by("person", "at", "client_id")


def counted(event: Event) -> dict[UUID, int]:
    """Count from the scans alone how many are in each room; what `Room.inside` must equal."""
    where: dict[Any, Any] = {}
    for person, room, way in last_moves(event).values_list("person", "room", "way").iterator():
        where[person] = room if way == Scan.Way.IN else None
    return dict(Counter(room for room in where.values() if room))


def faults() -> Iterator[Fault]:
    """Yield the rooms that count others than are in them; nothing, in a healthy house."""
    here = Presence.objects.filter(room=OuterRef("pk")).order_by().values("room").annotate(n=Count("pk")).values("n")
    rows = Room.objects.annotate(counted=Coalesce(Subquery(here), 0)).exclude(inside=F("counted"))
    for room in rows.iterator():
        yield Fault("wrong_room_count", f"Room {room.pk} says {room.inside} inside, its scans say {room.counted}.")


@transaction.atomic
def recount(event: Event) -> Iterable[UUID]:
    """Set each room of the event to what the presences say; return the rooms that were wrong."""
    rooms = Room.objects.select_for_update().filter(event=event).order_by("id")
    found = list(rooms)
    people = dict(
        Presence.objects.filter(event=event).filter(~Q(room=None)).values_list("room").annotate(Count("pk")).order_by()
    )
    wrong = [room for room in found if room.inside != people.get(room.pk, 0)]
    for room in wrong:
        Room.objects.filter(pk=room.pk).update(inside=people.get(room.pk, 0))
    return [room.pk for room in wrong]
