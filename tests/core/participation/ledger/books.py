"""What the database holds of the ledger at one moment, read in few queries and apart from the code under test."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from lineup.core.foundation.planned import Given, Planned
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Invitation, Place, PlaceChange, Pool

OF_A_PLACE = Q(topic="notice", key__startswith="place:")


class PlaceRow(NamedTuple):
    """A place, as it stands."""

    pk: UUID
    pool: UUID
    participant: UUID
    contact: UUID
    state: str
    queued_at: datetime
    priority: int
    held_until: datetime | None
    party: UUID

    @property
    def rank(self) -> tuple[Any, ...]:
        """Where it stands in the queue: the preferred first, then by time of joining; a group stays together."""
        return -self.priority, self.queued_at, self.party, self.pk


class PoolRow(NamedTuple):
    """A pool, with what of its offering decides over its queue."""

    pk: UUID
    capacity: int | None
    taken: int
    waitlist: str
    offer_minutes: int
    offering_state: str
    starts_at: datetime

    @property
    def free(self) -> float:
        return float("inf") if self.capacity is None else self.capacity - self.taken

    def is_on(self, at: datetime) -> bool:
        """Whether freed places still go to those who wait."""
        return self.offering_state == "published" and at < self.starts_at


class Step(NamedTuple):
    """One change of one place."""

    pk: int
    place: UUID
    action: str
    from_state: str
    to_state: str
    channel: str

    @property
    def key(self) -> str:
        return f"place:{self.place}:{self.pk}"


class Told(NamedTuple):
    """Work for the outbox: somebody is to hear of a change."""

    key: str
    payload: dict[str, Any]
    due_at: datetime


@dataclass(frozen=True)
class Books:
    """Everything an act may change; equal when nothing was changed."""

    places: dict[UUID, PlaceRow] = field(default_factory=dict)
    pools: dict[UUID, PoolRow] = field(default_factory=dict)
    changes: int = 0
    # how many changes of places were ever given to the outbox to be told, and how much other work
    tellings: int = 0
    messages: int = 0
    invitations: frozenset[Any] = frozenset()

    def of(self, pool: UUID, *states: str) -> list[PlaceRow]:
        """The places of the pool that stand so, in the order of the queue."""
        found = [row for row in self.places.values() if row.pool == pool and row.state in states]
        return sorted(found, key=lambda row: row.rank)

    def party(self, party: UUID, state: str) -> list[PlaceRow]:
        return [row for row in self.places.values() if row.party == party and row.state == state]


# the same questions after each of thousands of acts: planned once, they cost a third
_PLACES = Planned(lambda: Place.objects.values_list(*PlaceRow._fields))
_POOLS = Planned(lambda: Pool.objects.values_list(*PoolRow._fields[:5], "offering__state", "offering__starts_at"))
_CHANGES = Planned(lambda: PlaceChange.objects.order_by("-pk").values_list("pk")[:1])
_MESSAGES = Planned(lambda: Message.objects.order_by().values_list(OF_A_PLACE).annotate(Count("pk")))
_INVITATIONS = Planned(
    lambda: Invitation.objects.values_list("pk", "place", "accepted_at", "declined_at", "revoked_at")
)
_STEPS = Planned(
    lambda: (
        PlaceChange.objects.filter(pk__gt=Given("last", PlaceChange._meta.pk)).order_by("pk").values_list(*Step._fields)
    )
)


def read() -> Books:
    """Return the books as they are now."""
    messages = dict(_MESSAGES.rows())
    return Books(
        places={row[0]: PlaceRow._make(row) for row in _PLACES.rows()},
        pools={row[0]: PoolRow._make(row) for row in _POOLS.rows()},
        changes=(_CHANGES.first() or (0,))[0],
        messages=messages.get(False, 0),
        tellings=messages.get(True, 0),
        invitations=frozenset(_INVITATIONS.rows()),
    )


def steps_after(books: Books) -> list[Step]:
    """Return what happened since, in order."""
    return [Step._make(row) for row in _STEPS.rows(last=books.changes)]


def told_of(steps: list[Step]) -> list[Told]:
    """Return what the outbox was given to tell of these steps."""
    rows = Message.objects.filter(topic="notice", key__in=[step.key for step in steps])
    return [Told._make(row) for row in rows.values_list(*Told._fields)]
