"""Stint plans through the API: asked for, searched, changed by hand, put into force."""

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, seats, stint_searching
from tests.interfaces.api.conftest import problem
from tests.support import crews, factories, searching

pytestmark = [pytest.mark.django_db, pytest.mark.req("A12", "A13")]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "plan", searching.plan)


@pytest.fixture
def mona():
    return factories.member("Mona")


@pytest.fixture
def entry(mona):
    return crews.entered(mona, ("Ann", "Ben"), organiser=factories.member("Olga"))


@pytest.fixture
def path(entry):
    return f"/events/{entry.race.event.offering.slug}/race/entries/{entry.pk}/stint-plans"


@pytest.fixture
def wanted(entry):
    laps = [{"signup": str(seat.signup_id), "lap_ms": crews.LAP_MS} for seat in seats.of(entry)]
    return {"litres_per_lap": "3.2", "laps": laps}


def test_a_plan_is_searched_for_changed_and_stands(as_person, mona, path, wanted, entry):
    me = as_person(mona)
    asked = me.post(path, wanted)
    assert (asked.status_code, asked.json()["status"], asked.json()["version"]) == (202, "searching", 1)
    assert problem(me.post(path, wanted)) == (409, "plan_searched_already")
    [work] = Message.objects.filter(topic=stint_searching.TOPIC)
    stint_searching.search(work, at=clock.now())
    found = me.get(f"{path}/1").json()
    assert (found["status"], found["is_proved"], found["faults"], found["why"], found["remedies"]) == (
        "ready",
        True,
        [],
        [],
        [],
    )
    assert found["stints"][0]["starts_at"] == found["green_flag_at"]
    ann = wanted["laps"][0]["signup"]
    by_hand = {"stints": [{"number": row["number"], "driver": ann} for row in found["stints"]]}
    changed = me.post(f"{path}/1/versions", by_hand)
    assert (changed.status_code, changed.json()["version"], changed.json()["is_by_hand"]) == (201, 2, True)
    assert changed.json()["faults"] != []
    [fault] = [one["fault"] for one in changed.json()["broken"] if one["fault"]][:1]
    accepted = me("PUT", f"{path}/2/waivers/{fault}", {"reason": "We know."}).json()
    assert len(accepted["faults"]) == len(changed.json()["faults"]) - 1
    assert [one["fault"] for one in accepted["broken"] if one["waived_because"] == "We know."] == [fault]
    assert me.delete(f"{path}/2/waivers/{fault}").status_code == 204
    assert me.get(f"{path}/2").json()["faults"] == changed.json()["faults"]
    assert problem(me("PUT", f"{path}/2/waivers/{'0' * 32}", {"reason": "So."})) == (422, "no_such_fault")
    assert me("PUT", f"{path}/1/strategy", {"note": "Save fuel."}).json()["note"] == "Save fuel."
    assert me.post(f"{path}/1/standing", {}).json()["is_current"] is True
    listed = me.get(path).json()["items"]
    assert [(row["version"], row["is_current"]) for row in listed] == [(2, False), (1, True)]
    otherwise = me.post(f"{path}/1/repetitions", {"later_minutes": 10})
    assert (otherwise.status_code, otherwise.json()["based_on"]) == (202, 1)


def test_what_an_impossible_plan_needs_is_answered(as_person, mona, path, wanted, entry):
    me = as_person(mona)
    drivers = [{"signup": one["signup"], "stints_most": 1} for one in wanted["laps"]]
    assert me("PUT", path.replace("stint-plans", "stint-rules"), {"drivers": drivers}).status_code == 200
    me.post(path, wanted)
    stint_searching.search(Message.objects.get(topic=stint_searching.TOPIC), at=clock.now())
    found = me.get(f"{path}/1").json()
    assert (found["status"], "Ann has driven as much as allowed." in found["why"]) == ("impossible", True)
    assert found["remedies"] == [[f"{name} drives more in all than allowed now."] for name in ("Ann", "Ben")]


def test_a_driver_takes_their_stints_along_as_a_calendar(as_person, mona, path, wanted, entry):
    as_person(mona).post(path, wanted)
    stint_searching.search(Message.objects.get(topic=stint_searching.TOPIC), at=clock.now())
    file, driver = path.replace("stint-plans", "calendar"), seats.of(entry)[0].signup.person
    assert b"BEGIN:VEVENT" not in as_person(driver).get(file).content
    as_person(mona).post(f"{path}/1/standing", {})
    answer = as_person(driver).get(file)
    assert (answer.headers["Content-Type"], b"BEGIN:VEVENT" in answer.content) == ("text/calendar; charset=utf-8", True)
    assert as_person(factories.member()).get(file).status_code == 404


def test_a_plan_is_read_by_its_drivers_alone(as_person, path, wanted, mona, entry):
    as_person(mona).post(path, wanted)
    driver, other = seats.of(entry)[0].signup.person, factories.member()
    assert [as_person(one).get(f"{path}/1").status_code for one in (driver, mona)] == [200, 200]
    # an entry that is not confirmed yet is known to its own alone
    assert as_person(other).get(f"{path}/1").status_code == 404
    assert problem(as_person(driver).post(f"{path}/1/standing", {})) == (403, "not_your_entry")


def test_what_cannot_be_searched_for_is_refused_by_its_field(as_person, mona, path, wanted):
    me = as_person(mona)
    assert problem(me.post(path, {**wanted, "laps": wanted["laps"][:1]})) == (422, "lap_time_needed")
    assert problem(me.post(path, {**wanted, "litres_per_lap": "90"})) == (422, "tank_too_small")
    assert me.get(f"{path}/7").status_code == 404
    assert me.get(path).json()["items"] == []


def test_rules_of_drivers_are_set_and_read_and_one_of_no_driver_is_refused(as_person, mona, path, entry):
    me, rules = as_person(mona), path.replace("stint-plans", "stint-rules")
    ann, ben = (str(seat.signup_id) for seat in seats.of(entry))
    shown = [
        {"signup": ann, "stints_least": 2, "stints_most": 4, "is_starter": False},
        {"signup": ben, "stints_least": 0, "stints_most": None, "is_starter": True},
    ]
    said = {"drivers": [{"signup": ann, "stints_least": 2, "stints_most": 4}], "starter": ben}
    assert me("PUT", rules, said).json()["items"] == shown
    assert as_person(seats.of(entry)[0].signup.person).get(rules).json()["items"] == shown
    assert problem(me("PUT", rules, {"drivers": [], "starter": str(mona.pk)})) == (422, "rule_of_no_driver")
    assert me.get(rules).json()["items"] == shown
