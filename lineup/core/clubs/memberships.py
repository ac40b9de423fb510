"""Who belongs to a club: asking, approving, leaving, changing roles, handing the club over."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club, Membership, MembershipRequest, Role
from lineup.core.foundation import inputs, seam
from lineup.core.foundation.errors import Forbidden, Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class AlreadyMember(Refusal):
    code = "already_member"
    sentence = _("This person is a member already.")


class InvitationOnly(Forbidden):
    code = "club_by_invitation"
    sentence = _("This club takes members by invitation only; ask somebody in it for one.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    sentence = _("This request has been answered already; reload the page.")


class OwnerStays(Refusal):
    code = "owner_stays"
    sentence = _("A club has exactly one owner: hand the club over first.")


class NoAccount(Refusal):
    code = "no_account"
    sentence = _("Choose somebody with an open account; others can’t sign in to look after a club.")


class NotMember(Refusal):
    code = "not_member"
    sentence = _("This person is not a member of the club; invite them first.")


def clubs_of(person: Person) -> QuerySet:
    """Return, as a subquery of ids, the clubs of which the person is a member today."""
    return Membership.objects.filter(person=person.pk, left_at=None).values("club")


def live(club: Club) -> "QuerySet[Membership]":
    """Return today's memberships of the club, with their people."""
    return Membership.objects.filter(club=club, left_at=None).select_related("person__account")


def people_with(club: Club, permission: str) -> list[Person]:
    """Return up to twenty members whose role includes the permission: whom to tell of what waits for them."""
    rows = live(club).filter(role__in=permissions.roles_with(permission))
    return [membership.person for membership in rows[:20]]


@transaction.atomic
def ask(club: Club, *, message: str = "", by: Actor, at: datetime) -> MembershipRequest:
    """Ask to join; asking again returns the open request. Raises AlreadyMember, InvitationOnly."""
    if permissions.role_of(by.person, club.pk):
        raise AlreadyMember
    if club.join_policy == Club.JoinPolicy.INVITATION:
        raise InvitationOnly
    message = inputs.prose(message, field="message", most=1000)
    request, fresh = MembershipRequest.objects.get_or_create(
        club=club, person=by.person, decision="open", defaults={"message": message, "asked_at": at}
    )
    if fresh:
        seam.record(by=by, at=at, action="membership.ask", on=request, club_id=club.pk)
        for admin in people_with(club, permissions.MANAGE_MEMBERS):
            seam.tell(
                admin,
                "club.asked",
                key=f"asked:{request.pk}:{admin.pk}",
                facts={"club": str(club.pk), "request": str(request.pk)},
                at=at,
            )
    return request


@transaction.atomic
def approve(request: MembershipRequest, *, by: Actor, at: datetime) -> Membership:
    """Let somebody in who asked. Raises AlreadyDecided, AlreadyMember."""
    _decide(request, MembershipRequest.Decision.APPROVED, "", by, at)
    membership = admit(request.club, request.person, role=Role.MEMBER, by=by, at=at)
    _tell_decision(request, at)
    return membership


@transaction.atomic
def reject(request: MembershipRequest, *, reason: str = "", by: Actor, at: datetime) -> MembershipRequest:
    """Turn somebody down who asked, with the reason they are told. Raises AlreadyDecided."""
    reason = inputs.prose(reason, field="reason", most=300)
    _decide(request, MembershipRequest.Decision.REJECTED, reason, by, at)
    _tell_decision(request, at)
    return request


@transaction.atomic
def withdraw(request: MembershipRequest, *, by: Actor, at: datetime) -> MembershipRequest:
    """Take one's own open request back. Raises AlreadyDecided."""
    _decide(request, MembershipRequest.Decision.WITHDRAWN, "", by, at)
    return request


def _decide(request: MembershipRequest, decision: str, reason: str, by: Actor, at: datetime) -> None:
    still_open = MembershipRequest.objects.filter(pk=request.pk, decision="open")
    if not still_open.update(decision=decision, reason=reason, decided_at=at, decided_by=by.person):
        raise AlreadyDecided
    request.decision, request.reason = decision, reason
    seam.record(by=by, at=at, action=f"membership.{decision}", on=request, club_id=request.club_id)


