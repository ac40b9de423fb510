"""A club asks its members for a second factor: who, from when on, and what is closed to whom until then."""

from datetime import timedelta

import pytest

from lineup.core.clubs import factor_rule, memberships, permissions
from lineup.core.clubs.models import Club, Membership
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings, places
from lineup.core.people import second_factors
from tests.support import factories, outbox
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P10", "A01")]

MANAGERS, EVERYBODY, NOBODY = Club.Protected.MANAGERS, Club.Protected.EVERYBODY, Club.Protected.NOBODY


@pytest.fixture
def owner():
    found = factories.member("Olga")
    factories.passkey(found)
    return found


@pytest.fixture
def club(owner):
    return factories.club("Blue Club", owner=owner)


def ask(club, owner, who=MANAGERS, *, days=0, at=None):
    at = at or clock.now()
    return factor_rule.ask(club, who, starts_at=at + timedelta(days=days), by=actor(owner), at=at)


def held(person, club):
    return permissions.held(person, club.pk)


def test_who_manages_without_a_second_factor_may_do_nothing_until_they_have_one(club, owner):
    manager = factories.club_member(club, role="admin")
    assert permissions.EDIT_CLUB in held(manager, club)
    ask(club, owner)
    assert held(manager, club) == frozenset()
    with pytest.raises(factor_rule.SecondFactorNeeded) as refusal:
        permissions.find(manager, permissions.EDIT_CLUB, pk=club.pk)
    assert (refusal.value.code, refusal.value.status) == ("second_factor_needed", 403)
    factories.passkey(manager)
    assert permissions.find(manager, permissions.EDIT_CLUB, pk=club.pk) == club


@pytest.mark.parametrize(
    ("who", "role", "is_held_up"),
    [
        (MANAGERS, "member", False),
        (MANAGERS, "instructor", True),
        (MANAGERS, "event_manager", True),
        (MANAGERS, "admin", True),
        (EVERYBODY, "member", True),
        (EVERYBODY, "admin", True),
        (NOBODY, "admin", False),
    ],
)
def test_the_rule_asks_whom_it_names(club, owner, who, role, is_held_up):
    person = factories.club_member(club, role=role)
    ask(club, owner, who)
    assert (held(person, club) == frozenset()) == is_held_up
    mine = permissions.clubs_where(person, permissions.SEE_MEMBERS)
    assert Club.objects.filter(pk__in=mine).exists() != is_held_up


def test_who_has_no_business_there_hears_what_they_heard_before(club, owner):
    plain, stranger = factories.club_member(club), factories.member()
    ask(club, owner, EVERYBODY)
    for person in (plain, stranger):
        with pytest.raises(permissions.NotAllowed):
            permissions.find(person, permissions.EDIT_CLUB, pk=club.pk)


def test_another_club_is_not_touched(club, owner):
    other = factories.club()
    manager = factories.club_member(club, factories.club_member(other, role="admin"), role="admin")
    ask(club, owner)
    assert permissions.EDIT_CLUB in held(manager, other)


def test_events_of_the_club_are_closed_to_their_manager_draft_or_not(club, owner):
    manager = factories.club_member(club, role="event_manager")
    shown, draft = factories.offering(club=club), factories.offering(club=club, state="draft")
    ask(club, owner)
    for offering in (shown, draft):
        with pytest.raises(factor_rule.SecondFactorNeeded):
            offerings.find_managed(manager, pk=offering.pk)
    with pytest.raises(factor_rule.SecondFactorNeeded):
        offerings.find_visible(manager, pk=draft.pk)
    assert offerings.find_visible(manager, pk=shown.pk) == shown
    with pytest.raises(Missing):
        offerings.find_visible(factories.member(), pk=draft.pk)


