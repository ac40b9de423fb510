"""Roles × permissions, every cell."""

import pytest

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Role
from lineup.core.foundation.errors import Missing
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01", "P02")]

SEE, EVENTS, COURSES = permissions.SEE_MEMBERS, permissions.MANAGE_EVENTS, permissions.MANAGE_COURSES
ALL = [
    SEE,
    EVENTS,
    COURSES,
    permissions.MANAGE_MEMBERS,
    permissions.EDIT_CLUB,
    permissions.SEE_AUDIT,
    permissions.TRANSFER,
]
MAY = {
    Role.OWNER: set(ALL),
    Role.ADMIN: set(ALL) - {permissions.TRANSFER},
    Role.EVENT_MANAGER: {SEE, EVENTS},
    Role.INSTRUCTOR: {SEE, COURSES},
    Role.MEMBER: {SEE},
}


def in_role(club, role):
    return factories.club_owner(club) if role == Role.OWNER else factories.club_member(club, role=role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", ALL)
def test_a_role_includes_what_the_table_says(role, permission):
    club = factories.club()
    person = in_role(club, role)
    assert permissions.may(person, club.pk, permission) is (permission in MAY[role])


@pytest.mark.parametrize("permission", ALL)
def test_strangers_and_other_clubs_owners_may_nothing(permission):
    club, other = factories.club(), factories.club()
    for person in (None, factories.guest(), factories.member(), factories.club_owner(other)):
        assert permissions.may(person, club.pk, permission) is False


@pytest.mark.parametrize("permission", ALL)
def test_platform_admins_may_everything(permission):
    assert permissions.may(factories.admin(), factories.club().pk, permission) is True


def test_who_left_may_nothing():
    club = factories.club()
    admin = factories.club_member(club, role=Role.ADMIN)
    factories.memberships.end(admin.memberships.get(), by=factories.actor(admin), at=factories.clock.now())
    assert permissions.held(admin, club.pk) == frozenset()


def test_a_club_that_may_not_be_seen_is_missing_and_one_that_may_is_refused():
    public, private = factories.club(), factories.club(is_public=False)
    stranger = factories.member()
    with pytest.raises(permissions.NotAllowed):
        permissions.find(stranger, permissions.EDIT_CLUB, slug=public.slug)
    with pytest.raises(Missing):
        permissions.find(stranger, permissions.EDIT_CLUB, slug=private.slug)
