"""Which events somebody finds: upcoming, running or past, narrowed by what they look for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.events import events, search
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event

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

    def order(self, *, last_first: bool = False) -> tuple[str, ...]:
        """Return the order of the lists by time; what is found by words comes by the numbers of their rows."""
        fields = ("found",) if self.text.strip() else ("starts_at", "id")
        return tuple(f"-{field}" for field in fields) if last_first else fields


def upcoming(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return published events that have not begun, for the order of what is wanted."""
    return _found(person, wanted or Wanted(), start=at).filter(state=S.PUBLISHED)


def running(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return published events that have begun and not ended, for the order of what is wanted."""
    wanted = wanted or Wanted()
    start = _oldest_running(at) if wanted.text.strip() else None
    return _found(person, wanted, start=start, end=at).filter(state=S.PUBLISHED, ends_at__gt=at)


def _oldest_running(at: datetime) -> datetime | None:
    """When the oldest began that runs: so that no search reads through all that is over."""
    rows = Offering.objects.filter(kind=Offering.Kind.EVENT, state=S.PUBLISHED, starts_at__lt=at, ends_at__gt=at)
    return rows.order_by("starts_at").values_list("starts_at", flat=True).first()


def past(person: Person | None, *, at: datetime, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return finished events, for the order of what is wanted, the last first."""
    return _found(person, wanted or Wanted(), end=at).filter(state=S.FINISHED)


def between(
    person: Person | None, *, start: datetime, end: datetime, wanted: Wanted | None = None
) -> "QuerySet[Offering]":
    """Return the events that begin in this time, those called off too, for the order of what is wanted."""
    rows = _found(person, wanted or Wanted(), start=start, end=end)
    return rows.filter(state__in=[S.PUBLISHED, S.FINISHED, S.CANCELLED])


def _found(
    person: Person | None, wanted: Wanted, *, start: datetime | None = None, end: datetime | None = None
) -> "QuerySet[Offering]":
    begins = {key: at for key, at in (("starts_at__gte", start), ("starts_at__lt", end)) if at}
    rows = events.with_all(offerings.listed_for(person)).filter(_narrowed(wanted), **begins)
    if wanted.text.strip():
        rows = rows.filter(search.found(wanted.text, start=start, end=end)).annotate(found=F(search.NUMBER))
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
