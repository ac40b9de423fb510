"""Venues: kept by a club or a person, used by many of their events."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.domains.events import organising, venues
from lineup.domains.events.models import Venue
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Name, Search, Sent, Slug, WebAddress

router = Router(tags=["venues"])

FIELDS = ("name", "address", "city", "country", "latitude", "longitude", "website")


class VenueShown(Shown):
    """Where events take place. `club` is null for one kept by a person."""

    id: UUID
    club: briefs.ClubBrief | None
    name: str
    address: str
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    website: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Venue) -> Self:
        return cls.made(
            id=row.pk,
            club=briefs.club(row.club),
            created_at=row.created_at,
            updated_at=row.updated_at,
            **shapes.read(row, FIELDS),
        )


class VenueChanged(Sent):
    """What to change; what is left out stays."""

    name: str = Field("", max_length=200, examples=["Salle des fêtes"])
    address: str = Field("", max_length=300, examples=["1 place de la Mairie"])
    city: Name = Field("", examples=["Lille"])
    country: str = Field("", max_length=2, examples=["FR"])
    latitude: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    website: WebAddress = ""


class NewVenue(VenueChanged):
    """Kept by the club, or without one by oneself."""

    club: Slug | None = Field(None, examples=["atelier-du-nord"])
    name: str = Field(max_length=200, examples=["Salle des fêtes"])
    address: str = Field(max_length=300, examples=["1 place de la Mairie"])
    city: Name = Field(examples=["Lille"])
    country: str = Field(max_length=2, examples=["FR"])


class VenuesWanted(Sent):
    q: Search = Field("", description="A part of the name.")
    bin: bool = Field(default=False, description="Those in the bin instead.")


@router.get("/venues", response=paging.Page[VenueShown], summary="List venues")
def find(request: HttpRequest, wanted: Query[VenuesWanted], window: Query[paging.Window]) -> Any:
    """Those that one may use and change, by name."""
    person = keys.person(request)
    rows = venues.binned(person) if wanted.bin else venues.managed_by(person)  # type: ignore[arg-type]
    if wanted.q:
        rows = rows.filter(name__icontains=wanted.q)
    return paging.page(rows, VenueShown, order=("name", "id"), window=window)


@router.post("/venues", response={201: VenueShown}, summary="Create a venue")
def create(request: HttpRequest, body: NewVenue) -> Any:
    """For events of a club one manages, or one's own."""
    values = body.model_dump(exclude_unset=True, exclude={"club"})
    club, by = _club(request, body.club), keys.actor(request)
    organising.check_may(club, by)
    row = venues.create(club=club, by=by, at=clock.now(), **values)
    return Status(201, VenueShown.of(row))


@router.get("/venues/{venue}", response=VenueShown, summary="Show a venue")
def show(request: HttpRequest, venue: UUID) -> Any:
    """One that one may use and change."""
    return VenueShown.of(_managed(request, venue))


@router.patch("/venues/{venue}", response=VenueShown, summary="Change a venue")
def change(request: HttpRequest, venue: UUID, body: VenueChanged) -> Any:
    """Its events show and are found under what changed."""
    values = body.model_dump(exclude_unset=True)
    row = _managed(request, venue)
    return VenueShown.of(venues.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.post("/venues/{venue}/discard", response=VenueShown, summary="Put a venue into the bin")
def discard(request: HttpRequest, venue: UUID) -> Any:
    """Events that use it keep showing it."""
    return VenueShown.of(venues.discard(_managed(request, venue), by=keys.actor(request), at=clock.now()))


@router.post("/venues/{venue}/restoration", response=VenueShown, summary="Take a venue out of the bin")
def restore(request: HttpRequest, venue: UUID) -> Any:
    """As it was."""
    row = venues.find_managed(keys.person(request), binned=True, pk=venue)
    return VenueShown.of(venues.restore(row, by=keys.actor(request), at=clock.now()))


def _managed(request: HttpRequest, pk: UUID) -> Venue:
    return venues.find_managed(keys.person(request), pk=pk)


def _club(request: HttpRequest, slug: str | None) -> Club | None:
    return permissions.find(keys.person(request), permissions.MANAGE_EVENTS, slug=slug) if slug else None
