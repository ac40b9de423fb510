"""The organiser's guest list: everybody in a pool, and what may be done with them."""

from datetime import datetime
from functools import cache
from typing import Any, Literal, Self
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock, cursors, text
from lineup.core.foundation.planned import Given
from lineup.core.participation import bulk, entered, entering, finding, places, queue, undo
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.places import PlaceShown, StateName
from lineup.interfaces.api.places import router as beside_joining
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Name, Reason, Search, Sent

router = Router(tags=["guest list"])


class GuestShown(Shown):
    """A line of the guest list; the address is there for the organisers alone.

    Who was entered by hand stands there as they were entered, with `contact` null, until they act themselves.
    """

    id: UUID
    state: StateName
    name: str
    contact: briefs.PersonBrief | None
    email: str
    has_account: bool
    party: UUID
    priority: int
    queued_at: datetime
    held_until: datetime | None
    attended_at: datetime | None

    @classmethod
    def of(cls, row: Any) -> Self:
        """Show a row of `_rows`, which has columns instead of models: there may be many."""
        known = row.by_hand is None
        contact = briefs.PersonBrief.made(id=row.contact_id, name=row.contact_name) if known else None
        return cls.made(**shapes.read(row, AS_IS), contact=contact, has_account=known and row.account is not None)


AS_IS = ("id", "state", "name", "email", "party", "priority", "queued_at", "held_until", "attended_at")


def _rows(pool: Pool | Given) -> QuerySet[Any]:
    rows = Place.objects.filter(pool=pool).annotate(
        name=entered.NAME,
        name_folded=entered.NAME_FOLDED,
        by_hand=F("entered"),
        contact_name=F("contact__name"),
        email=entered.EMAIL,
        email_folded=entered.EMAIL_FOLDED,
        account=F("contact__account"),
        attended_at=F("attendance__at"),
    )
    return rows.values_list(*AS_IS, "contact_id", "contact_name", "account", "by_hand", named=True)


# what is asked for most: everybody, the newest first; by the size of a page, of which there are 200
@cache
def _everybody(size: int) -> cursors.Pages[Any]:
    return cursors.Pages(lambda: _rows(Given("pool", Place.pool.field)), order=ORDERS["newest"], size=size)


class GuestsWanted(Sent):
    q: Search = Field("", description="A part of a name or an address.")
    state: list[StateName] = Field([], max_length=9, description="Only these states; repeat for several.")
    order: Literal["queue", "newest"] = Field("newest", description="queue: as they will be let in.")


class PlaceChangeShown(Shown):
    """One step of a place; `from_state` is empty for the first."""

    id: int
    action: str
    from_state: str
    to_state: str
    actor: briefs.PersonBrief | None
    channel: str
    reason: str
    at: datetime

    @classmethod
    def of(cls, change: PlaceChange) -> Self:
        fields = ("id", "action", "from_state", "to_state", "channel", "reason", "at")
        values = shapes.read(change, fields)
        return cls.made(**values, actor=briefs.person(change.actor))


class ReasonSent(Sent):
    reason: Reason = Field("", description="Told to who is concerned.")


class Added(Sent):
    """Whom to enter; `offer`: the place is only held for them, until they answer."""

    name: Name
    email: Email
    offer: bool = False


class BulkAct(Sent):
    """One act for up to 200 places."""

    act: Literal["approve", "reject", "promote", "offer", "revoke", "undo"]
    places: list[UUID] = Field(min_length=1, max_length=bulk.MOST)
    reason: Reason = ""


class BulkRefusal(Shown):
    place: UUID
    code: str
    detail: str


class BulkOutcome(Shown):
    """Which places were acted on, and for which it was refused, each with its reason."""

    done: list[UUID]
    refused: list[BulkRefusal]


ORDERS = {"queue": queue.ORDER, "newest": ("-queued_at", "-id")}


# of one path, one router: the first that knows an address answers for all its methods
@beside_joining.get(
    "/pools/{pool}/places",
    response=paging.Page[GuestShown],
    summary="List the guests of a pool",
    tags=["guest list"],
)
def guests(request: HttpRequest, pool: UUID, wanted: Query[GuestsWanted], window: Query[paging.Window]) -> Any:
    """Everybody who ever asked for a place, for who manages the offering."""
    found = finding.managed_pool(keys.person(request), pool)
    if not wanted.state and not wanted.q and wanted.order == "newest":
        page = _everybody(window.size).page(window.cursor, pool=found.pk)
        return paging.shown(page, GuestShown, GuestShown.of)
    rows = _rows(found)
    if wanted.state:
        rows = rows.filter(state__in=wanted.state)
    if wanted.q:
        named = Q(name_folded__contains=text.fold(wanted.q))
        rows = rows.filter(named | Q(email_folded__contains=wanted.q.casefold()))
    return paging.page(rows, GuestShown, order=ORDERS[wanted.order], window=window)


