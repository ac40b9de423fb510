"""Who comes, shown to those who may know."""

from django.db.models import QuerySet

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
    rows = Place.objects.none()
    if _may_see(person, event):
        rows = Place.objects.filter(pool=pool, state=State.CONFIRMED).select_related("participant", "entered")
    return rows.annotate(name=entered.NAME).order_by("name", "pk")


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
