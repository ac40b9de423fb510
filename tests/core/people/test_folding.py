import pytest

from lineup.core.foundation import clock
from lineup.core.people import persons
from lineup.core.people.actors import HOUSE
from lineup.core.people.models import Participant
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q22")]


def found(words):
    return list(Participant.objects.filter(name_folded__contains=words).values_list("display_name", flat=True))


def test_a_name_is_found_without_its_accents():
    factories.guest("Zoé Müller")
    assert found("zoe mu") == ["Zoé Müller"]


def test_a_new_name_is_found_and_the_old_one_not():
    person = factories.guest("Zoé Müller")
    persons.change_profile(person, name="Åsa Berg", by=HOUSE, at=clock.now())
    assert (found("zoe"), found("asa")) == ([], ["Åsa Berg"])


def test_many_made_at_once_are_found():
    Participant.objects.bulk_create([Participant(display_name="Éric")])
    assert found("eric") == ["Éric"]
