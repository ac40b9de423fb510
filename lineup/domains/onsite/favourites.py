"""Sessions that somebody wants to see, and their own programme: these, and the workshops they have a place in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE, OCCUPYING
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
    """Return the ids of the event's sessions that the person starred."""
    if person is None:
        return frozenset()
    rows = Favourite.objects.filter(person=person, session__event=event, session__binned_at=None)
    return frozenset(rows.values_list("session", flat=True))


def programme_of(person: Person | None, event: Event) -> frozenset[UUID]:
    """Return the ids of what is in the person's own programme of the event. One query."""
    if person is None:
        return frozenset()
    return frozenset(Session.objects.filter(_is_own(person), event=event, binned_at=None).values_list("pk", flat=True))


def programmes_of(person: Person, *, since: datetime) -> "QuerySet[Any]":
    """Return what of the person's own programmes ends after `since`, by time, of all events that they see.

    Each with event, room and speakers at hand, and `waits`: they have no place in it yet.
    """
    events = offerings.visible_to(person).exclude(state=Offering.State.DRAFT)
    rows = Session.objects.filter(_is_own(person), binned_at=None, ends_at__gt=since, event__in=events.values("pk"))
    waiting = Place.objects.filter(pool=OuterRef("pool"), contact=person, state__in=LIVE - OCCUPYING)
    rows = rows.annotate(waits=Exists(waiting)).select_related("event__offering", "event__venue", "room")
    return rows.prefetch_related("speakers").order_by("starts_at", "id")


def _is_own(person: Person) -> Q:
    starred = Favourite.objects.filter(person=person, session=OuterRef("pk"))
    held = Place.objects.filter(pool=OuterRef("pool"), contact=person, state__in=LIVE)
    return Q(Exists(starred)) | Q(Exists(held))
