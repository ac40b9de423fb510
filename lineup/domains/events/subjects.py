"""Venues and files as the record names them, to those who keep the venue or manage the event."""

from collections.abc import Mapping

from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.participation import offerings, subjects
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events.models import Category, EventFile, Occurrence, Venue
from lineup.domains.events.venues import kept_by


def venues(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Venues by name."""
    rows = kept_by(reader).filter(pk__in=ids)
    return by_id(rows, lambda row: row.name, _venue_path)


def files(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Files by their name and that of their event."""
    managed = Offering.objects.filter(offerings.managed_by(reader))
    rows = EventFile.objects.select_related("event__offering__club").filter(pk__in=ids, event__offering__in=managed)
    return by_id(rows, lambda row: joined(row.name, row.event.offering.title), _file_path)


def _venue_path(venue: Venue) -> str:
    return "" if venue.binned_at else f"/venues/{venue.pk}/edit"


def _file_path(file: EventFile) -> str:
    return subjects.path(file.event.offering, "/files")


def repetitions(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Repetitions by the title of their first event."""
    managed = Offering.objects.filter(offerings.managed_by(reader))
    rows = Occurrence.objects.select_related("event__offering").order_by("repetition", "-day")
    rows = rows.filter(repetition__in=ids, event__offering__in=managed)
    first = {str(row.repetition_id): row for row in rows}
    return {
        key: Subject(row.event.offering.title if row.event else "", f"/repetitions/{key}") for key, row in first.items()
    }


def categories(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Categories by their name, which everybody knows."""
    return by_id(Category.objects.filter(pk__in=ids), str, lambda row: f"/platform/categories/{row.pk}")


FINDERS = {"category": categories, "venue": venues, "eventfile": files, "repetition": repetitions}