def test_a_place_is_taken_and_kept_all_the_same(club, owner):
    member = factories.club_member(club)
    pool = factories.pool(factories.offering(club=club, visibility="club_only"))
    place = factories.place(pool, member)
    ask(club, owner, EVERYBODY)
    places.withdraw(place, by=actor(member), at=clock.now())
    assert factories.place(pool, member).state == "confirmed"


# --- from when on -----------------------------------------------------------------------------------


@pytest.mark.req("P04")
def test_until_its_day_nothing_is_closed_and_then_it_is(club, owner):
    manager, at = factories.club_member(club, role="admin"), clock.now()
    ask(club, owner, days=7, at=at)
    assert permissions.EDIT_CLUB in held(manager, club)
    assert factor_rule.enforce_due(at=at + timedelta(days=7, seconds=-1)) == 0
    assert factor_rule.enforce_due(at=at + timedelta(days=7)) == 1
    assert factor_rule.enforce_due(at=at + timedelta(days=8)) == 0
    assert held(manager, club) == frozenset()


@pytest.mark.parametrize("days", [-2, 367])
def test_a_day_gone_by_or_too_far_is_refused_beside_its_field(club, owner, days):
    with pytest.raises(factor_rule.StartNotPossible) as refusal:
        ask(club, owner, days=days)
    assert refusal.value.field == "starts_at"


def test_who_has_none_cannot_ask_others(club):
    admin = factories.club_member(club, role="admin")
    with pytest.raises(factor_rule.OwnFactorFirst):
        ask(club, admin)


def test_taking_the_rule_back_opens_everything(club, owner):
    manager = factories.club_member(club, role="admin")
    ask(club, owner)
    factor_rule.ask(club, NOBODY, starts_at=None, by=actor(owner), at=clock.now())
    assert permissions.EDIT_CLUB in held(manager, club)


def test_who_removes_the_last_factor_is_held_up(club, owner):
    ask(club, owner)
    second_factors.remove_all(owner.account, by=actor(), at=clock.now())
    assert held(owner, club) == frozenset()


# --- counted and told --------------------------------------------------------------------------------


def test_the_census_counts_whom_it_would_ask_and_who_has_none(club):
    factories.passkey(factories.club_member(club, role="admin"))
    factories.club_member(club, role="event_manager")
    left = factories.club_member(club)
    factories.club_member(club)
    memberships.end(Membership.objects.get(club=club, person=left), by=actor(left), at=clock.now())
    assert factor_rule.census(club, MANAGERS) == factor_rule.Census(without=1, of=3)
    assert factor_rule.census(club, EVERYBODY) == factor_rule.Census(without=2, of=4)


def test_who_has_none_is_told_when_it_is_asked_and_when_it_holds(club, owner, mailoutbox):
    manager, at = factories.club_member(club, role="admin"), clock.now()
    factories.club_member(club)
    factories.passkey(factories.club_member(club, role="admin"))
    outbox.drain()
    mailoutbox.clear()
    ask(club, owner, days=7, at=at)
    outbox.drain()
    factor_rule.enforce_due(at=at + timedelta(days=7))
    outbox.drain(at=at + timedelta(days=7, minutes=1))
    assert [(letter.to, letter.subject) for letter in mailoutbox] == [
        ([manager.email], "Blue Club asks for a second factor"),
        ([manager.email], "Blue Club waits for your second factor"),
    ]


def test_who_set_one_up_meanwhile_is_not_told(club, owner, mailoutbox):
    manager = factories.club_member(club, role="admin")
    outbox.drain()
    mailoutbox.clear()
    ask(club, owner, days=7)
    factories.passkey(manager)
    outbox.drain()
    assert [letter.subject for letter in mailoutbox if "Blue Club" in letter.subject] == []


def test_a_check_costs_one_query_whatever_the_rule(club, owner, django_assert_num_queries):
    manager = factories.club_member(club, role="admin")
    manager.account  # noqa: B018 - read before it is counted
    for who in (NOBODY, MANAGERS):
        ask(club, owner, who)
        with django_assert_num_queries(1):
            held(manager, club)
