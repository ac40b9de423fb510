"""What receivers get to read, as docs/webhooks.md describes it: ids and public facts, people only by choice."""

from datetime import datetime

from pydantic import BaseModel


class ClubTold(BaseModel):
    id: str
    slug: str
    name: str


class PersonTold(BaseModel):
    """A person; name and address are null unless the webhook was told to say them.

    Who was entered by hand has no id, and is called as entered, until they act themselves.
    """

    id: str | None
    name: str | None
    email: str | None


class VenueTold(BaseModel):
    name: str
    address: str
    city: str
    country: str


class PoolTold(BaseModel):
    """Places of one role; `capacity` null means no limit."""

    id: str
    role: str
    name: str
    capacity: int | None
    taken: int


class EventTold(BaseModel):
    """What is offered, as it stands when the message is sent."""

    id: str
    kind: str
    slug: str
    title: str
    url: str
    state: str
    visibility: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    venue: VenueTold | None
    pools: list[PoolTold]


class ChangeTold(BaseModel):
    """One step of a place. Ids rise with time: of two steps of one place, the greater came later."""

    id: int
    action: str
    from_state: str | None
    to_state: str


class PlaceTold(BaseModel):
    """A place; `state` is where it stands when the message is sent, `party` is shared by a group."""

    id: str
    pool: str
    state: str
    party: str
    queued_at: datetime
    held_until: datetime | None


class MembershipTold(BaseModel):
    id: str
    role: str
    joined_at: datetime
    left_at: datetime | None


class RequestTold(BaseModel):
    """Somebody's wish to become a member."""

    id: str
    decision: str
    asked_at: datetime


class PlaceHappened(BaseModel):
    """place.*: `change` is null for check-ins, which are no step of the ledger."""

    place: PlaceTold
    change: ChangeTold | None
    person: PersonTold
    event: EventTold
    club: ClubTold | None


class EventHappened(BaseModel):
    """event.*: `changed` names the fields, for event.changed."""

    event: EventTold
    changed: list[str]
    club: ClubTold | None


class MembershipHappened(BaseModel):
    """membership.*: `request` for membership.requested, else `membership`."""

    membership: MembershipTold | None
    request: RequestTold | None
    person: PersonTold
    club: ClubTold


class Tested(BaseModel):
    """webhook.test."""

    webhook: str
    name: str


Data = PlaceHappened | EventHappened | MembershipHappened | Tested


class Told(BaseModel):
    """The body. `type` says what happened, `timestamp` when it did."""

    type: str
    timestamp: datetime
    data: Data
