"""What the door has seen: its scans read, counted, and forgotten after a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.domains.events.models import Attendance, Event
from lineup.domains.onsite.models import Presence, Room, Scan
from lineup.domains.onsite.roles import ATELIER

KEPT = timedelta(days=90)
BATCH = 1000
ORDER = ("-at", "id")


def of(event: Event, room_id: Any = None) -> "QuerySet[Scan]":
    """Return the event's scans with all that a list shows, the latest first; those of one room alone."""
    rows = Scan.objects.filter(event=event.pk).select_related("room", "person__participant", "session", "controller")
    rows = rows.filter(room=room_id) if room_id else rows
    return rows.order_by(*ORDER)


@dataclass(frozen=True)
class Figures:
    """Scans and refusals of a door, and how many different people were let in."""

    scans: int
    refused: int
    people: int


def figures(event: Event, room_id: Any = None, *, since: datetime | None = None) -> Figures:
    """Count the scans of the event, or of one room, since an instant. One query."""
    rows = Scan.objects.filter(event=event.pk)
    rows = rows.filter(room=room_id) if room_id else rows
    rows = rows.filter(at__gte=since) if since else rows
    came = Q(granted=True, way=Scan.Way.IN)
    counted = rows.aggregate(
        scans=Count("pk"), refused=Count("pk", filter=Q(granted=False)), people=Count("person", came, distinct=True)
    )
    return Figures(**counted)


@dataclass(frozen=True)
class Counts:
    """How many are at the event, of how many who are expected, and the rooms with how many are inside."""

    here: int
    expected: int
    rooms: "list[Room]"


def counts(event: Event) -> Counts:
    """Return the live counts of the event. Three queries, none of which reads scans."""
    places = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED).exclude(pool__role=ATELIER)
    expected = places.count()
    gone = Presence.objects.filter(event=OuterRef("pool__offering"), person=OuterRef("participant"), gone=True)
    here = places.filter(Exists(Attendance.objects.filter(place=OuterRef("pk")))).exclude(Exists(gone)).count()
    return Counts(here, expected, list(Room.objects.filter(event=event, binned_at=None).order_by("position", "id")))


# --- what devices decided, and the house would not have -----------------------------------------


def conflicts(event: Event) -> "QuerySet[Scan]":
    """Return scans that a device let in without network and the house would not have, the latest first.

    Also who was let in more than once: `twice` tells. Which of two came first does not depend on which arrived first.
    """
    others = Scan.objects.filter(
        event=OuterRef("event"), person=OuterRef("person"), granted=True, room=None, way=Scan.Way.IN, reason="welcome"
    ).filter(Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), client_id__lt=OuterRef("client_id")))
    twice = Exists(others) & Q(room=None, way=Scan.Way.IN, reason="welcome", granted=True)
    rows = of(event).annotate(twice=Exists(others)).filter(Q(offline=True) | Q(room=None))
    return rows.filter(Q(offline=True, granted=True) & ~Q(house_reason="") | twice)


def forget(*, before: datetime, limit: int = BATCH) -> int:
    """Delete the oldest scans that came before this instant, up to `limit`, and where people were; return how many."""
    oldest = Scan.objects.filter(received_at__lt=before).order_by("received_at").values_list("pk", flat=True)
    stale = Presence.objects.filter(since__lt=before, room=None).values_list("pk", flat=True)
    with transaction.atomic():
        gone = Scan.objects.filter(pk__in=list(oldest[:limit])).delete()[0]
        return gone + Presence.objects.filter(pk__in=list(stale[:limit])).delete()[0]
