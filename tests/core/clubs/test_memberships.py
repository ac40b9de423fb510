"""Asking, answering, leaving, roles, and the one owner."""

import pytest
from django.db import IntegrityError, transaction

from lineup.core.audit.models import Entry
from lineup.core.clubs import clubs, directory, memberships
from lineup.core.clubs.models import Membership, Role
from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.people import standing
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01")]


def test_asking_is_told_to_who_manages_members_and_approval_to_who_asked():
    club = factories.club()
    asker = factories.member()
    asked = memberships.ask(club, message="Hello", by=actor(asker), at=clock.now())
    memberships.approve(asked, by=actor(factories.club_owner(club)), at=clock.now())
    told = Message.objects.filter(topic="notice").order_by("id").values_list("payload__kind", "payload__person")
    assert list(told) == [
        ("club.asked", str(factories.club_owner(club).pk)),
        ("club.approved", str(asker.pk)),
    ]
    assert asker.memberships.get().role == Role.MEMBER


def test_asking_twice_is_one_request():
    club, asker = factories.club(), factories.member()
    first = memberships.ask(club, by=actor(asker), at=clock.now())
    assert memberships.ask(club, by=actor(asker), at=clock.now()) == first


def test_a_request_is_answered_once():
    club = factories.club()
    asked = memberships.ask(club, by=actor(factories.member()), at=clock.now())
    owner = actor(factories.club_owner(club))
    memberships.reject(asked, reason="We are full", by=owner, at=clock.now())
    for answer in (memberships.approve, memberships.reject, memberships.withdraw):
        with pytest.raises(memberships.AlreadyDecided):
            answer(asked, by=owner, at=clock.now())
    assert not asked.person.memberships.exists()


def test_a_club_by_invitation_takes_no_requests():
    club = factories.club(join_policy="invitation")
    with pytest.raises(memberships.InvitationOnly):
        memberships.ask(club, by=actor(factories.member()), at=clock.now())


def test_members_need_not_ask():
    club = factories.club()
    with pytest.raises(memberships.AlreadyMember):
        memberships.ask(club, by=actor(factories.club_member(club)), at=clock.now())


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EVENT_MANAGER, Role.INSTRUCTOR, Role.MEMBER])
def test_nobody_becomes_owner_by_a_role_and_the_owner_keeps_theirs(role):
    club = factories.club()
    owner = factories.club_owner(club)
    member = factories.club_member(club).memberships.get()
    by = actor(owner)
    with pytest.raises(memberships.OwnerStays):
        memberships.change_role(member, Role.OWNER, by=by, at=clock.now())
    with pytest.raises(memberships.OwnerStays):
        memberships.change_role(owner.memberships.get(), role, by=by, at=clock.now())
    with pytest.raises(memberships.OwnerStays):
        memberships.end(owner.memberships.get(), by=by, at=clock.now())
    assert memberships.change_role(member, role, by=by, at=clock.now()).role == role


def test_handing_over_leaves_exactly_one_owner():
    club = factories.club()
    owner, heir = factories.club_owner(club), factories.club_member(club)
    memberships.hand_over(club, heir, by=actor(owner), at=clock.now())
    roles = dict(memberships.live(club).values_list("person", "role"))
    assert roles == {owner.pk: Role.ADMIN, heir.pk: Role.OWNER}


def test_a_club_is_handed_to_members_only():
    club = factories.club()
    owner = factories.club_owner(club)
    with pytest.raises(memberships.NotMember):
        memberships.hand_over(club, factories.member(), by=actor(owner), at=clock.now())
    assert factories.club_owner(club) == owner


def test_the_database_refuses_a_second_owner():
    club = factories.club()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(club=club, person=factories.member(), role=Role.OWNER, joined_at=clock.now())


def test_who_left_can_come_back_and_both_times_stay_on_record():
    club = factories.club()
    person = factories.club_member(club)
    memberships.end(person.memberships.get(), by=actor(person), at=clock.now())
    factories.club_member(club, person)
    assert person.memberships.count() == 2
    acts = Entry.objects.filter(resource="membership").order_by("id").values_list("action", flat=True)
    assert list(acts) == ["membership.admit", "membership.end", "membership.admit"]


@pytest.mark.req("P02", "P10")
def test_a_club_whose_owner_is_gone_is_found_and_given_to_somebody_with_an_account():
    kept, orphaned = factories.club("Kept"), factories.club("Orphaned")
    owner, by, at = factories.club_owner(orphaned), actor(factories.admin()), clock.now()
    standing.deactivate(owner.account, reason="Spam", by=by, at=at)
    assert list(memberships.without_owner()) == [orphaned]
    assert [club.owner_name for club in directory.search(standing="ownerless")] == [owner.name]
    with pytest.raises(memberships.NoAccount):
        memberships.entrust(orphaned, factories.guest(), by=by, at=at)
    heir = factories.member()
    memberships.entrust(orphaned, heir, by=by, at=at)
    assert dict(memberships.live(orphaned).values_list("person", "role")) == {
        owner.pk: Role.ADMIN,
        heir.pk: Role.OWNER,
    }
    assert list(memberships.without_owner()) == []
    assert directory.owner_of(kept).person == factories.club_owner(kept)


def test_every_club_is_found_by_name_city_or_slug_and_by_where_it_stands():
    lyon, binned = factories.club("Atelier", city="Lyon"), factories.club("Gone")
    clubs.discard(binned, by=actor(factories.club_owner(binned)), at=clock.now())
    for wanted in ("atel", "lyon", lyon.slug):
        assert list(directory.search(wanted)) == [lyon]
    assert list(directory.search(standing="open")) == [lyon]
    assert list(directory.search(standing="binned")) == [binned]
    assert [club.members for club in directory.search()] == [1, 1]
