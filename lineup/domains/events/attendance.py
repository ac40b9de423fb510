"""Who was there: checked in at the door, and taken back after a slip."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Attendance

# in SQL: of two doors at once exactly one hears that it was the first
NOTE = f"""
    INSERT INTO {Attendance._meta.db_table} (place_id, at, by_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""  # noqa: S608 - the name of our own table


class NotConfirmed(Refusal):
    code = "not_confirmed"
    sentence = _("Only who has a confirmed place can be checked in; confirm the place first.")


@transaction.atomic
def check_in(place: Place, *, by: Actor, at: datetime) -> Attendance:
    """Note that the place's holder is there; a second time keeps the first. Raises NotConfirmed."""
    if not Place.objects.filter(pk=place.pk, state=State.CONFIRMED).exists():
        raise NotConfirmed
    row, fresh = Attendance.objects.get_or_create(place=place, defaults={"at": at, "by": by.person})
    if fresh:
        _record(place, "attendance.check_in", by, at)
    return row


def note(place_id: UUID, *, by: UUID | None, at: datetime) -> bool:
    """Note that the place's holder is there, in the caller's transaction; False, and nothing changed, if it was noted.

    For the door, which checked that the place is confirmed and keeps a record of its own. One statement.
    """
    place = Place._meta.pk.get_db_prep_value(place_id, connection)
    person = Person._meta.pk.get_db_prep_value(by, connection)
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [place, Attendance._meta.get_field("at").get_db_prep_value(at, connection), person])
        return cursor.rowcount == 1


@transaction.atomic
def note_earliest(place_id: UUID, *, by: UUID | None, at: datetime) -> bool:
    """As `note`, for what arrives late: of several check-ins the earliest stands. Whether it was noted just now."""
    if note(place_id, by=by, at=at):
        return True
    Attendance.objects.filter(place=place_id, at__gt=at).update(at=at, by=by)
    return False


@transaction.atomic
def undo(place: Place, *, by: Actor, at: datetime) -> None:
    """Take a check-in back; without one nothing changes."""
    gone, _kinds = Attendance.objects.filter(place=place).delete()
    if gone:
        _record(place, "attendance.undo", by, at)


def is_noted(places: Sequence[UUID]) -> bool:
    """Whether any of the places' holders is checked in."""
    return Attendance.objects.filter(place__in=places).exists()


def _record(place: Place, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=place, club_id=place.pool.offering.club_id)
