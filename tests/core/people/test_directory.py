"""Everybody who is known, as platform admins look for them."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people import directory, standing
from lineup.core.people.actors import HOUSE
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P02")]


def found(*wanted, **how):
    return {person.name for person in directory.search(*wanted, **how)}


def test_people_are_found_by_a_part_of_the_name_the_whole_address_or_the_id():
    zoe = factories.member("Zoé Martin", email="zoe@example.org")
    factories.guest("Zora", email="zora@example.org")
    assert found("zoe") == {"Zoé Martin"}
    assert found("ZO") == {"Zoé Martin", "Zora"}
    assert found(" Zoe@Example.ORG ") == {"Zoé Martin"}
    assert found("zoe@") == found("example.org") == set()
    assert found(str(zoe.pk)) == found(str(zoe.account.pk)) == {"Zoé Martin"}


def test_people_are_found_by_their_standing():
    factories.guest("Gil")
    factories.member("Mo", role="member")
    factories.member("Ona", role="owner")
    factories.admin("Ada")
    closed = factories.admin("Cleo")
    standing.deactivate(closed.account, reason="Spam", by=HOUSE, at=clock.now())
    expected = {"guest": "Gil", "member": "Mo", "owner": "Ona", "admin": "Ada", "closed": "Cleo"}
    assert {name: found(standing=name) for name in directory.STANDINGS} == {
        name: {who} for name, who in expected.items()
    }


def test_one_person_is_read_with_their_account(django_assert_num_queries):
    pk = factories.member("Zoé").pk
    with django_assert_num_queries(1):
        person = directory.find(pk)
        assert (person.name, person.account.is_active, person.participant.display_name) == ("Zoé", True, "Zoé")
