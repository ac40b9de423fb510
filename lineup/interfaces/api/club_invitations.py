"""Invitations into a club: sent by its admins, answered by the invited."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from lineup.core.clubs import invitations, permissions
from lineup.core.clubs.models import ClubInvitation
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.members import MemberShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Note, Secret, Sent, Slug

router = Router(tags=["club members"])


OPEN = {"accepted_at": None, "declined_at": None, "revoked_at": None}


class ClubInvitationShown(Shown):
    id: UUID
    club: briefs.ClubBrief
    email: str
    role: str
    message: str
    invited_by: briefs.PersonBrief
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: ClubInvitation) -> Self:
        fields = ("email", "message", "created_at", "expires_at")
        return cls.made(
            id=row.pk,
            club=briefs.ClubBrief.of(row.club),
            role=str(row.role),
            invited_by=briefs.PersonBrief.of(row.invited_by),
            **shapes.read(row, fields),
        )


class IntoClub(Sent):
    email: Email
    role: Literal["admin", "event_manager", "instructor", "member"] = "member"
    message: Note = ""


class ClubInvitationLink(Sent):
    token: Secret


class Declined(Shown):
    declined: bool = True


@router.get(
    "/clubs/{slug}/invitations", response=paging.Page[ClubInvitationShown], summary="List a club's open invitations"
)
def unanswered(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those that nobody has answered, for owner and admins."""
    club = permissions.find(keys.person(request), permissions.MANAGE_MEMBERS, slug=slug)
    rows = invitations.open_of(club).select_related("club", "invited_by")
    return paging.page(rows, ClubInvitationShown, order=("-created_at", "-id"), window=window)


@router.post("/clubs/{slug}/invitations", response={201: ClubInvitationShown}, summary="Invite into a club")
def invite(request: HttpRequest, slug: Slug, body: IntoClub) -> Any:
    """The mail carries the link."""
    club = permissions.find(keys.person(request), permissions.MANAGE_MEMBERS, slug=slug)
    row = invitations.invite(club, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, ClubInvitationShown.of(row))


@router.post("/club-invitations/{invitation}/revocation", response=ClubInvitationShown, summary="Take it back")
def revoke(request: HttpRequest, invitation: UUID) -> Any:
    """For owner and admins, while it is open."""
    row = ClubInvitation.objects.select_related("club", "invited_by").filter(pk=invitation).first()
    if row is None:
        raise Missing
    permissions.check_known(keys.person(request), row.club_id, permissions.MANAGE_MEMBERS)
    invitations.revoke(row, by=keys.actor(request), at=clock.now())
    return ClubInvitationShown.of(row)


@router.get("/club-invitations", response=paging.Page[ClubInvitationShown], summary="List my club invitations")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Open ones to my address."""
    person = keys.person(request)
    rows = ClubInvitation.objects.filter(email_folded=person.email_folded if person else "", **OPEN)
    rows = rows.filter(expires_at__gt=clock.now()).select_related("club", "invited_by")
    return paging.page(rows, ClubInvitationShown, order=("-created_at", "-id"), window=window)


@router.post("/club-invitations/{invitation}/acceptance", response={201: MemberShown}, summary="Join a club")
def join(request: HttpRequest, invitation: UUID) -> Any:
    """One becomes a member in the role of the invitation, which is used up."""
    by, at = keys.actor(request), clock.now()
    row = invitations.find_for(by.person, pk=invitation, at=at)  # type: ignore[arg-type]
    return Status(201, MemberShown.of(invitations.accept(row, by=by, at=at)))


@router.post("/club-invitations/{invitation}/refusal", response=Declined, summary="Decline to join a club")
def refuse(request: HttpRequest, invitation: UUID) -> Any:
    """Say no; the invitation is used up."""
    by, at = keys.actor(request), clock.now()
    invitations.decline(invitations.find_for(by.person, pk=invitation, at=at), by=by, at=at)  # type: ignore[arg-type]
    return Declined()


@router.post("/club-invitation-links", response=ClubInvitationShown, auth=None, summary="Show by the link")
def by_link(request: HttpRequest, body: ClubInvitationLink) -> Any:
    """The invitation behind the link. Asked by POST to keep the secret out of addresses."""
    return ClubInvitationShown.of(invitations.find(body.token, at=clock.now()))


@router.post("/club-invitation-links/acceptance", response={201: MemberShown}, summary="Join a club by the link")
def accept(request: HttpRequest, body: ClubInvitationLink) -> Any:
    """Signed in, one becomes a member in the role of the invitation; the link is used up."""
    row = invitations.find(body.token, at=clock.now())
    return Status(201, MemberShown.of(invitations.accept(row, by=keys.actor(request), at=clock.now())))


@router.post("/club-invitation-links/refusal", response=Declined, auth=None, summary="Decline by the link")
def decline(request: HttpRequest, body: ClubInvitationLink) -> Any:
    """Say no; the link is used up."""
    invitations.decline(invitations.find(body.token, at=clock.now()), by=keys.actor(request), at=clock.now())
    return Declined()
