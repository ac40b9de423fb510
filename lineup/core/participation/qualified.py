"""Who holds what a pool asks for, on the day of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lineup.core.participation import holdings
from lineup.core.participation.models import Holding, Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person

# by qualification: until when it is taken for held, None for ever
Held = Mapping[Any, datetime | None]


# later than any that is entered
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
# of a place: until when its holder is taken to hold what the pool asks for; None where they never did
COUNTS_UNTIL = Subquery(
    Holding.objects.filter(
        person=OuterRef("participant"), qualification=OuterRef("pool__qualification"), revoked_at=None
    )
    .annotate(until=Coalesce("counts_until", Value(FOR_EVER)))
    .order_by("-until")
    .values("until")[:1]
)


def day(offering: Offering, at: datetime) -> datetime:
    """Return when what is asked must be held: at the start of what is ahead, else now."""
    return max(at, offering.starts_at) if offering.starts_at else at


def held(person: Person) -> Held:
    """Return what the person holds and held, by qualification, until when at the latest. One query."""
    rows = Holding.objects.filter(person=person, revoked_at=None).values_list("qualification", "counts_until")
    found: dict[Any, datetime | None] = {}
    for pk, until in rows:
        before = found.get(pk, until)
        found[pk] = None if until is None or before is None else max(before, until)
    return found


def who_qualify(rows: "QuerySet[Place]", pool: Pool, at: datetime) -> "QuerySet[Place]":
    """Return of these waiting places of the pool those whose whole group holds what it asks, if it does."""
    if pool.qualification_id is None:
        return rows
    held = holdings.counting(day(pool.offering, at), qualification=pool.qualification_id)
    waiting = Place.objects.filter(pool=pool.pk, party=OuterRef("party"), state=State.WAITLISTED)
    lacking = waiting.exclude(Exists(held.filter(person=OuterRef("participant"))))
    return rows.exclude(Exists(lacking))
