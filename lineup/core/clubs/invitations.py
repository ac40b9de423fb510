"""Invitations into a club: a secret link, for one address, in one role, for a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, ClubInvitation, Membership, Role
from lineup.core.foundation import inputs, seam, text, tokens
from lineup.core.foundation.errors import Expired, Forbidden, Invalid, Missing, Refusal
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

LASTS = timedelta(days=14)
MOST_AT_ONCE = 100


class InvitedAlready(Refusal):
    code = "invited_already"
    sentence = _("There is an open invitation for this address; revoke it first to send another.")
    field = "email"


class TooManyAddresses(Invalid):
    code = "too_many_addresses"
    sentence = _("Invite at most %(limit)s addresses at once.")
    field = "emails"


class InvitationOver(Expired):
    code = "invitation_over"
    sentence = _("This invitation was used, revoked, or is too old; ask for a new one.")


class InvitationUnknown(Missing):
    code = "invitation_unknown"
    sentence = _("This link opens no invitation: a newer one may have replaced it. Open the latest e-mail again.")


class AnothersInvitation(Forbidden):
    code = "anothers_invitation"
    sentence = _("This invitation was sent to another address; sign in with the account of that address.")


def open_of(club: Club) -> "QuerySet[ClubInvitation]":
    """Return the invitations of the club that nobody has answered."""
    return club.invitations.filter(accepted_at=None, declined_at=None, revoked_at=None)


@transaction.atomic
def invite(
    club: Club, *, email: str, role: str = Role.MEMBER, message: str = "", by: Actor, at: datetime
) -> ClubInvitation:
    """Invite an address; the mail carries the link. Raises InvitedAlready, OwnerStays, AlreadyMember, AddressNeeded."""
    if role == Role.OWNER:
        raise memberships.OwnerStays
    inputs.choice(role, Role.values, field="role")
    email, message = addresses.check(email), inputs.prose(message, field="message", most=1000)
    known = persons.by_address(email)
    if known and Membership.objects.filter(club=club, person=known, left_at=None).exists():
        raise memberships.AlreadyMember(field="email")
    _make_room_for_another(club, email, at)
    person = known or persons.make_known(name=persons.name_of(email), email=email, language=club.language)
    try:
        with transaction.atomic():
            invitation = ClubInvitation.objects.create(
                club=club,
                email=email.strip(),
                email_folded=text.fold_address(email),
                role=role,
                message=message,
                invited_by=by.human,
                created_at=at,
                expires_at=at + LASTS,
            )
    except IntegrityError:
        raise InvitedAlready from None
    seam.record(by=by, at=at, action="club.invite", on=invitation, club_id=club.pk, metadata={"role": role})
    facts = {"invitation": str(invitation.pk)}
    seam.tell(person, "club.invited", key=f"club-invited:{invitation.pk}", facts=facts, at=at)
    return invitation


def _make_room_for_another(club: Club, email: str, at: datetime) -> None:
    """One that ran out unanswered does not stand in the way of the next."""
    unanswered = open_of(club).filter(email_folded=text.fold_address(email), expires_at__lte=at)
    unanswered.update(revoked_at=at)


def invite_many(
    club: Club, *, emails: Sequence[str], role: str = Role.MEMBER, message: str = "", by: Actor, at: datetime
) -> tuple[list[ClubInvitation], list[tuple[str, Refusal]]]:
    """Invite each address; return the invitations made, and the addresses refused with the reason.

    Raises TooManyAddresses.
    """
    if len(emails) > MOST_AT_ONCE:
        raise TooManyAddresses(limit=MOST_AT_ONCE)
    made: list[ClubInvitation] = []
    refused: list[tuple[str, Refusal]] = []
    for email in dict.fromkeys(emails):
        try:
            made.append(invite(club, email=email, role=role, message=message, by=by, at=at))
        except Refusal as refusal:
            refused.append((email, refusal))
    return made, refused


@transaction.atomic
def mint_link(invitation: ClubInvitation) -> str:
    """Return a fresh secret for the invitation's link; an earlier one no longer opens it."""
    secret = tokens.new()
    ClubInvitation.objects.filter(pk=invitation.pk).update(digest=tokens.digest(secret))
    return secret


def find(secret: str, *, at: datetime) -> ClubInvitation:
    """Return the open invitation behind the link. Raises InvitationUnknown, InvitationOver."""
    found = ClubInvitation.objects.select_related("club", "invited_by").filter(digest=tokens.digest(secret)).first()
    if found is None:
        raise InvitationUnknown
    return _still_open(found, at)


def _still_open(found: ClubInvitation, at: datetime) -> ClubInvitation:
    if found.accepted_at or found.declined_at or found.revoked_at or at >= found.expires_at:
        raise InvitationOver
    return found


def find_for(person: Person, *, pk: UUID | str, at: datetime) -> ClubInvitation:
    """Return the open invitation sent to this person's address. Raises Missing, InvitationOver."""
    rows = ClubInvitation.objects.select_related("club", "invited_by")
    found = rows.filter(pk=pk, email_folded=person.email_folded).first()
    if found is None:
        raise Missing
    return _still_open(found, at)


@transaction.atomic
def accept(invitation: ClubInvitation, *, by: Actor, at: datetime) -> Membership:
    """Join by the invitation; the link is used up. Raises InvitationOver, AlreadyMember, AnothersInvitation."""
    if by.person is None or by.person.email_folded != invitation.email_folded:
        raise AnothersInvitation
    _answer(invitation, at, accepted_at=at, accepted_by=by.person)
    return memberships.admit(invitation.club, by.person, role=invitation.role, by=by, at=at)


@transaction.atomic
def decline(invitation: ClubInvitation, *, by: Actor, at: datetime) -> None:
    """Say no; the link is used up. Raises InvitationOver."""
    _answer(invitation, at, declined_at=at)
    seam.record(by=by, at=at, action="club.decline", on=invitation, club_id=invitation.club_id)


@transaction.atomic
def revoke(invitation: ClubInvitation, *, by: Actor, at: datetime) -> None:
    """Take an open invitation back. Raises InvitationOver."""
    _answer(invitation, None, revoked_at=at)
    seam.record(by=by, at=at, action="club.uninvite", on=invitation, club_id=invitation.club_id)


def _answer(invitation: ClubInvitation, at: datetime | None, **values: object) -> None:
    """Use the invitation up, once; `at` given, only while it lasts."""
    still_open = open_of(invitation.club).filter(pk=invitation.pk)
    if at is not None:
        still_open = still_open.filter(expires_at__gt=at)
    if not still_open.update(**values):
        raise InvitationOver
