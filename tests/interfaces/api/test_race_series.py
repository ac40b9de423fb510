"""Series through the API: made, changed, given rounds, read with their standings."""

import pytest

from lineup.core.foundation import clock
from lineup.domains.racing import results
from tests.interfaces.api.conftest import problem
from tests.support import crews, factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A18")]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    return factories.club("Night Shift", owner=olga)


@pytest.fixture
def race(club, olga):
    return crews.race(olga, club=club)


def test_a_series_is_made_given_rounds_and_its_standings_read(as_person, nobody, olga, club, race):
    me, slug = as_person(olga), race.event.offering.slug
    made = me.post(f"/clubs/{club.slug}/series", {"name": "Winter"}).json()
    assert (made["club"], made["points"][:2], made["counted"]) == (club.slug, [25, 18], None)
    one = f"/racing/series/{made['id']}"
    assert me.patch(one, {"points": [9, 6], "counted": 1}).json()["points"] == [9, 6]
    put = me("PUT", f"{one}/rounds", {"events": [slug]}).json()["items"]
    assert [(row["position"], row["event"]) for row in put] == [(1, slug)]
    assert problem(me("PUT", f"{one}/rounds", {"events": ["nothing"]})) == (422, "round_of_another_club")
    by, at = factories.actor(olga), clock.now()
    read = results.import_file(race, result_files.written(result_files.acc()), kind="race", by=by, at=at)
    results.publish(read, by=by, at=at)
    standings = nobody.get(f"{one}/standings").json()["items"]
    assert [(row["place"], row["name"], row["points"]) for row in standings] == [
        (1, "North Wind", 9),
        (2, "South Wall", 6),
        (3, "Late Apex", 0),
    ]
    assert standings[0]["scores"] == [{"results": str(read.pk), "place": 1, "points": 9, "is_dropped": False}]
    said = {"competitor": standings[0]["competitor"], "race_class": standings[0]["race_class"], "points": -4}
    taken = me.post(f"{one}/adjustments", {**said, "reason": "Contact."})
    assert (taken.status_code, taken.json()["name"], taken.json()["points"]) == (201, "North Wind", -4)
    assert problem(me.post(f"{one}/adjustments", {**said, "reason": " "})) == (422, "adjustment_reason_needed")
    after = nobody.get(f"{one}/standings").json()["items"]
    assert [(row["name"], row["points"], row["adjusted"]) for row in after][:2] == [
        ("South Wall", 6, 0),
        ("North Wind", 5, -4),
    ]
    assert nobody.get(f"{one}/adjustments").json()["items"] == [taken.json()]
    assert me.delete(f"{one}/adjustments/{taken.json()['id']}").status_code == 204
    assert nobody.get(f"{one}/adjustments").json()["items"] == []
    assert [row["name"] for row in nobody.get(f"/clubs/{club.slug}/series").json()["items"]] == ["Winter"]
    assert me.delete(one).status_code == 204
    assert problem(nobody.get(one)) == (404, "not_found")
