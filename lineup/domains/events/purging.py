"""Emptying the bin: events, files and venues that lay in it for their time are deleted for good.

Each step deletes up to BATCH, returns how many, and is safe to run twice. Places and people never go.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from lineup.core.audit import entries
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import purging
from lineup.core.participation.models import Offering
from lineup.core.people.actors import HOUSE
from lineup.domains.events.models import Event, EventFile, Venue

BATCH = 50
REMOVE = "remove-event-file"


def purge_events(*, before: datetime, at: datetime) -> int:
    """Delete events in the bin since before this instant that nobody ever had a place at, with their files."""
    rows = purging.purgeable(before=before).filter(kind=Offering.Kind.EVENT).order_by("binned_at", "id")
    return sum(_purge_event(offering, before, at) for offering in rows[:BATCH])


@transaction.atomic
def _purge_event(offering: Offering, before: datetime, at: datetime) -> bool:
    stored = list(EventFile.objects.filter(event=offering.pk).values_list("file", flat=True))
    if not purging.purge(offering, before=before, by=HOUSE, at=at):
        return False
    for name in stored:
        _remove_later(name, at)
    return True


def purge_files(*, before: datetime, at: datetime) -> int:
    """Delete files in the bin since before this instant, from the database and from where they are stored."""
    rows = EventFile.objects.filter(binned_at__lt=before).select_related("event__offering")
    return sum(_purge_file(file, before, at) for file in rows.order_by("binned_at", "id")[:BATCH])


@transaction.atomic
def _purge_file(file: EventFile, before: datetime, at: datetime) -> bool:
    # asked again in the same statement: somebody may take it out of the bin in this moment
    if not EventFile.objects.filter(pk=file.pk, binned_at__lt=before).delete()[0]:
        return False
    entries.record(by=HOUSE, at=at, action="file.purge", on=file, club_id=file.event.offering.club_id)
    _remove_later(str(file.file.name), at)
    return True


def purge_venues(*, before: datetime, at: datetime) -> int:
    """Delete venues in the bin since before this instant; those that an event still shows stay."""
    rows = Venue.objects.filter(~is_shown(), binned_at__lt=before)
    return sum(_purge_venue(venue, before, at) for venue in rows.order_by("binned_at", "id")[:BATCH])


def is_shown() -> Exists:
    """Return whether an event shows the venue of a row: then it stays."""
    return Exists(Event.objects.filter(venue=OuterRef("pk")))


@transaction.atomic
def _purge_venue(venue: Venue, before: datetime, at: datetime) -> bool:
    if not Venue.objects.filter(pk=venue.pk, binned_at__lt=before).delete()[0]:
        return False
    entries.record(by=HOUSE, at=at, action="venue.purge", on=venue, club_id=venue.club_id)
    return True


def _remove_later(name: str, at: datetime) -> None:
    # by the outbox: a crash after the commit leaves no file behind
    messages.enqueue(REMOVE, key=f"remove:{name}", payload={"name": name}, at=at)


def remove_stored(message: Message) -> None:
    """Delete the stored file, if it is still there: the handler of topic "remove-event-file"."""
    EventFile._meta.get_field("file").storage.delete(message.payload["name"])
