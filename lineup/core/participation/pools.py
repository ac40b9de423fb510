"""Pools: opened and changed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid
from lineup.core.participation import capacity, queue
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.actors import Actor

SETTINGS = (
    "name",
    "capacity",
    "admission",
    "waitlist",
    "offer_minutes",
    "party_limit",
    "opens_at",
    "closes_at",
)


class CapacityBelowTaken(Invalid):
    code = "capacity_below_taken"
    sentence = _("%(taken)s places are taken; choose at least that many, or revoke places first.")
    field = "capacity"


class ClosesBeforeItOpens(Invalid):
    code = "closes_before_it_opens"
    sentence = _("Sign-up must close after it opens; change one of the two times.")
    field = "closes_at"


@transaction.atomic
def make(offering: Offering, *, role: str, **settings: object) -> Pool:
    """Return a new pool of the offering with the given SETTINGS. Raises ClosesBeforeItOpens."""
    pool = Pool(offering=offering, role=role, **settings)
    _check_times(pool)
    pool.save(force_insert=True)
    return pool


@transaction.atomic
def change(pool: Pool, *, by: Actor, at: datetime, **settings: object) -> Pool:
    """Change SETTINGS of the pool; room that this makes goes to the queue at once.

    Raises CapacityBelowTaken (with the number), ClosesBeforeItOpens.
    """
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(f"not settings of a pool: {sorted(unknown)}")
    locked = capacity.lock(pool.pk)
    before = {field: getattr(locked, field) for field in settings}
    for field, value in settings.items():
        setattr(locked, field, value)
    _check_times(locked)
    if locked.capacity is not None and locked.capacity < locked.taken:
        raise CapacityBelowTaken(taken=locked.taken)
    changed = [field for field in settings if before[field] != settings[field]]
    if changed:
        locked.save(update_fields=changed)
        entries.record(
            by=by,
            at=at,
            action="pool.change",
            on=locked,
            club_id=locked.offering.club_id,
            metadata={field: [str(before[field]), str(settings[field])] for field in changed},
        )
        queue.fill(locked, at=at)
    return locked


def _check_times(pool: Pool) -> None:
    if pool.opens_at and pool.closes_at and pool.closes_at <= pool.opens_at:
        raise ClosesBeforeItOpens
