"""The one place where places are counted, and the lock under which they change."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State


def lock(pool_id: UUID) -> Pool:
    """Return the pool with its offering, locked until commit.

    Every change of a place takes its pool's lock first; that one order rules out deadlocks.
    """
    # `of=self`: the offering is read along, not locked, so that its other pools stay free;
    # `no_key`: rows that refer to the pool are written meanwhile, and two of their writers don't block each other
    return Pool.objects.select_for_update(of=("self",), no_key=True).select_related("offering").get(pk=pool_id)


def shift(pool: Pool, by: int) -> bool:
    """Take (`by` > 0) or free (`by` < 0) places; False, and nothing changed, if they don't fit."""
    return _count(pool, by, Q())


def claim_past_nobody(pool: Pool, number: int) -> bool:
    """Take places, but only if nobody waits: who comes later never passes the queue.

    Nor are any taken in what was cancelled, finished or put into the bin a moment ago.
    """
    waiting = Place.objects.filter(pool=OuterRef("pk"), state=State.WAITLISTED)
    on = Offering.objects.filter(pk=OuterRef("offering"), state=Offering.State.PUBLISHED, binned_at=None)
    return _count(pool, number, ~Q(Exists(waiting)) & Q(Exists(on)))


def _count(pool: Pool, by: int, condition: Q) -> bool:
    """The only writer of `taken`: one conditional UPDATE, which locks the pool until commit."""
    fits = Q(capacity=None) | Q(capacity__gte=F("taken") + by) if by > 0 else Q(taken__gte=-by)
    done = Pool.objects.filter(condition, fits, pk=pool.pk).update(taken=F("taken") + by)
    if done:
        pool.taken += by
    return bool(done)
