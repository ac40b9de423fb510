"""What each role may do in its club: one table."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import factor_rule
from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.foundation.errors import Forbidden, Missing
from lineup.core.people.models import Person

EDIT_CLUB = "edit_club"
MANAGE_MEMBERS = "manage_members"
MANAGE_EVENTS = "manage_events"
MANAGE_COURSES = "manage_courses"
SEE_MEMBERS = "see_members"
SEE_AUDIT = "see_audit"
MANAGE_WEBHOOKS = "manage_webhooks"
TRANSFER = "transfer"

_MEMBER = frozenset({SEE_MEMBERS})
_ADMIN = _MEMBER | {EDIT_CLUB, MANAGE_MEMBERS, MANAGE_EVENTS, MANAGE_COURSES, SEE_AUDIT, MANAGE_WEBHOOKS}

TABLE: Mapping[str, frozenset[str]] = {
    Role.OWNER: _ADMIN | {TRANSFER},
    Role.ADMIN: _ADMIN,
    Role.EVENT_MANAGER: _MEMBER | {MANAGE_EVENTS},
    Role.INSTRUCTOR: _MEMBER | {MANAGE_COURSES},
    Role.MEMBER: _MEMBER,
}


class NotAllowed(Forbidden):
    code = "not_allowed_in_club"
    sentence = _("Your role in this club doesn't include this; ask an admin of the club.")


def roles_with(permission: str) -> list[str]:
    """Return the roles that include the permission."""
    return [role for role, permissions in TABLE.items() if permission in permissions]


def role_of(person: Person | None, club_id: UUID | None) -> str | None:
    """Return the person's role in the club today, or None."""
    if person is None:
        return None
    live = Membership.objects.filter(person=person, club=club_id, left_at=None)
    return live.values_list("role", flat=True).first()


def may(person: Person | None, club_id: UUID | None, permission: str) -> bool:
    """Whether the person's role in the club includes the permission; platform admins may everything."""
    return permission in held(person, club_id)


def held(person: Person | None, club_id: UUID | None) -> frozenset[str]:
    """Return what the person may do in the club: of their role, or everything for a platform admin.

    Nothing for whom the club asks for a second factor that they have not.
    """
    if person is None:
        return frozenset()
    if person.account and person.account.is_platform_admin:
        return TABLE[Role.OWNER]
    role, is_held_up = _standing(person, club_id)
    return frozenset() if is_held_up else TABLE.get(role, frozenset())


def _standing(person: Person, club_id: UUID | None) -> tuple[str, bool]:
    """The role, and whether the club's wish for a second factor holds the person up."""
    live = Membership.objects.filter(person=person, club=club_id, left_at=None)
    held_up = ExpressionWrapper(factor_rule.holds_up(), output_field=BooleanField())
    return live.annotate(held_up=held_up).values_list("role", "held_up").first() or ("", False)


def check_factor(person: Person | None, club_id: UUID | None, permission: str) -> None:
    """Raise SecondFactorNeeded for whom nothing but a second factor keeps from what their role includes."""
    if person is None or club_id is None:
        return
    role, is_held_up = _standing(person, club_id)
    if is_held_up and permission in TABLE.get(role, frozenset()):
        raise factor_rule.SecondFactorNeeded


def check_known(person: Person | None, club_id: UUID, permission: str) -> None:
    """As `check`, for a thing that nobody else may know of: raises SecondFactorNeeded or Missing."""
    if not may(person, club_id, permission):
        check_factor(person, club_id, permission)
        raise Missing


def check(person: Person | None, club_id: UUID, permission: str) -> None:
    """Raise SecondFactorNeeded, or NotAllowed, for who has not the permission in the club."""
    if not may(person, club_id, permission):
        check_factor(person, club_id, permission)
        raise NotAllowed


def clubs_where(person: Person, permission: str) -> QuerySet:
    """Return, as a subquery of ids, the clubs in which the person may do this by their role."""
    live = Membership.objects.filter(person=person.pk, left_at=None, role__in=roles_with(permission))
    return live.exclude(factor_rule.holds_up()).values("club")


def find(person: Person | None, permission: str, **key: object) -> Club:
    """Return the club in which the person has the permission.

    Raises Missing, or SecondFactorNeeded or NotAllowed to who may see it.
    """
    club = Club.objects.filter(**key, binned_at=None).first()
    if club is None:
        raise Missing
    if may(person, club.pk, permission):
        return club
    check_factor(person, club.pk, permission)
    if club.is_public or role_of(person, club.pk):
        raise NotAllowed
    raise Missing
