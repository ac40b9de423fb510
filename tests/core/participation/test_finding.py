"""What a person reaches by an id, and that nothing else exists for them."""

import pytest

from lineup.core.foundation import clock, ids
from lineup.core.foundation.errors import Missing
from lineup.core.participation import finding, invitations, offerings
from lineup.core.participation.models import Offering
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P10")]


def test_a_public_pool_is_seen_by_anybody_in_one_query(django_assert_num_queries):
    pool = factories.pool()
    with django_assert_num_queries(1):
        assert finding.visible_pool(None, pool.pk) == pool


@pytest.mark.parametrize("visibility", ["club_only", "invite_only", "private"])
def test_a_pool_behind_the_wall_does_not_exist_for_a_stranger(visibility):
    club = factories.club()
    pool = factories.pool(factories.offering(club=club, visibility=visibility))
    assert finding.visible_pool(factories.club_owner(club), pool.pk) == pool
    for stranger in (None, factories.member()):
        with pytest.raises(Missing):
            finding.visible_pool(stranger, pool.pk)
        with pytest.raises(Missing):
            finding.managed_pool(stranger, pool.pk)


def test_a_draft_is_seen_by_its_organiser_alone():
    organiser = factories.member()
    pool = factories.pool(factories.offering(organiser=organiser, state=Offering.State.DRAFT))
    assert finding.visible_pool(organiser, pool.pk) == pool
    with pytest.raises(Missing):
        finding.visible_pool(factories.member(), pool.pk)


def test_who_may_see_but_not_manage_hears_so():
    with pytest.raises(offerings.NotManager):
        finding.managed_pool(factories.member(), factories.pool().pk)


def test_a_place_is_found_by_its_holder_and_by_its_organiser():
    organiser, holder = factories.member(), factories.member()
    place = factories.place(factories.pool(factories.offering(organiser=organiser)), holder)
    assert finding.own_place(holder, place.pk) == place
    assert finding.managed_place(organiser, place.pk) == place
    with pytest.raises(offerings.NotManager):
        finding.managed_place(holder, place.pk)
    stranger = factories.member()
    for find in (finding.own_place, finding.managed_place):
        with pytest.raises(Missing):
            find(stranger, place.pk)
    with pytest.raises(Missing):
        finding.own_place(organiser, place.pk)


def test_an_invitation_is_found_by_the_invited_and_by_who_manages():
    organiser, invited = factories.member(), factories.member()
    offering = factories.offering(organiser=organiser)
    invitation = invitations.invite(offering, email=invited.email, by=factories.actor(organiser), at=clock.now())
    assert finding.own_invitation(invited, invitation.pk) == invitation
    assert finding.managed_invitation(organiser, invitation.pk) == invitation
    for find in (finding.own_invitation, finding.managed_invitation):
        with pytest.raises(Missing):
            find(factories.member(), invitation.pk)


@pytest.mark.parametrize("pk", ["nonsense", ids.new()])
def test_an_unknown_id_is_missing(pk):
    for find in (finding.visible_pool, finding.managed_pool, finding.own_place, finding.managed_place):
        with pytest.raises(Missing):
            find(factories.member(), pk)
