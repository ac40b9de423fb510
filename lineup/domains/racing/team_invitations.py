"""Invitations into a team: a secret link, for one address, in one role, for a time."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, text, tokens
from lineup.core.foundation.errors import Expired, Forbidden, Missing, Refusal
from lineup.core.notices import notices
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import team_members, teams
from lineup.domains.racing.models import Role, Team, TeamInvitation, TeamMember

LASTS = timedelta(days=14)
LONGEST_MESSAGE = 1000
MOST_OPEN = 100
TOLD = "racing.team_invited"


class InvitedIntoTeamAlready(Refusal):
    code = "invited_into_team_already"
    sentence = _("There is an open invitation for this address; revoke it first to send another.")
    field = "email"


class TooManyTeamInvitations(Refusal):
    code = "too_many_team_invitations"
    sentence = _("A team has at most %(most)s open invitations; revoke one first.")


class TeamInvitationOver(Expired):
    code = "team_invitation_over"
    sentence = _("This invitation was used, revoked, or is too old; ask for a new one.")


class TeamInvitationUnknown(Missing):
    code = "team_invitation_unknown"
    sentence = _("This link opens no invitation: a newer one may have replaced it. Open the latest e-mail again.")


class AnothersTeamInvitation(Forbidden):
    code = "anothers_team_invitation"
    sentence = _("This invitation was sent to another address; sign in with the account of that address.")


def open_of(team: Team) -> "QuerySet[TeamInvitation]":
    """Return the invitations of the team that nobody has answered, the newest first."""
    rows = team.invitations.filter(accepted_at=None, declined_at=None, revoked_at=None)
    return rows.select_related("invited_by").order_by("-created_at", "-id")


@transaction.atomic
def invite(
    team: Team, *, email: str, role: str = Role.DRIVER, message: str = "", by: Actor, at: datetime
) -> TeamInvitation:
    """Invite an address; the mail carries the link.

    Raises NotInThisTeam, InvitedIntoTeamAlready, TooManyTeamInvitations, OneOwner, AddressNeeded, NotAnAddress,
    TooLong.
    Whether the address is in the team already is told at the answer, so that nobody learns whose address it is.
    """
    teams.check(team, by.person, teams.INVITE, at=at)
    inputs.choice(role, Role.values, field="role")
    if role == Role.OWNER:
        raise team_members.OneOwner
    email, message = addresses.check(email), inputs.prose(message, field="message", most=LONGEST_MESSAGE)
    # one that ran out unanswered does not stand in the way of the next
    folded = text.fold_address(email)
    open_of(team).filter(email_folded=folded, expires_at__lte=at).update(revoked_at=at)
    if open_of(team).count() >= MOST_OPEN:
        raise TooManyTeamInvitations(most=MOST_OPEN)
    person = persons.by_address(email) or persons.make_known(name=persons.name_of(email), email=email)
    row = TeamInvitation(team=team, email=email, email_folded=folded, role=role, message=message, invited_by=by.human)
    row.created_at, row.expires_at = at, at + LASTS
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise InvitedIntoTeamAlready from None
    _record(row, "team.invite", by, at)
    notices.tell(person, TOLD, key=f"team-invited:{row.pk}", facts={"team_invitation": str(row.pk)}, at=at)
    return row


@transaction.atomic
def mint_link(invitation: TeamInvitation) -> str:
    """Return a fresh secret for the invitation's link; an earlier one no longer opens it."""
    secret = tokens.new()
    TeamInvitation.objects.filter(pk=invitation.pk).update(digest=tokens.digest(secret))
    return secret


def find(secret: str, *, at: datetime) -> TeamInvitation:
    """Return the open invitation behind the link. Raises TeamInvitationUnknown, TeamInvitationOver."""
    found = _rows().filter(digest=tokens.digest(secret)).first()
    if found is None:
        raise TeamInvitationUnknown
    return _still_open(found, at)


def find_mine(person: Person | None, pk: Any, *, at: datetime) -> TeamInvitation:
    """Return the open invitation sent to this person's address. Raises Missing, TeamInvitationOver."""
    folded = person.email_folded if person else ""
    found = _rows().filter(pk=pk, email_folded=folded).first() if folded else None
    if found is None:
        raise Missing
    return _still_open(found, at)


def find_of(team: Team, pk: Any) -> TeamInvitation:
    """Return the open invitation of the team with this id. Raises Missing."""
    try:
        found = open_of(team).get(pk=pk)
    except (TeamInvitation.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.team = team
    return found


def _rows() -> "QuerySet[TeamInvitation]":
    rows = TeamInvitation.objects.filter(team__binned_at=None)
    return rows.select_related("team__participant", "team__club", "invited_by")


def _still_open(found: TeamInvitation, at: datetime) -> TeamInvitation:
    if found.accepted_at or found.declined_at or found.revoked_at or at >= found.expires_at:
        raise TeamInvitationOver
    return found


@transaction.atomic
def accept(invitation: TeamInvitation, *, by: Actor, at: datetime) -> TeamMember:
    """Come into the team; the link is used up.

    Raises TeamInvitationOver, AnothersTeamInvitation, InTheTeamAlready, TeamFull.
    """
    if by.person is None or by.person.email_folded != invitation.email_folded:
        raise AnothersTeamInvitation
    _answer(invitation, at, accepted_at=at, accepted_by=by.person)
    return team_members.admit(invitation.team, by.person, role=invitation.role, by=by, at=at)


@transaction.atomic
def decline(invitation: TeamInvitation, *, by: Actor, at: datetime) -> None:
    """Say no; the link is used up. Raises TeamInvitationOver."""
    _answer(invitation, at, declined_at=at)
    _record(invitation, "team.decline", by, at)


@transaction.atomic
def revoke(invitation: TeamInvitation, *, by: Actor, at: datetime) -> None:
    """Take an open invitation back. Raises NotInThisTeam, TeamInvitationOver."""
    teams.check(invitation.team, by.person, teams.INVITE, at=at)
    _answer(invitation, None, revoked_at=at)
    _record(invitation, "team.uninvite", by, at)


def _answer(invitation: TeamInvitation, at: datetime | None, **values: object) -> None:
    """Use the invitation up, once; `at` given, only while it lasts."""
    still_open = open_of(invitation.team).filter(pk=invitation.pk)
    if at is not None:
        still_open = still_open.filter(expires_at__gt=at)
    if not still_open.update(**values):
        raise TeamInvitationOver


def _record(row: TeamInvitation, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=row.team, club_id=row.team.club_id)
