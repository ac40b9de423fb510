"""The platform in numbers, as its admins see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

import lineup
from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club
from lineup.core.flags import flags
from lineup.core.foundation import space
from lineup.core.outbox import messages, ticks
from lineup.core.outbox.models import Message
from lineup.core.participation import in_use
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Account, Person


@dataclass(frozen=True)
class Census:
    """Counts as of one moment; sizes in bytes. `oldest` is the message that is due the longest, if any waits."""

    accounts: int
    admins: int
    closed: int
    guests: int
    clubs: int
    clubs_binned: int
    clubs_ownerless: int
    offerings: dict[str, int]
    confirmed: int
    waiting_places: int
    waiting: int
    leased: int
    dead: int
    oldest: Message | None
    last_tick_at: datetime | None
    database: str
    database_bytes: int
    free_bytes: int
    version: str


def take(*, at: datetime) -> Census:
    """Count everything. Always the same number of queries."""
    accounts = Account.objects.aggregate(
        accounts=Count("pk"), admins=Count("pk", _ADMIN), closed=Count("pk", Q(is_active=False))
    )
    clubs = Club.objects.aggregate(
        clubs=Count("pk", Q(binned_at=None)), clubs_binned=Count("pk", Q(binned_at__isnull=False))
    )
    places = Place.objects.aggregate(
        confirmed=Count("pk", Q(state=State.CONFIRMED)), waiting_places=Count("pk", Q(state=State.WAITLISTED))
    )
    waiting = messages.waiting()
    return Census(
        **accounts,
        **clubs,
        **places,
        guests=Person.objects.filter(account=None, anonymised_at=None).count(),
        clubs_ownerless=memberships.without_owner().count(),
        offerings=_offerings(),
        waiting=waiting.exclude(leased_until__gt=at).count(),
        leased=waiting.filter(leased_until__gt=at).count(),
        dead=messages.dead().count(),
        oldest=waiting.filter(due_at__lte=at).order_by("due_at").first(),
        last_tick_at=ticks.last_at(),
        database=space.database_version(),
        database_bytes=space.database_bytes(),
        free_bytes=space.free_bytes(),
        version=lineup.VERSION,
    )


_ADMIN = Q(role=Account.Role.ADMIN, is_active=True)


def _offerings() -> dict[str, int]:
    """How many offerings stand in each state, those in the bin, or of a club in it, left out."""
    rows = in_use.rows().order_by().values_list("state").annotate(n=Count("pk"))
    counted = dict(rows)
    return {str(state): counted.get(state, 0) for state in Offering.State.values}


WORKER_GONE = timedelta(minutes=2)
WORK_LATE = timedelta(minutes=5)
LEAST_FREE_BYTES = 1024**3


def concerns(found: Census, *, at: datetime) -> list[str]:
    """Return what asks for an admin's attention, as stable codes; nothing, on a quiet day."""
    tests = {
        "no_worker": found.last_tick_at is None or at - found.last_tick_at > WORKER_GONE,
        "work_late": found.oldest is not None and at - found.oldest.due_at > WORK_LATE,
        "work_given_up": found.dead > 0,
        "disk_nearly_full": found.free_bytes < LEAST_FREE_BYTES,
        "clubs_ownerless": found.clubs_ownerless > 0,
        "one_admin": found.admins < 2,
        "flags_overdue": bool(flags.overdue(on=at.date())),
    }
    return [code for code, holds in tests.items() if holds]
