"""Emptying the bin: sessions and rooms that lay in it for their time are deleted for good.

Each step deletes up to BATCH, returns how many, and is safe to run twice. Places never go, nor what they are of.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.audit import entries
from lineup.core.people.actors import HOUSE
from lineup.domains.onsite.models import Announcement, Presence, Room, Scan, Session

BATCH = 50


def purge_sessions(*, before: datetime, at: datetime) -> int:
    """Delete conferences in the bin since before this instant; an atelier stays with the history of its places."""
    rows = Session.objects.filter(~is_atelier(), binned_at__lt=before)
    return sum(_purge_session(row, before, at) for row in _oldest(rows))


def is_atelier() -> Q:
    """Return whether the session of a row has places of its own: then it stays."""
    return Q(pool__isnull=False)


def purge_rooms(*, before: datetime, at: datetime) -> int:
    """Delete rooms in the bin since before this instant that no session, be it in the bin, and no scan is of."""
    rows = Room.objects.filter(~is_used(), binned_at__lt=before)
    return sum(_purge_room(row, before, at) for row in _oldest(rows))


def is_used() -> Q:
    """Return whether a session, be it in the bin, or a scan is of the room of a row: then it stays."""
    session, scan, presence = (Exists(model.objects.filter(room=OuterRef("pk"))) for model in (Session, Scan, Presence))
    return Q(session) | Q(scan) | Q(presence)


def purge_announcements(*, before: datetime, at: datetime) -> int:
    """Delete announcements in the bin since before this instant."""
    rows = Announcement.objects.filter(binned_at__lt=before).select_related("offering").order_by("binned_at", "id")
    return sum(_purge_announcement(row, before, at) for row in rows[:BATCH])


def _oldest(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("event__offering").order_by("binned_at", "id")[:BATCH]


@transaction.atomic
def _purge_session(session: Session, before: datetime, at: datetime) -> bool:
    # asked again in the same statement: somebody may take it out of the bin in this moment
    if not Session.objects.filter(pk=session.pk, binned_at__lt=before).delete()[0]:
        return False
    club = session.event.offering.club_id
    entries.record(by=HOUSE, at=at, action="programme_session.purge", on=session, club_id=club)
    return True


@transaction.atomic
def _purge_room(room: Room, before: datetime, at: datetime) -> bool:
    if not Room.objects.filter(pk=room.pk, binned_at__lt=before).delete()[0]:
        return False
    entries.record(by=HOUSE, at=at, action="room.purge", on=room, club_id=room.event.offering.club_id)
    return True


@transaction.atomic
def _purge_announcement(row: Announcement, before: datetime, at: datetime) -> bool:
    if not Announcement.objects.filter(pk=row.pk, binned_at__lt=before).delete()[0]:
        return False
    entries.record(by=HOUSE, at=at, action="announcement.purge", on=row, club_id=row.offering.club_id)
    return True
