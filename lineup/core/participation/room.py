"""Whether there is room in a pool: places taken for a group, or the refusal that says how many are free."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import capacity, queue
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State


class PoolFull(Refusal):
    code = "pool_full"
    sentence = _("This is full and has no waitlist.")


def is_full(pool: Pool, number: int) -> bool:
    """Whether so many more do not fit. A plain read: a rush on what is full need not queue for the pool's lock."""
    return Pool.objects.filter(pk=pool.pk, capacity__lt=F("taken") + number).exists()


def take(pool: Pool, number: int) -> None:
    """Take places for so many, past the queue. Raises PoolFull."""
    if not capacity.shift(pool, number):
        raise PoolFull(
            _("Places needed: %(number)s, places free: %(free)s. Raise the capacity or free some first."),
            free=pool.free,
            number=number,
        )


def take_or_wait(pool: Pool, number: int) -> State:
    """Take places for who is entered by hand, past the queue; return where they stand. Raises PoolFull."""
    if pool.waitlist == Pool.Waitlist.NONE:
        take(pool, number)
        return State.CONFIRMED
    return State.CONFIRMED if capacity.shift(pool, number) else State.WAITLISTED


def take_in_turn(pool: Pool, party: Sequence[Place], *, at: datetime) -> bool:
    """Take places past nobody; who asked before all of those who wait would stand at their head, and is in at once."""
    if capacity.claim_past_nobody(pool, len(party)):
        return True
    first = queue.hands_over(pool, at=at) and not queue.ahead(party[0])
    return first and capacity.shift(pool, len(party))
