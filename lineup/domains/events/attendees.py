"""Who comes, shown to those who may know."""

from django.db.models import QuerySet

from lineup.core.foundation import text
from lineup.core.participation import entered, offerings
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event


def shown_to(person: Person | None, event: Event, pool: Pool) -> "QuerySet[Place]":
    """Return the confirmed places, by name, for who manages the event, and if it says so, for who comes as well.

    Names only are for showing: addresses belong to the organiser's list.
    """
    rows = _shown_to(person, event, pool).select_related("participant", "entered")
    return rows.annotate(name=entered.NAME).order_by("name", "pk")


def first_names(person: Person | None, event: Event, pool: Pool, *, most: int) -> list[str]:
    """Return what those are called who came first, at most so many, by name; nothing to who may not see them.

    An index gives them: however many come, no more are read.
    """
    rows = _shown_to(person, event, pool).order_by("queued_at", "pk")
    return sorted(rows.values_list(entered.NAME, flat=True)[:most], key=text.fold)


def _shown_to(person: Person | None, event: Event, pool: Pool) -> "QuerySet[Place]":
    if not _may_see(person, event):
        return Place.objects.none()
    return Place.objects.filter(pool=pool, state=State.CONFIRMED)


def _may_see(person: Person | None, event: Event) -> bool:
    if person is None:
        return False
    return offerings.may_manage(event.offering, person) or (event.shows_participants and comes(person, event))


def comes(person: Person | None, event: Event) -> bool:
    """Whether the person has a confirmed place among those who come."""
    if person is None:
        return False
    mine = Place.objects.filter(participant=person.pk, state=State.CONFIRMED)
    return mine.filter(pool__offering=event.pk, pool__role=ATTENDEE).exists()
