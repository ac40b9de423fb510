"""Who comes, shown to those who may know."""

from django.db.models import QuerySet

from lineup.core.participation import offerings, places
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.models import Event


def shown_to(person: Person | None, event: Event, pool: Pool) -> "QuerySet[Place]":
    """Return the confirmed places, by name, for who manages the event, and if it says so, for who comes as well.

    Names only are for showing: addresses belong to the organiser's list.
    """
    rows = Place.objects.filter(pool=pool, state=State.CONFIRMED).select_related("participant")
    return rows.order_by("participant__display_name", "pk") if _may_see(person, event, pool) else rows.none()


def _may_see(person: Person | None, event: Event, pool: Pool) -> bool:
    if person is None:
        return False
    if event.shows_participants and comes(person, pool):
        return True
    return offerings.may_manage(event.offering, person)


def comes(person: Person | None, pool: Pool) -> bool:
    """Whether the person has a confirmed place."""
    held = places.held_by(pool, person) if person else None
    return held is not None and held.state == State.CONFIRMED
