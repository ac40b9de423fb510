"""What the tests of the ledger share: one instant, and what is kept of a pool."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lineup.core.outbox.models import Message
from lineup.core.participation.models import Place, PlaceChange, Pool

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
START = AT + timedelta(days=30)
AFTER_THE_START = START + timedelta(minutes=1)


def later(minutes: float = 1) -> datetime:
    return AT + timedelta(minutes=minutes)


def kept() -> tuple[Any, ...]:
    """Everything an act could change, to be compared before and after one that is refused."""
    return (
        list(Place.objects.order_by("pk").values_list("pk", "state", "held_until", "priority", "party")),
        list(PlaceChange.objects.order_by("pk").values_list("pk", "to_state")),
        list(Pool.objects.order_by("pk").values_list("pk", "taken", "capacity")),
        list(Message.objects.order_by("pk").values_list("pk", "key")),
    )


def state_of(place: Place) -> str:
    """As the database has it."""
    return Place.objects.values_list("state", flat=True).get(pk=place.pk)


def states(*places: Place) -> list[str]:
    return [state_of(place) for place in places]
