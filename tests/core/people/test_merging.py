"""No table that points to people is forgotten when a guest becomes somebody with an account."""

import pytest
from django.apps import apps

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.people import merging
from lineup.core.people.models import Participant, Person
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P12")]

# evidence: names whom it named
STAYS = {"audit.Entry.actor", "participation.PlaceChange.actor"}


def columns():
    return {f"{one.related_model._meta.label}.{one.field.name}" for one in merging._relations()}


def test_every_column_that_points_to_people_is_moved_but_for_evidence():
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model in (Person, Participant)
    }
    assert columns() == pointing - STAYS - {"people.Person.participant"}


def merged(guest, ada):
    merging.merge(guest, into=ada, by=factories.actor(ada), at=clock.now())


def test_a_club_to_which_both_belong_has_them_once():
    ada, guest, club = factories.member(), factories.guest(), factories.club()
    factories.club_member(club, ada, role="admin")
    factories.club_member(club, guest)
    merged(guest, ada)
    assert [row.role for row in club.memberships.filter(left_at=None, person=ada)] == ["admin"]
    assert club.memberships.filter(left_at=None, person=guest).count() == 0


def test_what_was_on_its_way_to_the_guest_reaches_the_account(mailoutbox):
    ada, guest = factories.member(email="ada@example.org"), factories.guest(email="ada@new.example")
    factories.place(factories.pool(), guest)
    assert Message.objects.filter(topic="notice", payload__person=str(guest.pk)).count() == 1
    merged(guest, ada)
    outbox.drain()
    assert [letter.to for letter in mailoutbox] == [["ada@example.org"]]


def test_who_signed_up_twice_is_not_told_that_they_gave_a_place_up(mailoutbox):
    ada, guest, pool = factories.member(), factories.guest(), factories.pool()
    factories.place(pool, guest)
    factories.place(pool, ada)
    outbox.drain()
    mailoutbox.clear()
    merged(guest, ada)
    outbox.drain()
    assert [letter.subject for letter in mailoutbox] == []
    assert Person.objects.get(pk=guest.pk).anonymised_at is not None