def _tell_decision(request: MembershipRequest, at: datetime) -> None:
    facts = {"club": str(request.club_id), "request": str(request.pk)}
    kind = f"club.{request.decision}"
    seam.tell(request.person, kind, key=f"{kind}:{request.pk}", facts=facts, at=at)


@transaction.atomic
def admit(club: Club, person: Person, *, role: str, by: Actor, at: datetime) -> Membership:
    """Make the person a member in this role. Raises AlreadyMember, OwnerStays for the owner's role."""
    if role == Role.OWNER:
        raise OwnerStays
    inputs.choice(role, Role.values, field="role")
    if Membership.objects.filter(club=club, person=person, left_at=None).exists():
        raise AlreadyMember
    try:
        with transaction.atomic():
            membership = Membership.objects.create(club=club, person=person, role=role, joined_at=at)
    except IntegrityError:
        raise AlreadyMember from None
    seam.record(by=by, at=at, action="membership.admit", on=membership, club_id=club.pk, metadata={"role": role})
    return membership


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Actor, at: datetime) -> Membership:
    """Give a member another role. Raises OwnerStays for the owner or the owner's role, NotMember, UnknownChoice."""
    if Role.OWNER in (membership.role, role):
        raise OwnerStays
    inputs.choice(role, Role.values, field="role")
    before, membership.role = membership.role, role
    if not Membership.objects.filter(pk=membership.pk, left_at=None).update(role=role):
        raise NotMember
    seam.record(
        by=by,
        at=at,
        action="membership.change_role",
        on=membership,
        club_id=membership.club_id,
        metadata={"role": [before, role]},
    )
    return membership


@transaction.atomic
def end(membership: Membership, *, by: Actor, at: datetime) -> Membership:
    """End a membership, one's own or another's; ending it twice changes nothing. Raises OwnerStays."""
    if membership.role == Role.OWNER:
        raise OwnerStays
    if Membership.objects.filter(pk=membership.pk, left_at=None).update(left_at=at):
        seam.record(by=by, at=at, action="membership.end", on=membership, club_id=membership.club_id)
    membership.left_at = membership.left_at or at
    return membership


@transaction.atomic
def hand_over(club: Club, to: Person, *, by: Actor, at: datetime) -> Membership:
    """Make a member the owner; the owner becomes an admin. Raises NotMember."""
    heir = Membership.objects.filter(club=club, person=to, left_at=None).first()
    if heir is None:
        raise NotMember
    # the order matters: a club never has two owners
    Membership.objects.filter(club=club, role=Role.OWNER, left_at=None).update(role=Role.ADMIN)
    heir.role = Role.OWNER
    heir.save(update_fields=["role"])
    seam.record(by=by, at=at, action="club.hand_over", on=club, club_id=club.pk, metadata={"to": str(to.pk)})
    seam.tell(to, "club.owner", key=f"owner:{heir.pk}:{at.isoformat()}", facts={"club": str(club.pk)}, at=at)
    return heir


@transaction.atomic
def entrust(club: Club, to: Person, *, by: Actor, at: datetime) -> Membership:
    """Give a club whose owner is gone to somebody with an account, member or not; for platform admins.

    The owner becomes an admin of the club. Raises NoAccount.
    """
    if to.account is None or not to.account.is_active:
        raise NoAccount
    if not Membership.objects.filter(club=club, person=to, left_at=None).exists():
        admit(club, to, role=Role.MEMBER, by=by, at=at)
    return hand_over(club, to, by=by, at=at)


def without_owner() -> "QuerySet[Club]":
    """Return the clubs, not in the bin, whose owner can't sign in: the account was closed, or is no more."""
    owned = Membership.objects.filter(
        club=OuterRef("pk"), role=Role.OWNER, left_at=None, person__account__is_active=True
    )
    return Club.objects.filter(~Exists(owned), binned_at=None)
