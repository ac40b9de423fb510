"""What time does to places: offers that nobody answered, queues that go on."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.outbox.models import Message
from lineup.core.participation import capacity, places, queue
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import State, WrongState


def is_due(at: datetime) -> bool:
    """Whether an offer's time is over: a cheap read."""
    return _over(at).exists()


def _over(at: datetime) -> "QuerySet[Place]":
    over = Place.objects.filter(state=State.OFFERED, held_until__lte=at)
    # who was told that it is cancelled need not hear that an offer for it has lapsed
    return over.exclude(pool__offering__state=Offering.State.CANCELLED).order_by("held_until")


def lapse_due(*, at: datetime, limit: int = 200) -> int:
    """End up to `limit` offers whose time is over, each in its own transaction; return how many.

    Safe to run twice and on several machines.
    """
    lapsed = 0
    for place in list(_over(at)[:limit]):
        try:
            places.lapse(place, at=at)
        except WrongState:
            continue  # answered in this moment, or lapsed with its group
        lapsed += 1
    return lapsed


@transaction.atomic
def go_on_filling(message: Message, *, at: datetime) -> None:
    """Continue a hand-over that was too long for one transaction: the handler of topic "fill-pool"."""
    queue.fill(capacity.lock(message.payload["pool"]), at=at)
