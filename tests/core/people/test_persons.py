"""What a person says about themselves, and what the record keeps of it."""

from datetime import date

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import persons
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03")]


def change(person, **values):
    return persons.change_profile(person, by=factories.actor(person), at=clock.now(), **values)


def recorded():
    rows = Entry.objects.filter(action="profile.change").order_by("id")
    return [(row.resource, row.resource_id, row.metadata) for row in rows]


@pytest.mark.req("P07")
def test_a_change_is_recorded_by_the_names_of_its_fields_alone():
    person = factories.member("Ada")
    change(person, name="Ada Lovelace", phone="+44 20 7946 0000", bio="Countess", birth_date=date(1815, 12, 10))
    fields = ["bio", "birth_date", "name", "phone"]
    assert recorded() == [("person", str(person.pk), {"fields": fields})]
    entry = Entry.objects.select_related("origin").get(action="profile.change")
    assert (entry.actor_id, entry.origin.address) == (person.pk, "203.0.113.7")


@pytest.mark.req("P07")
def test_only_what_is_different_is_changed_and_recorded():
    person = factories.member("Ada", language="en")
    change(person, name="Ada", language="fr", bio="")
    assert recorded() == [("person", str(person.pk), {"fields": ["language"]})]
    change(person, name="Ada", language="fr", bio="")
    assert len(recorded()) == 1


def test_another_picture_and_no_picture_are_recorded():
    person = factories.member()
    change(person, avatar="avatars/one.webp")
    change(person, avatar="")
    change(person, avatar="")
    assert [metadata for *_row, metadata in recorded()] == [{"fields": ["avatar"]}] * 2


def test_what_can_not_be_changes_nothing():
    person = factories.member("Ada")
    for wrong in ({"name": " "}, {"time_zone": "Mars"}, {"language": "de"}, {"phone": "1" * 33}):
        with pytest.raises(Refusal):
            change(person, **{"bio": "new", **wrong})
    person.refresh_from_db()
    assert (person.name, person.bio, recorded()) == ("Ada", "", [])
