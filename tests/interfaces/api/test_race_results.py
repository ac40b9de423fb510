"""Results of a race through the API: read out of a file, corrected, published, read by everybody."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races
from tests.architecture.authorisation import circuit
from tests.interfaces.api.conftest import problem
from tests.support import factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A17", "A13")]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def entry(olga):
    by, at = factories.actor(olga), clock.now()
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)
    event = events.create(title="3 h of Spa", starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=180, by=by, at=at)
    race_class = race_classes.add(race, made["car_class"], most_entries=5, by=by, at=at)
    return circuit.entry(race, race_class, "North Wind", by=by, at=at)


@pytest.fixture
def path(entry):
    return f"/events/{entry.race.event.offering.slug}/race/results"


def upload(caller, path, said=None, **fields):
    file = SimpleUploadedFile("results.json", result_files.written(said or result_files.acc()))
    return Client().post(f"/api{path}", {"file": file, **fields}, headers=caller.headers)


def test_a_file_is_read_corrected_published_and_read_by_everybody(as_person, nobody, olga, path, entry):
    me = as_person(olga)
    made = upload(me, path)
    assert made.status_code == 201
    found = made.json()
    assert (found["kind"], found["source"], found["published_at"]) == ("race", "acc", None)
    assert upload(me, path).json() == found
    one = f"{path}/{found['id']}"
    assert (nobody.get(path).json()["items"], problem(nobody.get(one))) == ([], (404, "not_found"))

    lines = me.get(f"{one}/lines").json()["items"]
    assert [(line["name"], line["race_class"], line["class_place"], line["behind_laps"]) for line in lines] == [
        ("North Wind", "Class 1", 1, None),
        ("South Wall", "Class 1", 2, None),
        ("Late Apex", "Class 1", 3, 1),
        ("", "Class 1", None, None),
    ]
    second = lines[1]
    changed = me.patch(f"{one}/lines/{second['id']}", {"penalty_seconds": 60, "reason": "Cut a corner"}).json()
    assert (changed["time_ms"], changed["reason"]) == (second["time_ms"] + 60_000, "Cut a corner")
    assert problem(me.patch(f"{one}/lines/{second['id']}", {"reason": ""})) == (422, "result_reason_needed")
    laps = me.get(f"{one}/lines/{lines[0]['id']}/laps").json()["items"]
    assert laps[2] == {"number": 3, "ms": 91_000, "driver": 0, "is_valid": False}

    assert me.post(f"{one}/publication").json()["published_at"]
    entry.refresh_from_db()
    assert entry.status == "raced"
    assert len(nobody.get(f"{one}/lines").json()["items"]) == 4
    assert problem(me.delete(one)) == (409, "results_published")
    assert me.delete(f"{one}/publication").json()["published_at"] is None
    assert me.delete(one).status_code == 204


def test_another_entry_is_chosen_or_none(as_person, olga, path, entry):
    me = as_person(olga)
    one = f"{path}/{upload(me, path).json()['id']}"
    lines = {line["number"]: line for line in me.get(f"{one}/lines").json()["items"]}
    assert lines["7"]["entry"] == str(entry.pk)
    other = f"{one}/lines/{lines['12']['id']}"
    assert problem(me.patch(other, {"entry": str(entry.pk)})) == (422, "entry_of_another_line")
    assert me.patch(f"{one}/lines/{lines['7']['id']}", {"entry": None}).json()["entry"] is None
    assert me.patch(other, {"entry": str(entry.pk)}).json()["name"] == "North Wind"


def test_what_is_wrong_with_a_file_is_said(as_person, olga, path):
    me = as_person(olga)
    assert problem(upload(me, path, {"a": 1})) == (422, "results_unknown_format")
    assert problem(upload(me, path, kind="practice")) == (422, "session_not_in_file")
    assert problem(upload(me, path, number=0)) == (422, "out_of_range")
    assert problem(upload(as_person(factories.member("Mo")), path))[0] == 403
