"""Rooms of an event."""

from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms
from lineup.domains.onsite.models import Room
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Name, Sent, Slug

router = Router(tags=["programme"])


class RoomShown(Shown):
    """Where sessions take place. `capacity` is how many people fit in, null where nobody counts.

    `when_full` is what its door does then: stop, or warn and let in. `inside` is how many are there by the scans.
    """

    id: UUID
    name: str
    description: str
    capacity: int | None
    location: str
    when_full: Literal["stop", "warn"]
    inside: int
    position: int

    @classmethod
    def of(cls, row: Room) -> Self:
        return cls.made(id=row.pk, **shapes.read(row, (*rooms.FIELDS, "inside")))


class RoomChanged(Sent):
    """What to change; what is left out stays."""

    name: Name = Field("", examples=["Grande salle"])
    description: str = Field("", max_length=2000, examples=["With a stage."])
    capacity: int | None = Field(None, ge=1, le=rooms.MOST_PEOPLE, examples=[300])
    location: str = Field("", max_length=200, examples=["Second floor, left"])
    when_full: Literal["stop", "warn"] = "stop"
    position: int = Field(0, ge=0, le=rooms.MOST, description="Where it stands among the rooms, from 0.")


class NewRoom(RoomChanged):
    name: Name = Field(examples=["Grande salle"])


class RoomsWanted(Sent):
    bin: bool = Field(default=False, description="Those in the bin instead; for organisers.")


@router.get("/events/{slug}/rooms", response=paging.Page[RoomShown], auth=keys.ANYBODY, summary="List rooms")
def find(request: HttpRequest, slug: Slug, wanted: Query[RoomsWanted], window: Query[paging.Window]) -> Any:
    """In their order."""
    person = keys.person(request)
    event = events.find_managed(person, slug=slug) if wanted.bin else events.find_visible(person, slug=slug)
    return paging.page(rooms.of(event, binned=wanted.bin), RoomShown, order=("position", "id"), window=window)


@router.post("/events/{slug}/rooms", response={201: RoomShown}, summary="Add a room")
def create(request: HttpRequest, slug: Slug, body: NewRoom) -> Any:
    """After those that are there, unless `position` says otherwise."""
    values = body.model_dump(exclude_unset=True)
    room = rooms.create(_managed(request, slug), by=keys.actor(request), at=clock.now(), **values)
    return Status(201, RoomShown.of(room))


@router.patch("/events/{slug}/rooms/{room}", response=RoomShown, summary="Change a room")
def change(request: HttpRequest, slug: Slug, room: UUID, body: RoomChanged) -> Any:
    """Sessions that take place there show what changed."""
    row, values = rooms.find(_managed(request, slug), room), body.model_dump(exclude_unset=True)
    return RoomShown.of(rooms.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.post("/events/{slug}/rooms/{room}/discard", response=RoomShown, summary="Put a room into the bin")
def discard(request: HttpRequest, slug: Slug, room: UUID) -> Any:
    """Refused while sessions take place there."""
    row = rooms.find(_managed(request, slug), room)
    return RoomShown.of(rooms.discard(row, by=keys.actor(request), at=clock.now()))


@router.post("/events/{slug}/rooms/{room}/restoration", response=RoomShown, summary="Take a room out of the bin")
def restore(request: HttpRequest, slug: Slug, room: UUID) -> Any:
    """As it was."""
    row = rooms.find(_managed(request, slug), room, binned=True)
    return RoomShown.of(rooms.restore(row, by=keys.actor(request), at=clock.now()))


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)
