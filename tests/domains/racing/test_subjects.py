"""The record names the things of racing to whom may see them."""

import pytest

from lineup.core.audit import subjects
from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.domains.racing import subjects as racing_subjects
from lineup.domains.racing import teams
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P07")]


def titles(reader):
    rows = list(Entry.objects.filter(resource__in=racing_subjects.FINDERS).order_by("id"))
    found = subjects.of(rows, reader=reader)
    return {row.resource: (found[row.pk].title, bool(found[row.pk].path)) for row in rows if row.pk in found}


def test_each_is_named_and_the_catalogue_is_opened_by_its_keepers_alone(profile, driver):
    keeper, at = factories.admin(), clock.now()
    circuit.catalogue(1, by=factories.actor(keeper), at=at)
    teams.create(name="Blue Team", is_public=False, by=factories.actor(driver), at=at)
    found = titles(keeper)
    assert set(found) >= {"simulator", "car", "track", "simcar", "simtrack", "layout", "carclass", "team"}
    assert found["team"] == ("Blue Team", True)
    assert (found["car"], found["simulator"]) == (("Maker Car 1", True), ("Simulator 1", True))
    own = titles(driver)
    assert (own["simprofile"], own["car"]) == (("Dana D · iRacing", True), ("Maker Car 1", False))
    other = titles(factories.member())
    assert ("team" in other, "simprofile" in other, other["car"]) == (False, False, ("Maker Car 1", False))
