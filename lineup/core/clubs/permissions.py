"""What each role may do in its club: one table."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

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
    """Return what the person may do in the club: of their role, or everything for a platform admin."""
    if person is None:
        return frozenset()
    if person.account and person.account.is_platform_admin:
        return TABLE[Role.OWNER]
    return TABLE.get(role_of(person, club_id) or "", frozenset())


def clubs_where(person: Person, permission: str) -> QuerySet:
    """Return, as a subquery of ids, the clubs in which the person's role includes the permission."""
    live = Membership.objects.filter(person=person, left_at=None, role__in=roles_with(permission))
    return live.values("club")


def find(person: Person | None, permission: str, **key: object) -> Club:
    """Return the club in which the person has the permission. Raises Missing, or NotAllowed to who may see it."""
    club = Club.objects.filter(**key, binned_at=None).first()
    if club is None:
        raise Missing
    if may(person, club.pk, permission):
        return club
    if club.is_public or role_of(person, club.pk):
        raise NotAllowed
    raise Missing
