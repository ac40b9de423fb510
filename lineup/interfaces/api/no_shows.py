"""Places of a workshop whose holders did not come: seen, given on, and brought back."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router

from lineup.core.foundation import clock
from lineup.core.participation import undo as undoing
from lineup.core.participation.models import Place
from lineup.domains.onsite.door import no_shows
from lineup.domains.onsite.models import Session
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.places import PlaceShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["doors"])

MISSING = "/events/{slug}/sessions/{session}/no-shows"
RELEASED = "/events/{slug}/sessions/{session}/released-places"
ORDER = ("queued_at", "id")


class ReleasedNow(Shown):
    """How many places were given on."""

    number: int


@router.get(MISSING, response=paging.Page[PlaceShown], summary="List who did not come to a workshop")
def find(request: HttpRequest, slug: Slug, session: UUID, window: Query[paging.Window]) -> Any:
    """Those with a place who were not let into its room; for who scans there now."""
    rows = no_shows.absent(_session(request, slug, session), at=clock.now())
    return _page(rows, window)


@router.post(f"{MISSING}/release", response=ReleasedNow, summary="Give on the places of who did not come")
def release(request: HttpRequest, slug: Slug, session: UUID) -> Any:
    """Once the workshop has begun; who is next in line moves up, and has five minutes to come."""
    done = no_shows.release(_session(request, slug, session), by=keys.actor(request), at=clock.now())
    return ReleasedNow.made(number=len(done.places))


@router.get(RELEASED, response=paging.Page[PlaceShown], summary="List places that were given on")
def released(request: HttpRequest, slug: Slug, session: UUID, window: Query[paging.Window]) -> Any:
    """Those that can still be brought back, for ten minutes."""
    rows = no_shows.released(_session(request, slug, session), at=clock.now())
    return _page(rows, window)


@router.post(f"{RELEASED}/{{place}}/undo", response=PlaceShown, summary="Bring a place back")
def undo(request: HttpRequest, slug: Slug, session: UUID, place: UUID) -> Any:
    """To who had it; who was let in meanwhile keeps theirs, and it is waited for, in the old order."""
    found = no_shows.find_released(_session(request, slug, session), place, at=clock.now())
    return _shown(undoing.undo(found, by=keys.actor(request), at=clock.now()))


def _page(rows: QuerySet[Place], window: paging.Window) -> paging.Page[PlaceShown]:
    related = rows.select_related("pool__offering", "contact", "participant", "entered")
    return paging.shown(paging.found(related, order=ORDER, window=window), PlaceShown, _shown)


def _shown(place: Place) -> PlaceShown:
    return PlaceShown.of(place, name=place.shown_name)


def _session(request: HttpRequest, slug: str, session: UUID) -> Session:
    return no_shows.find(keys.person(request), slug=slug, session=session, at=clock.now())
