"""Which events somebody finds: upcoming, running or past, narrowed by what they look for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.events import events, search
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event

UPCOMING_ORDER = ("starts_at", "id")
PAST_ORDER = ("-starts_at", "-id")

S = Offering.State
LONG = ("event__description", "club__description", "organiser__bio")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty narrows nothing. `where` is "online", "onsite" or empty."""

    text: str = ""
    category: str = ""
    tag: str = ""
    city: str = ""
    where: str = ""
    club: str = ""
    after: datetime | None = None
    before: datetime | None = None


def upcoming(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return published events that have not begun, for UPCOMING_ORDER."""
    rows = _found(person, wanted or Wanted())
    return rows.filter(state=S.PUBLISHED, starts_at__gte=at)


def running(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return published events that have begun and not ended, for UPCOMING_ORDER."""
    rows = _found(person, wanted or Wanted())
    return rows.filter(state=S.PUBLISHED, starts_at__lt=at, ends_at__gt=at)


def past(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return finished events, for PAST_ORDER."""
    return _found(person, wanted or Wanted()).filter(state=S.FINISHED, starts_at__lt=at)


def between(
    person: Person | None, *, start: datetime, end: datetime, wanted: Wanted | None = None
) -> "QuerySet[Offering]":
    """Return the events that begin in this time, those called off too, for UPCOMING_ORDER."""
    rows = _found(person, wanted or Wanted())
    return rows.filter(state__in=[S.PUBLISHED, S.FINISHED, S.CANCELLED], starts_at__gte=start, starts_at__lt=end)


def _found(person: Person | None, wanted: Wanted) -> "QuerySet[Offering]":
    rows = events.with_all(offerings.listed_for(person)).filter(_narrowed(wanted))
    if wanted.text.strip():
        rows = rows.filter(pk__in=search.events_with(wanted.text))
    pools = Prefetch("pools", Pool.objects.filter(role=ATTENDEE), to_attr="attendee_pools")
    return rows.defer(*LONG).prefetch_related(pools)


def _narrowed(wanted: Wanted) -> Q:
    q = Q()
    if wanted.category:
        q &= Q(event__category=wanted.category)
    if wanted.tag:
        q &= Q(event__tags=wanted.tag)
    if wanted.city:
        # asked from the venues' side: few are in one city
        q &= Q(pk__in=Event.objects.filter(venue__city__iexact=wanted.city).values("pk"))
    if wanted.club:
        q &= Q(club__slug=wanted.club)
    if wanted.after:
        q &= Q(starts_at__gte=wanted.after)
    if wanted.before:
        q &= Q(starts_at__lt=wanted.before)
    return q & _where(wanted.where)


def _where(where: str) -> Q:
    if where == "online":
        return Q(event__venue=None) & ~Q(event__stream_url="")
    return Q(event__venue__isnull=False) if where == "onsite" else Q()
