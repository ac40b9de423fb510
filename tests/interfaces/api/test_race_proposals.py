"""Teams through the API: searched for, explained, moved, locked, searched again, published in one step, once."""

import uuid

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.racing import apart, forming, proposals, signups, slots
from lineup.domains.racing.formation import proposing
from lineup.domains.racing.formation.answers import Limits
from tests.interfaces.api.conftest import problem
from tests.support import crews, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A10", "A12")]
NAMES = ("Ada", "Ben", "Cem", "Dia")
SIZES = {"teams_count": 2, "seats_least": 1, "seats_best": 2, "seats_most": 3, "seconds": 1}


@pytest.fixture(autouse=True)
def in_this_process_and_short(monkeypatch):
    monkeypatch.setattr(
        apart, "propose", lambda club, limits, watch: proposing.propose(club, Limits(1, limits.seed, 50), watch)
    )


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def race(olga):
    return crews.race(olga)


@pytest.fixture
def people(race):
    slot, at = slots.of(race)[0], clock.now()
    rows = []
    for name in NAMES:
        person = factories.member(name)
        hours = [(slot.starts_at, slot.ends_at)]
        rows.append(signups.sign_up(race, person, by=factories.actor(person), at=at, drive=hours))
    return [str(row.pk) for row in rows]


@pytest.fixture
def path(race):
    return f"/events/{race.event.offering.slug}/race/proposals"


def searched(api, at, answer):
    """The whole proposal, once a worker has done what was asked."""
    made = answer.json()["id"]
    forming.go_on(Message.objects.get(key=f"{proposals.TOPIC}:{made}"), at=clock.now())
    answer = api.get(f"{at}/{made}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_teams_are_searched_for_moved_locked_and_published_once(as_person, olga, path, people):
    api = as_person(olga)
    asked = api.post(
        path, {"people": people, "ties": [{"one": people[0], "other": people[1], "bond": "apart"}], **SIZES}
    )
    assert (asked.status_code, asked.json()["status"]) == (202, "waiting")
    found = searched(api, path, asked)
    here = f"{path}/{found['id']}"
    assert (found["status"], len(found["teams"]), found["measures"]["failed_ties"]) == ("done", 2, 0)
    assert [team["says"][0] for team in found["teams"]] == ["Somebody can drive in every hour."] * 2

    seat = next(row for row in found["people"] if row["signup"] == people[0])
    there = next(row["team"] for row in found["people"] if row["signup"] == people[1])
    moved = api.post(f"{here}/seats/{seat['id']}/move", {"team": there}).json()
    assert moved["measures"]["failed_ties"] == 1
    assert api("PUT", f"{here}/seats/{seat['id']}/lock", {"is_locked": True}).json()["is_locked"] is True
    assert problem(api.post(f"{here}/seats/{seat['id']}/move", {"team": None})) == (409, "seat_locked")
    assert api.delete(f"{here}/ties/{moved['ties'][0]['id']}").status_code == 204

    team = moved["teams"][0]
    renamed = api("PUT", f"{here}/teams/{team['id']}", {"name": "Blue", "slot": team["slot"], "car": team["car"]})
    assert renamed.json()["teams"][0]["name"] == "Blue"
    assert problem(api.post(f"{here}/repetitions", {"hours_matter": 9})) == (422, "out_of_range")
    most = found["seats_most"] + 1
    again = searched(
        api, path, api.post(f"{here}/repetitions", {"hours_matter": 3, "teams_count": None, "seats_most": most})
    )
    assert (again["hours_matter"], again["balance_matters"]) == (3, 2)
    assert (again["seats_most"], again["teams_count"]) == (most, found["teams_count"])
    assert problem(api.post(f"{here}/repetitions", {"teams_count": 50})) == (422, "too_few_drivers")
    kept = next(row for row in again["people"] if row["signup"] == people[0])
    assert (again["based_on"], again["seed"], kept["is_locked"]) == (found["id"], 2, True)

    entered = api.post(f"{here}/publication", {}).json()
    assert sorted(row["name"] for row in entered) == ["Blue", "Team 2"]
    assert {row["status"] for row in entered} == {"confirmed"}
    assert api.post(f"{here}/publication", {}).json() == entered
    assert problem(api.post(f"{here}/repetitions", {})) == (409, "proposal_not_ready")
    assert [row["status"] for row in api.get(path).json()["items"]] == ["done", "published"]
    assert api.delete(here).status_code == 204


def test_who_is_not_free_is_named_and_nothing_is_searched(as_person, olga, path, people):
    api = as_person(olga)
    unknown = str(uuid.uuid4())
    assert problem(api.post(path, {"people": [*people, unknown], **SIZES})) == (422, "unknown_choice")
    tie = {"one": people[0], "other": unknown, "bond": "together"}
    assert problem(api.post(path, {"people": people, "ties": [tie], **SIZES})) == (422, "unknown_choice")
    assert problem(api.post(path, {"people": people, **SIZES, "seats_least": 4})) == (422, "bad_sizes")
    assert problem(api.post(path, {"people": people, **SIZES, "hours_matter": 9})) == (422, "out_of_range")
    assert api.get(path).json()["items"] == []
