"""Invitations into a club: expired, used, revoked, foreign."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.clubs import invitations, memberships
from lineup.core.clubs.models import Role
from lineup.core.foundation import clock, tokens
from lineup.core.foundation.errors import Missing
from lineup.core.people.addresses import AddressNeeded
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01", "A09")]


def invited(club=None, email="zoe@example.org", at=None, **fields):
    club = club or factories.club()
    by = actor(factories.club_owner(club))
    invitation = invitations.invite(club, email=email, by=by, at=at or clock.now(), **fields)
    return invitation, invitations.mint_link(invitation)


def test_the_link_is_kept_by_its_digest_and_lets_in_with_the_role():
    invitation, secret = invited(role=Role.EVENT_MANAGER)
    zoe = factories.member(email="zoe@example.org")
    found = invitations.find(secret, at=clock.now())
    assert found.digest == tokens.digest(secret)
    membership = invitations.accept(found, by=actor(zoe), at=clock.now())
    assert (membership.person, membership.role, membership.club) == (zoe, Role.EVENT_MANAGER, invitation.club)


@pytest.mark.parametrize("act", ["accept", "decline", "revoke"])
def test_an_answered_or_revoked_invitation_is_over(act):
    invitation, secret = invited()
    zoe = factories.member(email="zoe@example.org")
    getattr(invitations, act)(invitation, by=actor(zoe), at=clock.now())
    with pytest.raises(invitations.InvitationOver):
        invitations.find(secret, at=clock.now())
    with pytest.raises(invitations.InvitationOver):
        invitations.accept(invitation, by=actor(zoe), at=clock.now())


def test_an_old_invitation_is_over():
    at = clock.now()
    invitation, secret = invited(at=at)
    late = at + invitations.LASTS
    assert invitations.find(secret, at=late - timedelta(seconds=1))
    with pytest.raises(invitations.InvitationOver):
        invitations.find(secret, at=late)
    with pytest.raises(invitations.InvitationOver):
        invitations.accept(invitation, by=actor(factories.member(email="zoe@example.org")), at=late)


def test_somebody_else_cannot_use_it():
    invitation, _secret = invited()
    other = factories.member()
    with pytest.raises(invitations.AnothersInvitation):
        invitations.accept(invitation, by=actor(other), at=clock.now())
    with pytest.raises(Missing):
        invitations.find_for(other, pk=invitation.pk, at=clock.now())
    assert not other.memberships.exists()


def test_a_made_up_secret_finds_nothing():
    with pytest.raises(Missing):
        invitations.find(tokens.new(), at=clock.now())


def test_nobody_is_invited_as_owner_nor_twice_nor_when_in():
    club = factories.club()
    member = factories.club_member(club)
    invited(club)
    for fields, refusal in [
        ({"role": Role.OWNER, "email": "new@example.org"}, memberships.OwnerStays),
        ({"email": "ZOE@example.org"}, invitations.InvitedAlready),
        ({"email": member.email}, memberships.AlreadyMember),
        ({"email": "nonsense"}, AddressNeeded),
    ]:
        with pytest.raises(refusal):
            invited(club, **fields)


def test_many_are_invited_and_who_cannot_be_is_named_with_the_reason():
    club = factories.club()
    member = factories.club_member(club)
    by = actor(factories.club_owner(club))
    made, refused = invitations.invite_many(
        club, emails=["a@example.org", member.email, "b@example.org", "a@example.org"], by=by, at=clock.now()
    )
    assert [row.email for row in made] == ["a@example.org", "b@example.org"]
    assert [(email, refusal.code) for email, refusal in refused] == [(member.email, "already_member")]


def test_more_than_a_hundred_at_once_are_refused():
    club = factories.club()
    emails = [f"guest-{number}@example.org" for number in range(101)]
    with pytest.raises(invitations.TooManyAddresses):
        invitations.invite_many(club, emails=emails, by=actor(factories.club_owner(club)), at=clock.now())
    assert not club.invitations.exists()


def test_one_that_ran_out_does_not_stand_in_the_way_of_the_next():
    club = factories.club()
    invited(club)
    later = clock.now() + invitations.LASTS + timedelta(days=1)
    fresh = invitations.invite(club, email="Zoe@example.org", by=actor(factories.club_owner(club)), at=later)
    assert list(invitations.open_of(club)) == [fresh]


def test_a_declined_invitation_is_recorded():
    club = factories.club()
    invitations.decline(invited(club)[0], by=actor(), at=clock.now())
    assert Entry.objects.filter(action="club.decline", club=club).count() == 1
