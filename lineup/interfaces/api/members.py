"""Who belongs to a club: members and their roles, and who asks to join."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import clubs, memberships, permissions
from lineup.core.clubs.models import Club, Membership, MembershipRequest
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.guests import ReasonSent
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Note, Sent, Slug

router = Router(tags=["club members"])


class MemberShown(Shown):
    person: briefs.PersonBrief
    role: str
    joined_at: datetime
    left_at: datetime | None

    @classmethod
    def of(cls, row: Membership) -> Self:
        return cls.made(
            person=briefs.PersonBrief.of(row.person), role=str(row.role), joined_at=row.joined_at, left_at=row.left_at
        )


class RequestShown(Shown):
    """Somebody asks to join. `decision` is open, approved, rejected or withdrawn."""

    id: UUID
    club: briefs.ClubBrief
    person: briefs.PersonBrief
    message: str
    decision: str
    reason: str
    asked_at: datetime

    @classmethod
    def of(cls, row: MembershipRequest) -> Self:
        fields = ("message", "reason", "asked_at")
        return cls.made(
            id=row.pk,
            club=briefs.ClubBrief.of(row.club),
            person=briefs.PersonBrief.of(row.person),
            decision=str(row.decision),
            **shapes.read(row, fields),
        )


class RoleChanged(Sent):
    role: Literal["admin", "event_manager", "instructor", "member"]


class Asking(Sent):
    message: Note = ""


class RequestsWanted(Sent):
    decision: Literal["open", "approved", "rejected", "withdrawn", "all"] = Field("open")


@router.get("/clubs/{slug}/members", response=paging.Page[MemberShown], summary="List the members of a club")
def members(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Today's members, for members, by when they joined."""
    club = permissions.find(keys.person(request), permissions.SEE_MEMBERS, slug=slug)
    return paging.page(memberships.live(club), MemberShown, order=("joined_at", "id"), window=window)


@router.patch("/clubs/{slug}/members/{person}", response=MemberShown, summary="Give a member another role")
def change_role(request: HttpRequest, slug: Slug, person: UUID, body: RoleChanged) -> Any:
    """For owner and admins; the owner's role changes by handing the club over."""
    row = _member(_managed(request, slug), person)
    return MemberShown.of(memberships.change_role(row, body.role, by=keys.actor(request), at=clock.now()))


@router.delete("/clubs/{slug}/members/{person}", response=MemberShown, summary="End a membership")
def end(request: HttpRequest, slug: Slug, person: UUID) -> Any:
    """One's own, or for owner and admins another's. The owner hands the club over first."""
    asking = keys.person(request)
    own = asking is not None and asking.pk == person
    club = clubs.find_visible(asking, slug=slug) if own else _managed(request, slug)
    return MemberShown.of(memberships.end(_member(club, person), by=keys.actor(request), at=clock.now()))


@router.get("/clubs/{slug}/requests", response=paging.Page[RequestShown], summary="List who asks to join")
def requests(request: HttpRequest, slug: Slug, wanted: Query[RequestsWanted], window: Query[paging.Window]) -> Any:
    """For owner and admins, the first to ask first."""
    rows = MembershipRequest.objects.filter(club=_managed(request, slug)).select_related("club", "person")
    if wanted.decision != "all":
        rows = rows.filter(decision=wanted.decision)
    return paging.page(rows, RequestShown, order=("asked_at", "id"), window=window)


@router.post("/clubs/{slug}/requests", response={201: RequestShown}, summary="Ask to join a club")
def ask(request: HttpRequest, slug: Slug, body: Asking | None = None) -> Any:
    """Asking again returns the open request."""
    club = clubs.find_visible(keys.person(request), slug=slug)
    message = body.message if body else ""
    row = memberships.ask(club, message=message, by=keys.actor(request), at=clock.now())
    return Status(201, RequestShown.of(row))


@router.get("/club-requests", response=paging.Page[RequestShown], summary="List my requests to join clubs")
def mine(request: HttpRequest, wanted: Query[RequestsWanted], window: Query[paging.Window]) -> Any:
    """The last first, with the answers."""
    rows = MembershipRequest.objects.filter(person=keys.person(request)).select_related("club", "person")
    if wanted.decision != "all":
        rows = rows.filter(decision=wanted.decision)
    return paging.page(rows, RequestShown, order=("-asked_at", "-id"), window=window)


@router.post("/club-requests/{membership_request}/approval", response=RequestShown, summary="Let somebody in")
def approve(request: HttpRequest, membership_request: UUID) -> Any:
    """For owner and admins."""
    row = _request(request, membership_request)
    memberships.approve(row, by=keys.actor(request), at=clock.now())
    return RequestShown.of(row)


@router.post("/club-requests/{membership_request}/rejection", response=RequestShown, summary="Turn somebody down")
def reject(request: HttpRequest, membership_request: UUID, body: ReasonSent | None = None) -> Any:
    """For owner and admins, with the reason they are told."""
    row = _request(request, membership_request)
    reason = body.reason if body else ""
    return RequestShown.of(memberships.reject(row, reason=reason, by=keys.actor(request), at=clock.now()))


@router.post("/club-requests/{membership_request}/withdrawal", response=RequestShown, summary="Take my request back")
def withdraw(request: HttpRequest, membership_request: UUID) -> Any:
    """One's own open request."""
    rows = MembershipRequest.objects.select_related("club", "person")
    row = rows.filter(pk=membership_request, person=keys.person(request)).first()
    if row is None:
        raise Missing
    return RequestShown.of(memberships.withdraw(row, by=keys.actor(request), at=clock.now()))


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.MANAGE_MEMBERS, slug=slug)


def _member(club: Club, person: UUID) -> Membership:
    row = memberships.live(club).filter(person=person).first()
    if row is None:
        raise Missing
    return row


def _request(request: HttpRequest, pk: UUID) -> MembershipRequest:
    row = MembershipRequest.objects.select_related("club", "person__account").filter(pk=pk).first()
    if row is None:
        raise Missing
    permissions.check_known(keys.person(request), row.club_id, permissions.MANAGE_MEMBERS)
    return row
