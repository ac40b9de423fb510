"""The one place where places are counted, and the lock under which they change."""

from uuid import UUID

from django.db import connection

from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State

# in SQL: this statement is the hottest of the house, and the whole rule can be read in it
COUNT = f"""
    UPDATE {Pool._meta.db_table} SET taken = taken + %s
    WHERE id = %s AND (%s <= 0 OR capacity IS NULL OR taken + %s <= capacity) AND taken + %s >= 0
"""  # noqa: S608 -- names of our own tables
NOBODY_WAITS = f"""
    AND NOT EXISTS (
        SELECT 1 FROM {Place._meta.db_table}
        WHERE pool_id = {Pool._meta.db_table}.id AND state = '{State.WAITLISTED}'
    )
"""  # noqa: S608
IS_ON = f"""
    AND EXISTS (
        SELECT 1 FROM {Offering._meta.db_table}
        WHERE id = {Pool._meta.db_table}.offering_id
        AND state = '{Offering.State.PUBLISHED}' AND binned_at IS NULL
    )
"""  # noqa: S608
CLAIM = COUNT + NOBODY_WAITS + IS_ON


def lock(pool_id: UUID) -> Pool:
    """Return the pool with its offering, locked until commit.

    Every change of a place takes its pool's lock first; that one order rules out deadlocks.
    """
    # `of=self`: the offering is read along, not locked, so that its other pools stay free;
    # `no_key`: rows that refer to the pool are written meanwhile, and two of their writers don't block each other
    return Pool.objects.select_for_update(of=("self",), no_key=True).select_related("offering").get(pk=pool_id)


def shift(pool: Pool, by: int) -> bool:
    """Take (`by` > 0) or free (`by` < 0) places; False, and nothing changed, if they don't fit."""
    return _count(COUNT, pool, by)


def claim_past_nobody(pool: Pool, number: int) -> bool:
    """Take places, but only if nobody waits: who comes later never passes the queue.

    Nor are any taken in what was cancelled, finished or put into the bin a moment ago.
    """
    return _count(CLAIM, pool, number)


def _count(statement: str, pool: Pool, by: int) -> bool:
    """The only writer of `taken`: one conditional UPDATE, which locks the pool until commit."""
    key = Pool._meta.pk.get_db_prep_value(pool.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [by, key, by, by, by])
        done = cursor.rowcount == 1
    if done:
        pool.taken += by
    return done
