"""Who may see and manage an event: the planned queries find what the one rule says, for everybody and everything."""

import itertools

import pytest
from django.db.models import F

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import invitations, offerings, places, viewers
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A05", "P10", "Q2")]

V, S = Offering.Visibility, Offering.State


@pytest.fixture
def people():
    """One of each sort, and each way of belonging."""
    club = factories.club()
    unproved = factories.member("Unproved")
    Person.objects.filter(pk=unproved.pk).update(email_verified_at=None)
    known = {
        "stranger": None,
        "admin": factories.admin(),
        "owner": factories.club_owner(club),
        "member": factories.club_member(club),
        "outsider": factories.member("Outsider"),
        "holder": factories.member("Holder"),
        "invited": factories.member("Invited"),
        "unproved": Person.objects.get(pk=unproved.pk),
        "guest": factories.guest(proved=True),
    }
    return club, known


@pytest.fixture
def all_events(people, make_event):
    """An event of each visibility in each state, with one who holds a place and two invited addresses."""
    club, known = people
    owner = known["owner"]
    made = []
    for visibility, state in itertools.product(V.values, S.values):
        event = make_event(f"{visibility} {state}", by=owner, club=club, visibility=visibility)
        for who in ("invited", "unproved"):
            by = factories.actor(owner)
            invitations.invite(event.offering, email=known[who].email, by=by, at=clock.now())
        places.add(events.pool_of(event), known["holder"], by=factories.actor(owner), at=clock.now())
        made.append(event)
        Offering.objects.filter(pk=event.pk).update(state=state)
    binned = make_event("binned", by=owner, club=club)
    Offering.objects.filter(pk=binned.pk).update(binned_at=clock.now())
    return [*made, binned]


def may(find, person, **key):
    try:
        return find(person, **key).pk
    except Refusal:
        return None


def test_the_planned_queries_agree_with_the_rule(people, all_events):
    _club, known = people
    wrong, seen = [], 0
    for (name, person), event in itertools.product(known.items(), all_events):
        expected = offerings.visible_to(person).filter(pk=event.pk).exists()
        managed = offerings.may_manage(event.offering, person) and event.offering.title != "binned"
        found = may(events.find_visible, person, slug=event.offering.slug) is not None
        at_desk = may(offerings.find_managed, person, pk=event.pk) is not None
        seen += found
        if (found, at_desk) != (expected, managed):
            wrong.append((name, event.offering.title, found, expected, at_desk, managed))
    assert wrong == []
    # the grid tells something: some see, some do not
    assert 0 < seen < len(known) * len(all_events)


def test_every_sort_of_viewer_is_told_apart(people):
    _club, known = people
    sorts = {name: viewers.sort_of(person) for name, person in known.items()}
    assert sorts["stranger"] == viewers.STRANGER
    assert sorts["admin"] == viewers.ADMIN
    assert sorts["unproved"] == viewers.UNPROVED
    assert {sorts[name] for name in ("owner", "member", "outsider", "holder", "invited")} == {viewers.PROVED}


def test_a_club_in_the_bin_hides_its_events_from_the_planned_queries_too(people, all_events):
    club, known = people
    Club.objects.filter(pk=club.pk).update(binned_at=F("created_at"))
    found = [may(events.find_visible, known["owner"], pk=event.pk) for event in all_events]
    assert found == [None] * len(all_events)


@pytest.mark.parametrize("key", ["", "x" * 500, "no-such", "a\x00b", "é’"])
def test_a_slug_of_nothing_is_missing(key):
    assert may(events.find_visible, None, slug=key) is None
    assert may(offerings.find_managed, factories.member(), slug=key) is None
    assert may(events.find_visible, None, pk=key) is None
