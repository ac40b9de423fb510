"""Who was there: checked in at the door, and taken back after a slip."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Attendance


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
