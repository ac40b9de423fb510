"""Clubs on the platform, for its admins: all of them, put into the bin and taken out, given to a new owner."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.clubs import clubs, directory, memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people import directory as people
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Search, Sent, Slug

router = Router(tags=["platform"])


class ClubListed(Shown):
    id: UUID
    slug: str
    name: str
    city: str
    is_public: bool
    members: int
    created_at: datetime
    binned_at: datetime | None

    @classmethod
    def of(cls, row: Club) -> Self:
        return cls.made(**_listed(row))


class ClubKnown(ClubListed):
    """`owner_gone`: the owner can't sign in."""

    owner: briefs.PersonBrief | None
    owner_gone: bool

    @classmethod
    def of(cls, row: Club) -> Self:
        owner = directory.owner_of(row)
        account = owner.person.account if owner else None
        gone = not (account and account.is_active)
        return cls.made(**_listed(row), owner=briefs.person(owner.person if owner else None), owner_gone=gone)


def _listed(row: Club) -> dict[str, Any]:
    return {
        "id": row.pk,
        "slug": row.slug,
        "name": row.name,
        "city": row.city,
        "is_public": row.is_public,
        "members": row.members,  # type: ignore[attr-defined]
        "created_at": row.created_at,
        "binned_at": row.binned_at,
    }


class PlatformClubsWanted(Sent):
    q: Search = Field("", description="A part of the name, the city or the slug.")
    standing: Literal["", "open", "binned", "ownerless"] = ""


class NewOwner(Sent):
    to: UUID = Field(description="A person with an open account, member or not.")


@router.get("/platform/clubs", response=paging.Page[ClubListed], summary="Find any club")
def find(request: HttpRequest, wanted: Query[PlatformClubsWanted], window: Query[paging.Window]) -> Any:
    """Hidden ones and those in the bin, too."""
    keys.check_admin(request)
    rows = directory.search(wanted.q, standing=wanted.standing)
    return paging.page(rows, ClubListed, order=directory.ORDER, window=window)


@router.get("/platform/clubs/{slug}", response=ClubKnown, summary="Look at any club")
def show(request: HttpRequest, slug: Slug) -> Any:
    """With its owner."""
    return ClubKnown.of(_found(request, slug))


@router.post("/platform/clubs/{slug}/discard", response=ClubListed, summary="Put any club into the bin")
def discard(request: HttpRequest, slug: Slug) -> Any:
    """Its pages are gone until it is restored."""
    return ClubListed.of(clubs.discard(_found(request, slug), by=keys.actor(request), at=clock.now()))


@router.post("/platform/clubs/{slug}/restoration", response=ClubListed, summary="Take any club out of the bin")
def restore(request: HttpRequest, slug: Slug) -> Any:
    """As it was."""
    return ClubListed.of(clubs.restore(_found(request, slug), by=keys.actor(request), at=clock.now()))


@router.post("/platform/clubs/{slug}/ownership", response=ClubKnown, summary="Give a club a new owner")
def entrust(request: HttpRequest, slug: Slug, body: NewOwner) -> Any:
    """For a club whose owner is gone; who owned it becomes an admin of it."""
    row, heir = _found(request, slug), people.find(body.to)
    if heir is None:
        raise memberships.NoAccount(field="to")
    memberships.entrust(row, heir, by=keys.actor(request), at=clock.now())
    return ClubKnown.of(_found(request, slug))


def _found(request: HttpRequest, slug: str) -> Club:
    keys.check_admin(request)
    row = directory.search().filter(slug=slug).first()
    if row is None:
        raise Missing
    return row
