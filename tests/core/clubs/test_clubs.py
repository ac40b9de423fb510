"""Clubs founded, seen, put into the bin and taken out."""

import pytest

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Role
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Account
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01", "P10")]


def test_who_founds_a_club_owns_it():
    ada = factories.member()
    club = clubs.found(name="Blue Club", by=actor(ada), at=clock.now())
    assert (club.slug, factories.club_owner(club)) == ("blue-club", ada)


@pytest.mark.parametrize("who", ["guest", "plain member", "nobody"])
def test_who_may_not_found_is_refused(who):
    people = {"guest": factories.guest(), "plain member": factories.member(role=Account.Role.MEMBER), "nobody": None}
    with pytest.raises(clubs.MayNotFound):
        clubs.found(name="Blue", by=actor(people[who]), at=clock.now())


def test_two_clubs_of_one_name_have_two_addresses():
    assert factories.club("Blue").slug != factories.club("Blue").slug


def test_a_club_called_new_does_not_hide_the_page_for_founding():
    assert factories.club("New").slug.startswith("new-")


def test_a_private_club_is_seen_by_its_members_and_platform_admins():
    club = factories.club(is_public=False)
    inside, outside = factories.club_member(club), factories.member()
    assert clubs.find_visible(inside, slug=club.slug) == club
    assert clubs.find_visible(factories.admin(), slug=club.slug) == club
    for person in (None, outside):
        with pytest.raises(Missing):
            clubs.find_visible(person, slug=club.slug)


@pytest.mark.req("P08")
def test_a_club_in_the_bin_is_gone_until_its_owner_takes_it_out_as_it_was():
    club = factories.club()
    owner, admin = factories.club_owner(club), factories.club_member(club, role=Role.ADMIN)
    clubs.discard(club, by=actor(owner), at=clock.now())
    with pytest.raises(Missing):
        clubs.find_visible(owner, slug=club.slug)
    assert list(clubs.in_bin_of(admin)) == []
    clubs.restore(clubs.find_in_bin(owner, slug=club.slug), by=actor(owner), at=clock.now())
    assert clubs.find_visible(None, slug=club.slug) == club
    assert club.memberships.filter(left_at=None).count() == 2
