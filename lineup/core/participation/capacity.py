"""The one place where places are counted, and the lock under which they change."""

from django.db.models import Exists, F, OuterRef, Q

from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State


def lock(pool_id: object) -> Pool:
    """Return the pool with its offering, locked until commit.

    Every change of a place takes its pool's lock first; that one order rules out deadlocks.
    """
    # `of=self`: the offering is read along, not locked, so that its other pools stay free
    return Pool.objects.select_for_update(of=("self",)).select_related("offering").get(pk=pool_id)


def shift(pool: Pool, by: int) -> bool:
    """Take (`by` > 0) or free (`by` < 0) places; False, and nothing changed, if they don't fit."""
    return _count(pool, by, Q())


def claim_past_nobody(pool: Pool, number: int) -> bool:
    """Take places, but only if nobody waits: who comes later never passes the queue."""
    waiting = Place.objects.filter(pool=OuterRef("pk"), state=State.WAITLISTED)
    return _count(pool, number, ~Q(Exists(waiting)))


def _count(pool: Pool, by: int, condition: Q) -> bool:
    """The only writer of `taken`: one conditional UPDATE, which locks the pool until commit."""
    fits = Q(capacity=None) | Q(capacity__gte=F("taken") + by) if by > 0 else Q(taken__gte=-by)
    done = Pool.objects.filter(condition, fits, pk=pool.pk).update(taken=F("taken") + by)
    if done:
        pool.taken += by
    return bool(done)
