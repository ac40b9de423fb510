"""Whose badge was shown at a booth."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.models import Event


class UnknownBadge(Refusal):
    code = "unknown_badge"
    sentence = _("No badge of this event has this code; scan it again, or type the id below it.")
    status = 404
    field = "code"


def find(event: Event, code: str, *, at: datetime) -> Person:
    """Return whose badge of the event has this code. Raises UnknownBadge."""
    try:
        place = _places(event).filter(pk=UUID(code.strip())).first()
    except ValueError:
        raise UnknownBadge from None
    person = Person.objects.filter(pk=place.participant_id).first() if place else None
    if person is None:
        raise UnknownBadge
    return person


def _places(event: Event) -> "QuerySet[Place]":
    return Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED)
