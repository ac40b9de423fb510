"""From the record to those who listen: reads what was appended, and writes one delivery per endpoint that wants it.

Changes of places and acts are append-only and written in the transaction of what they record, so that nothing
has to be written twice there: who joins pays nothing for webhooks. Rows may commit out of the order of their
ids; the last WINDOW are therefore looked at again, and a delivery exists once per endpoint and row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lineup.core.webhooks import deliveries, positions, record
from lineup.core.webhooks.models import Delivery, Endpoint
from lineup.core.webhooks.record import Owner

WINDOW = 1_000
THOROUGH_WINDOW = 50_000


def is_due(at: datetime) -> bool:
    """Whether somebody listens and something was appended since: cheap reads, one where nobody listens."""
    return _on().exists() and any(record.newest(name) > positions.of(name) for name in record.NAMES)


def catch_up(*, at: datetime, window: int = WINDOW) -> int:
    """Write the deliveries of all that was appended; return how many. Safe to run twice and on several machines."""
    listening = Listening(_on().select_related("club", "person__account"))
    return sum(_read(name, listening, window, at) for name in record.NAMES)


def _on() -> "QuerySet[Endpoint]":
    return Endpoint.objects.filter(disabled_at=None)


class Listening:
    """The endpoints by whose they are; those of a club in the bin or of a closed account hear nothing."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self.by_owner: Mapping[Owner, list[Endpoint]] = defaultdict(list)
        for endpoint in endpoints:
            if _may_hear(endpoint):
                self.by_owner[endpoint.club_id, endpoint.person_id].append(endpoint)

    @property
    def clubs(self) -> list[UUID]:
        return [club for club, _person in self.by_owner if club]

    @property
    def people(self) -> list[UUID]:
        return [person for _club, person in self.by_owner if person]

    def wanting(self, row: record.Row, owner: Owner) -> list[Endpoint]:
        """Return whom to tell of the row."""
        listening = self.by_owner.get(owner, ())
        return [
            one for one in listening if record.kind_of(row, one) in record.kinds_of(one) and row.at >= one.hears_since
        ]


def _may_hear(endpoint: Endpoint) -> bool:
    if endpoint.club:
        return endpoint.club.binned_at is None
    account = endpoint.person.account if endpoint.person else None
    return bool(account and account.is_active)


def _read(name: str, listening: Listening, window: int, at: datetime) -> int:
    newest, told = record.newest(name), 0
    after = max(0, positions.of(name) - window)
    while rows := record.rows(name, listening.clubs, listening.people, after=after):
        told += _tell(rows, listening, at)
        after = rows[-1].pk
    with transaction.atomic():
        positions.move(name, newest)
    return told


def _tell(rows: Sequence[record.Row], listening: Listening, at: datetime) -> int:
    owners = record.owners(rows)
    made = [
        deliveries.first(endpoint, row, kind=record.kind_of(row, endpoint), at=at)
        for row in rows
        for endpoint in listening.wanting(row, owners[row.pk])
    ]
    return _write(made, at) if made else 0


def _write(made: Sequence[Delivery], at: datetime) -> int:
    try:
        with transaction.atomic():
            fresh = deliveries.without_known(made)
            deliveries.send_off(fresh, at=at)
            return len(fresh)
    except IntegrityError:
        # somebody else reads too; what they wrote stands
        return 0
