"""Visits of booths: a badge scanned there, what may be known of who showed it, and how many came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, zones
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import limits
from lineup.core.people.limits import Limit
from lineup.core.people.models import Person
from lineup.domains.onsite import booths, sharing, visitors
from lineup.domains.onsite.models import Booth, BoothVisit

LONGEST_NOTES = 2000
# more than a hand can scan: ids are not to be guessed
SCANNING = Limit("booth-scan", 60, 60)


class OwnBadge(Refusal):
    code = "own_badge"
    sentence = _("This is your own badge; scan that of a visitor.")
    field = "code"


class NothingShared(Refusal):
    code = "nothing_shared"
    sentence = _("This visitor shares nothing with you, so nothing can be noted; ask them to, on their own page.")
    field = "notes"


@dataclass(frozen=True)
class Scanned:
    """A visit, and whether it is the first of its day."""

    visit: Any
    is_fresh: bool


@dataclass(frozen=True)
class Numbers:
    """Visits of a booth in all and today, and how many people these were; counted from the visits themselves."""

    total: int
    today: int
    people: int


def scan(booth: Booth, code: str, *, at: datetime) -> Scanned:
    """Count a visit of whose badge this is; scanned again on the same day of the event, it is the same visit.

    Raises UnknownBadge, BadgeHoldsNoMore, OwnBadge, TooManyTries.
    """
    # counted on its own: a guess that fails must not take its count along
    limits.spend((SCANNING, f"{booth.exhibitor_id}|{booth.event_id}"), at=at)
    visitor = visitors.find(booth.event, code)
    if visitor.pk == booth.exhibitor_id:
        raise OwnBadge
    return _count(booth, visitor, at)


@transaction.atomic
def _count(booth: Booth, visitor: Person, at: datetime) -> Scanned:
    day = zones.local(at, booth.event.time_zone).date()
    row, fresh = BoothVisit.objects.get_or_create(
        booth=booths.stored(booth), visitor=visitor, day=day, defaults={"scanned_at": at}
    )
    return Scanned(_known(BoothVisit.objects.filter(pk=row.pk)).get(), fresh)


def of(booth: Booth) -> "QuerySet[Any]":
    """Return the visits of people who share something with the booth, to be listed by ("-scanned_at", "-id").

    What they share is read by `known`, and by nothing else.
    """
    return _known(BoothVisit.objects.filter(booth=booth.pk)).filter(sharing.SHARES)


def _known(rows: "QuerySet[BoothVisit]") -> "QuerySet[Any]":
    return sharing.with_shares(rows).select_related("visitor")


def known(visit: Any) -> dict[str, str]:
    """Return name, email and phone of the visitor as far as they share them; nothing for the rest."""
    return {
        field: getattr(visit.visitor, field) if getattr(visit, f"shares_{field}") else "" for field in sharing.FIELDS
    }


def find(booth: Booth, pk: Any) -> Any:
    """Return the booth's visit with this id, as `of` shows it, be it of somebody who shares nothing. Raises Missing."""
    try:
        return _known(BoothVisit.objects.filter(booth=booth.pk)).get(pk=pk)
    except (BoothVisit.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def note(visit: Any, notes: str) -> None:
    """Keep what the exhibitor noted about the visit. Raises NothingShared, TooLong."""
    # held, so that no withdrawal in this moment is overtaken
    Person.objects.select_for_update(of=("self",)).get(pk=visit.visitor_id)
    rows = sharing.with_shares(BoothVisit.objects.filter(pk=visit.pk))
    if not rows.filter(sharing.SHARES).exists():
        raise NothingShared
    visit.notes = inputs.prose(notes, field="notes", most=LONGEST_NOTES)
    BoothVisit.objects.filter(pk=visit.pk).update(notes=visit.notes)


@transaction.atomic
def remove(visit: Any) -> None:
    """Take a visit back that was scanned by mistake."""
    BoothVisit.objects.filter(pk=visit.pk).delete()


def numbers(booth: Booth, *, at: datetime) -> Numbers:
    """Return how many visits there were in all and on this day of the event. One query."""
    zone = booth.event.time_zone
    today = zones.local(at, zone).date()
    begins, ends = (zones.on_clock(today + timedelta(days), time(), zone) for days in (0, 1))
    found = BoothVisit.objects.filter(booth=booth.pk).aggregate(
        total=Count("pk"),
        today=Count("pk", filter=Q(scanned_at__gte=begins, scanned_at__lt=ends)),
        people=Count("visitor", distinct=True),
    )
    return Numbers(**found)


def counted(booths_of_event: Iterable[Booth]) -> dict[Any, int]:
    """Return how many visits each of these booths had, by its id; none for one that is left out. One query."""
    rows = BoothVisit.objects.filter(booth__in=[booth.pk for booth in booths_of_event]).order_by()
    return dict(rows.values_list("booth").annotate(Count("pk")))


def lines(booth: Booth) -> Iterator[list[Any]]:
    """Yield the visits of people who share something, the first first, as a table: time, what they share, notes."""
    yield [str(one) for one in (_("Visit"), _("Name"), _("E-mail address"), _("Phone"), _("Notes"))]
    for visit in of(booth).order_by("scanned_at", "id").iterator(chunk_size=500):
        yield [visit.scanned_at, *known(visit).values(), visit.notes]
