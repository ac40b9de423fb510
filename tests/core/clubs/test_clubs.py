"""Clubs founded, seen, put into the bin and taken out."""

import pytest

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid, Missing
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


REFUSED = [
    ({"name": " "}, "club_name_needed"),
    ({"name": "x" * 121}, "too_long"),
    ({"name": "a\x00b"}, "unstorable_text"),
    ({"description": "x" * 5001}, "too_long"),
    ({"website": "javascript:alert(1)"}, "not_a_web_address"),
    ({"website": "https://" + "x" * 300 + ".org"}, "too_long"),
    ({"city": "x" * 121}, "too_long"),
    ({"country": "France"}, "unknown_country"),
    ({"language": "tlh"}, "unknown_choice"),
    ({"time_zone": "Mars/Olympus"}, "unknown_time_zone"),
    ({"hue": "ultraviolet"}, "unknown_choice"),
    ({"join_policy": "everybody"}, "unknown_choice"),
]


@pytest.mark.parametrize(("values", "code"), REFUSED, ids=[f"{code}-{next(iter(values))}" for values, code in REFUSED])
def test_what_no_club_can_be_is_refused_by_field_when_founded_and_when_changed(values, code):
    ada, club = factories.member(), factories.club("Blue")
    with pytest.raises(Invalid) as founded:
        clubs.found(**{"name": "Red", **values}, by=actor(ada), at=clock.now())
    with pytest.raises(Invalid) as changed:
        clubs.change(club, **values, by=actor(ada), at=clock.now())
    assert (founded.value.code, founded.value.field) == (code, next(iter(values)))
    assert (changed.value.code, changed.value.field) == (code, next(iter(values)))
    assert [kept.name for kept in Club.objects.all()] == ["Blue"]


def test_what_is_typed_about_a_club_is_kept_tidy():
    club = factories.club("  Blue   Club ", country="fr", website=" https://blue.example ", city="")
    assert (club.name, club.slug, club.country, club.website) == (
        "Blue Club",
        "blue-club",
        "FR",
        "https://blue.example",
    )
