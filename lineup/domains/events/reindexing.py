"""Writing the search rows of many events again, in batches that hold the write lock briefly."""

from datetime import datetime

from django.db import transaction

from lineup.core.outbox.models import Message
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import search, venues
from lineup.domains.events.models import Event, Venue

BATCH = 100


@transaction.atomic
def venue_changed(message: Message, *, at: datetime) -> None:
    """Index one batch of the venue's events, and enqueue the next: the handler of topic "reindex-venue"."""
    venue = Venue.objects.filter(pk=message.payload["venue"]).first()
    if venue is None:
        return
    rows = Event.objects.filter(venue=venue).order_by("pk")
    if message.payload["after"]:
        rows = rows.filter(pk__gt=message.payload["after"])
    batch = list(rows.select_related("offering", "venue", "category").prefetch_related("tags")[:BATCH])
    for event in batch:
        search.index(event)
    if len(batch) == BATCH:
        venues.reindex_from(venue, str(batch[-1].pk), at=at)


def organiser_left(person: Person, *, by: Actor, at: datetime) -> None:
    """Index the events of somebody who was erased under what is left of their titles, in the caller's transaction."""
    rows = Event.objects.filter(offering__organiser=person).select_related("offering", "venue", "category")
    for event in rows.prefetch_related("tags").order_by("pk"):
        search.index(event)
