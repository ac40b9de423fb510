"""Events as callers see and send them."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.core.participation import kinds, offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.events.models import Event, Venue
from lineup.interfaces.api import briefs, shapes
from lineup.interfaces.api.pools import PoolShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.topics import CategoryShown, TagShown
from lineup.interfaces.api.values import (
    Amount,
    Currency,
    Description,
    Instructions,
    Moment,
    Number,
    Search,
    Sent,
    Slug,
    Title,
    WebAddress,
    Zone,
)

Visibility = Literal["public", "unlisted", "club_only", "invite_only", "private"]
Source = Literal["official", "series", "club", "user", "imported"]

OWN = ("description", "time_zone", "stream_url", "map_latitude", "map_longitude", "map_zoom", "shows_participants")
TIMES = ("revision", "updated_at")


class Where(Shown):
    """The venue, as far as it helps to come."""

    id: UUID
    name: str
    address: str
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    website: str

    @classmethod
    def of(cls, row: Venue) -> Self:
        fields = ("name", "address", "city", "country", "latitude", "longitude", "website")
        return cls.made(id=row.pk, **shapes.read(row, fields))


class EventCard(briefs.OfferingBrief):
    """An event as a line of a list; `pool` is that of those who come."""

    visibility: str
    source: str
    club: briefs.ClubBrief | None
    organiser: briefs.PersonBrief | None
    venue: Where | None
    category: CategoryShown | None
    time_zone: str
    pool: PoolShown | None

    @classmethod
    def of(cls, offering: Offering) -> Self:
        event: Event = offering.event  # type: ignore[attr-defined]
        pools: list[Pool] = offering.attendee_pools  # type: ignore[attr-defined]
        shown = super().of(offering)
        shown.visibility, shown.source = offering.visibility, offering.source
        shown.club, shown.organiser = briefs.club(offering.club), briefs.person(offering.organiser)
        shown.venue = Where.of(event.venue) if event.venue else None
        shown.category = CategoryShown.of(event.category) if event.category else None
        shown.time_zone = event.time_zone
        shown.pool = PoolShown.of(pools[0]) if pools else None
        return shown


class EventShown(briefs.OfferingBrief):
    """An event wholly. `revision` counts the moves that a calendar must follow."""

    visibility: str
    source: str
    club: briefs.ClubBrief | None
    organiser: briefs.PersonBrief | None
    description: str
    time_zone: str
    stream_url: str
    venue: Where | None
    map_latitude: float | None
    map_longitude: float | None
    map_zoom: int | None
    category: CategoryShown | None
    tags: list[TagShown]
    president: briefs.PersonBrief | None
    shows_participants: bool
    remind_minutes: int
    pools: list[PoolShown]
    may_manage: bool
    created_at: datetime
    updated_at: datetime
    binned_at: datetime | None
    revision: int

    @classmethod
    def for_person(cls, event: Event, person: Person | None) -> Self:
        offering = event.offering
        shown = cls.of(offering)
        for field in (*OWN, *TIMES):
            setattr(shown, field, getattr(event, field))
        for field in ("visibility", "source", "remind_minutes", "created_at", "binned_at"):
            setattr(shown, field, getattr(offering, field))
        shown.club, shown.organiser = briefs.club(offering.club), briefs.person(offering.organiser)
        shown.venue = Where.of(event.venue) if event.venue else None
        shown.category = CategoryShown.of(event.category) if event.category else None
        shown.tags = [TagShown.of(tag) for tag in event.tags.all()]
        shown.president = briefs.person(event.president)
        shown.pools = [PoolShown.of(pool) for pool in kinds.in_order(offering, Pool.objects.filter(offering=offering))]
        shown.may_manage = offerings.may_manage(offering, person)
        return shown


class EventChanged(Sent):
    """What to change; what is left out stays. From `capacity` on it is the pool of those who come."""

    title: Title = Field("", examples=["Open workshop evening"])
    slug: str = Field("", max_length=90, examples=["open-workshop"])
    description: Description = ""
    visibility: Visibility = "public"
    source: Source = "user"
    starts_at: Moment | None = None
    ends_at: Moment | None = Field(None, examples=["2027-03-20T21:00:00Z"])
    time_zone: Zone = "UTC"
    venue: UUID | None = None
    stream_url: WebAddress = ""
    map_latitude: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    map_longitude: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    map_zoom: int | None = Field(None, ge=1, le=20)
    category: Slug | None = Field(None, examples=["workshop"])
    tags: list[str] = Field([], max_length=20, examples=[["wood", "beginners"]])
    president: UUID | None = Field(None, description="Oneself, or a member of the club.")
    shows_participants: bool = False
    remind_minutes: int = Field(
        1440, ge=0, le=offerings.EARLIEST_REMINDER_MINUTES, description="Before it starts; 0 for no reminder."
    )
    capacity: Number | None = Field(None, ge=1, examples=[40])
    admission: Literal["open", "approval", "invitation"] = "open"
    waitlist: Literal["none", "automatic", "offer"] = "automatic"
    offer_minutes: Number = Field(1440, examples=[1440])
    party_limit: Number = Field(5, examples=[5])
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    price: Amount | None = None
    currency: Currency = ""
    how_to_pay: Instructions = ""


class NewEvent(EventChanged):
    """A draft, offered by the club, or without one by oneself."""

    title: Title = Field(examples=["Open workshop evening"])
    club: Slug | None = Field(None, examples=["atelier-du-nord"])


class EventsWanted(Sent):
    when: Literal["upcoming", "running", "past"] = "upcoming"
    q: Search = Field("", description="Words that begin so, whatever their accents.")
    category: Slug | None = None
    tag: Slug | None = None
    city: Search = ""
    where: Literal["", "online", "onsite"] = ""
    club: Slug | None = None
    after: Moment | None = Field(None, description="Begins then or later.")
    before: Moment | None = Field(None, description="Begins earlier.")

    def narrowing(self) -> dict[str, Any]:
        """The filters as the domain's `Wanted` takes them."""
        values = self.model_dump(exclude={"when", "q"})
        return {"text": self.q, **{name: value for name, value in values.items() if value is not None}}


class ManagedWanted(Sent):
    state: Literal["draft", "published", "cancelled", "finished"] | None = None
    bin: bool = Field(default=False, description="Those in the bin instead.")
