"""How far the records were read for those who listen."""

from lineup.core.webhooks import record
from lineup.core.webhooks.models import Endpoint, Position


def of(name: str) -> int:
    """Return up to which id the record was read."""
    return Position.objects.filter(pk=name).values_list("read_to", flat=True).first() or 0


def move(name: str, to: int) -> None:
    """Remember, in the caller's transaction, that the record was read up to this id; never backwards."""
    if not Position.objects.filter(pk=name).exists():
        Position.objects.bulk_create([Position(record=name, read_to=to)], ignore_conflicts=True)
    Position.objects.filter(pk=name, read_to__lt=to).update(read_to=to)


def begin_if_nobody_listens() -> None:
    """Skip what happened while nobody listened; call it in the transaction in which somebody begins to."""
    if not Endpoint.objects.filter(disabled_at=None).exists():
        for name in record.NAMES:
            move(name, record.newest(name))
