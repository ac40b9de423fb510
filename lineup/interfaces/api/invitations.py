"""Invitations to take part: sent by organisers, answered by the invited."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import finding, invitations, offerings
from lineup.core.participation.models import Invitation, Offering, Pool
from lineup.core.people.actors import Actor
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Moment, Name, Note, Secret, Sent, Slug

router = Router(tags=["invitations"])

Answer = Literal["open", "accepted", "declined", "revoked", "expired"]
ROWS = ("offering__club", "invited_by", "person", "pool", "place")


class InvitationShown(Shown):
    """An invitation. `pool` is null when it only lets one see; `place` is what it holds, or was answered with.

    `answered_at` is when the invited accepted or declined; null for one that nobody answered.
    """

    id: UUID
    offering: briefs.OfferingBrief
    pool: UUID | None
    email: str
    message: str
    invited_by: briefs.PersonBrief
    answer: Answer
    place: UUID | None
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None

    @classmethod
    def of(cls, row: Invitation) -> Self:
        fields = ("email", "message", "created_at", "expires_at")
        return cls.made(
            id=row.pk,
            offering=briefs.OfferingBrief.of(row.offering),
            pool=row.pool_id,
            invited_by=briefs.PersonBrief.of(row.invited_by),
            answer=_answer(row),
            answered_at=row.accepted_at or row.declined_at,
            place=row.place_id,
            **shapes.read(row, fields),
        )


def _answer(row: Invitation) -> Answer:
    if row.accepted_at:
        return "accepted"
    if row.declined_at:
        return "declined"
    if row.revoked_at:
        return "revoked"
    return "open" if clock.now() < row.expires_at else "expired"


class Invited(Sent):
    """Whom to invite. With `pool` it opens that pool's door; `hold_place` keeps a place until it is answered."""

    email: Email
    name: Name = ""
    pool: UUID | None = None
    message: Note = ""
    hold_place: bool = False
    expires_at: Moment | None = None


class InvitationLink(Sent):
    token: Secret


@router.get("/events/{slug}/invitations", response=paging.Page[InvitationShown], summary="List an event's invitations")
def sent(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Everybody who was invited, the last first, for who manages the event."""
    rows = Invitation.objects.filter(offering=_managed(request, slug)).select_related(*ROWS)
    return paging.page(rows, InvitationShown, order=("-created_at", "-id"), window=window)


@router.post("/events/{slug}/invitations", response={201: InvitationShown}, summary="Invite somebody")
def invite(request: HttpRequest, slug: Slug, body: Invited) -> Any:
    """The mail carries the link; who has an account also finds it there."""
    offering = _managed(request, slug)
    values = body.model_dump(exclude={"pool"})
    pool = _pool(offering, body.pool)
    row = invitations.invite(offering, pool=pool, by=keys.actor(request), at=clock.now(), **values)
    return Status(201, InvitationShown.of(row))


@router.get("/invitations", response=paging.Page[InvitationShown], summary="List my invitations")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Those to my account or my proved address, the last first."""
    rows = finding.own_invitations(keys.person(request))  # type: ignore[arg-type]
    return paging.page(rows, InvitationShown, order=("-created_at", "-id"), window=window)


@router.get("/invitations/{invitation}", response=InvitationShown, summary="Show my invitation")
def show(request: HttpRequest, invitation: UUID) -> Any:
    """One of my invitations."""
    return InvitationShown.of(_own(request, invitation))


@router.post("/invitations/{invitation}/acceptance", response=InvitationShown, summary="Accept an invitation")
def accept(request: HttpRequest, invitation: UUID) -> Any:
    """Take the pool's place, the held one where there is one. The invitation is used up."""
    row = _own(request, invitation)
    invitations.accept(row, by=keys.actor(request), at=clock.now())
    return InvitationShown.of(_fresh(row))


@router.post("/invitations/{invitation}/refusal", response=InvitationShown, summary="Decline an invitation")
def decline(request: HttpRequest, invitation: UUID) -> Any:
    """Say no; a held place goes to the next in line."""
    row = _own(request, invitation)
    invitations.decline(row, by=keys.actor(request), at=clock.now())
    return InvitationShown.of(_fresh(row))


@router.post("/invitations/{invitation}/revocation", response=InvitationShown, summary="Revoke an invitation")
def revoke(request: HttpRequest, invitation: UUID) -> Any:
    """Take an open invitation back, with the place it held; for who manages the event."""
    row = finding.managed_invitation(keys.person(request), invitation)
    invitations.revoke(row, by=keys.actor(request), at=clock.now())
    return InvitationShown.of(_fresh(row))


@router.post("/invitation-links", response=InvitationShown, auth=None, summary="Show an invitation by its link")
def by_link(request: HttpRequest, body: InvitationLink) -> Any:
    """The invitation behind the link. Asked by POST to keep the secret out of addresses."""
    return InvitationShown.of(invitations.find(body.token, at=clock.now()))


@router.post("/invitation-links/acceptance", response=InvitationShown, auth=None, summary="Accept by the link")
def accept_by_link(request: HttpRequest, body: InvitationLink) -> Any:
    """Take the place without an account: the link proves the address, and is used up."""
    row = invitations.find(body.token, at=clock.now())
    invitations.accept(row, by=_guest(request, row), at=clock.now())
    return InvitationShown.of(_fresh(row))


@router.post("/invitation-links/refusal", response=InvitationShown, auth=None, summary="Decline by the link")
def decline_by_link(request: HttpRequest, body: InvitationLink) -> Any:
    """Say no without an account; the link is used up."""
    row = invitations.find(body.token, at=clock.now())
    invitations.decline(row, by=_guest(request, row), at=clock.now())
    return InvitationShown.of(_fresh(row))


def _managed(request: HttpRequest, slug: str) -> Offering:
    return offerings.find_managed(keys.person(request), slug=slug)


def _pool(offering: Offering, pk: UUID | None) -> Pool | None:
    """A pool of this offering; another one's does not exist here."""
    if pk is None:
        return None
    pool = Pool.objects.select_related("offering").filter(offering=offering, pk=pk).first()
    if pool is None:
        raise Missing
    return pool


def _own(request: HttpRequest, pk: UUID) -> Invitation:
    return finding.own_invitation(keys.person(request), pk)  # type: ignore[arg-type]


def _guest(request: HttpRequest, row: Invitation) -> Actor:
    by = keys.actor(request)
    return Actor(row.person, channel="link", address=by.address, user_agent=by.user_agent)


def _fresh(row: Invitation) -> Invitation:
    return Invitation.objects.select_related(*ROWS).get(pk=row.pk)
