"""What people let exhibitors know: their last word to one booth, else that to all of the event, else nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Booth, BoothSharing, BoothVisit

FIELDS = ("name", "email", "phone")
SHARES = Q(shares_name=True) | Q(shares_email=True) | Q(shares_phone=True)


@dataclass(frozen=True)
class Scanner:
    """A booth that scanned somebody, when last, and what they let it know now."""

    booth: Booth
    scanned_at: datetime
    fields: frozenset[str]


def with_shares(visits: "QuerySet[BoothVisit]") -> "QuerySet[Any]":
    """Return the visits with `shares_name`, `shares_email`, `shares_phone`: what the visitor lets the booth know."""
    own = BoothSharing.objects.filter(booth=OuterRef("booth"), person=OuterRef("visitor"))
    to_all = BoothSharing.objects.filter(event=OuterRef("booth__event"), person=OuterRef("visitor"), booth=None)
    return visits.annotate(**{f"shares_{field}": _word(own, to_all, field) for field in FIELDS})


def _word(own: Any, to_all: Any, field: str) -> Coalesce:
    words = (Subquery(rows.values(field)[:1]) for rows in (own, to_all))
    return Coalesce(*words, Value(value=False), output_field=BooleanField())


def to_all(person: Person, event: Event) -> frozenset[str]:
    """Return the fields that the person lets every exhibitor know who scans their badge."""
    return _fields(BoothSharing.objects.filter(person=person, event=event, booth=None).first())


def _fields(word: BoothSharing | None) -> frozenset[str]:
    return frozenset(field for field in FIELDS if word and getattr(word, field))


def scanners(person: Person, event: Event) -> list[Scanner]:
    """Return the booths that scanned the person, the last first. One query."""
    rows = BoothVisit.objects.filter(visitor=person, booth__event=event).select_related("booth__exhibitor")
    found: dict[Any, Scanner] = {}
    for visit in with_shares(rows).order_by("-scanned_at", "-id"):
        known = frozenset(field for field in FIELDS if getattr(visit, f"shares_{field}"))
        found.setdefault(visit.booth_id, Scanner(visit.booth, visit.scanned_at, known))
    return list(found.values())


@transaction.atomic
def say(
    person: Person, event: Event, fields: Collection[str], *, booth: Booth | None = None, by: Actor, at: datetime
) -> None:
    """Let the booth (or, without one, each of the event that was told nothing else) know these FIELDS, and no others.

    Where a booth thereby knows nothing more of them, what it noted about them is deleted. Raises UnknownChoice.
    """
    for field in fields:
        inputs.choice(field, FIELDS, field="fields")
    # held, so that a note made in this moment does not outlive it
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    said = {field: field in fields for field in FIELDS}
    BoothSharing.objects.update_or_create(person=person, event=event, booth=booth, defaults={**said, "said_at": at})
    _forget_notes(person, event)
    metadata = {"fields": sorted(fields), "booth": str(booth.pk) if booth else ""}
    entries.record(
        by=by, at=at, action="booth_sharing.say", on=person, club_id=event.offering.club_id, metadata=metadata
    )


@transaction.atomic
def withdraw(person: Person, event: Event, *, by: Actor, at: datetime) -> None:
    """Let no exhibitor of the event know anything any more: neither those of today nor who scans the badge later."""
    BoothSharing.objects.filter(person=person, event=event, booth__isnull=False).delete()
    say(person, event, (), by=by, at=at)


def _forget_notes(person: Person, event: Event) -> None:
    rows = with_shares(BoothVisit.objects.filter(visitor=person, booth__event=event).exclude(notes=""))
    silent = list(rows.filter(~SHARES).values_list("pk", flat=True))
    BoothVisit.objects.filter(pk__in=silent).update(notes="")
