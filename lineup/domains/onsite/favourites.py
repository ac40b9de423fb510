"""Sessions that somebody wants to see."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Favourite, Session


@transaction.atomic
def star(session: Session, person: Person, *, at: datetime) -> None:
    """Put the session into the person's own programme; once is enough."""
    Favourite.objects.get_or_create(session=session, person=person, defaults={"created_at": at})


@transaction.atomic
def unstar(session: Session, person: Person) -> None:
    """Take the session out of the person's own programme; what is not in it stays out."""
    Favourite.objects.filter(session=session, person=person).delete()


def of(person: Person | None, event: Event) -> frozenset[UUID]:
    """Return the ids of the event's sessions in the person's own programme."""
    if person is None:
        return frozenset()
    rows = Favourite.objects.filter(person=person, session__event=event, session__binned_at=None)
    return frozenset(rows.values_list("session", flat=True))