@router.post("/pools/{pool}/additions", response={201: PlaceShown}, summary="Add a guest by hand")
def add(request: HttpRequest, pool: UUID, body: Added) -> Any:
    """Confirm somebody past admission and queue, or offer them a place; they are told. Who has a live place keeps it.

    They stand on the list as they were entered, known or not, until they act themselves.
    """
    found = finding.managed_pool(keys.person(request), pool)
    place = entering.enter(found, by=keys.actor(request), at=clock.now(), **body.model_dump())
    place.pool = found
    return Status(201, _shown(place))


@router.post("/pools/{pool}/acts", response=BulkOutcome, summary="Act on many places")
def act(request: HttpRequest, pool: UUID, body: BulkAct) -> Any:
    """Each place for itself: what is refused leaves the others done. Can be undone for ten minutes."""
    found = finding.managed_pool(keys.person(request), pool)
    chosen = Place.objects.filter(pool=found, pk__in=body.places).select_related("pool__offering", "contact")
    outcome = bulk.act(
        chosen, body.act, offering=found.offering, by=keys.actor(request), at=clock.now(), reason=body.reason
    )
    return BulkOutcome(
        done=[place.pk for place in outcome.done],
        refused=[BulkRefusal(place=place.pk, code=no.code, detail=str(no)) for place, no in outcome.refused],
    )


@router.get("/places/{place}/history", response=paging.Page[PlaceChangeShown], summary="Show the history of a place")
def history(request: HttpRequest, place: UUID, window: Query[paging.Window]) -> Any:
    """Every step it went through, the last first: by whom, by which way in, and why."""
    rows = PlaceChange.objects.filter(place=_managed(request, place)).select_related("actor")
    return paging.page(rows, PlaceChangeShown, order=("-id",), window=window)


@router.post("/places/{place}/approval", response=PlaceShown, summary="Approve a request")
def approve(request: HttpRequest, place: UUID) -> Any:
    """Let a group in that asked: confirmed, or waitlisted when full."""
    return _done(request, place, places.approve, grace=True)


@router.post("/places/{place}/rejection", response=PlaceShown, summary="Reject a request")
def reject(request: HttpRequest, place: UUID, body: ReasonSent | None = None) -> Any:
    """Turn a group down that asked, with the reason they are told."""
    return _done(request, place, places.reject, grace=True, reason=body.reason if body else "")


@router.post("/places/{place}/promotion", response=PlaceShown, summary="Confirm who waits")
def promote(request: HttpRequest, place: UUID) -> Any:
    """Confirm a waiting group past the queue."""
    return _done(request, place, places.promote, grace=True)


@router.post("/places/{place}/offer", response=PlaceShown, summary="Offer a place to who waits")
def offer(request: HttpRequest, place: UUID) -> Any:
    """Offer a waiting group its places past the queue, for the pool's time to answer."""
    return _done(request, place, places.offer, grace=True)


@router.post("/places/{place}/revocation", response=PlaceShown, summary="Revoke a place")
def revoke(request: HttpRequest, place: UUID, body: ReasonSent | None = None) -> Any:
    """Take one place away, with the reason its holder is told; it goes to the next in line."""
    return _done(request, place, places.revoke, grace=True, reason=body.reason if body else "")


@router.post("/places/{place}/undo", response=PlaceShown, summary="Undo the last act")
def take_back(request: HttpRequest, place: UUID) -> Any:
    """Put the place back where it stood before the organiser's last act, within ten minutes."""
    return _done(request, place, undo.undo)


@router.post("/places/{place}/preference", response=PlaceShown, summary="Put first in line")
def prefer(request: HttpRequest, place: UUID) -> Any:
    """Put a waiting group before everybody who waits now."""
    return _done(request, place, queue.move_up)


@router.delete("/places/{place}/preference", response=PlaceShown, summary="Put back in line")
def unprefer(request: HttpRequest, place: UUID) -> Any:
    """Let a group that was moved up wait where its time of joining puts it."""
    return _done(request, place, queue.move_back)


def _managed(request: HttpRequest, pk: UUID) -> Place:
    return finding.managed_place(keys.person(request), pk)


def _done(request: HttpRequest, pk: UUID, verb: Any, **extra: object) -> PlaceShown:
    return _shown(verb(_managed(request, pk), by=keys.actor(request), at=clock.now(), **extra))


def _shown(place: Place) -> PlaceShown:
    return PlaceShown.of(place, name=place.shown_name)
