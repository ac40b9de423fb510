"""Rooms and sessions through the API."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.domains.events import events
from lineup.domains.onsite import sessions
from tests.interfaces.api.conftest import problem
from tests.support import factories

TIMES = {"starts_at": "2027-05-03T09:00:00Z", "ends_at": "2027-05-03T10:00:00Z"}


@pytest.fixture
def organiser(db):
    return factories.member("Olga")


@pytest.fixture
def event(organiser):
    by, at = factories.actor(organiser), clock.now()
    return events.create(title="Forum", starts_at=at + timedelta(days=9), visibility="unlisted", by=by, at=at)


@pytest.fixture
def key(as_person, organiser):
    return as_person(organiser)


@pytest.fixture
def path(event):
    return f"/events/{event.offering.slug}"


@pytest.mark.req("D03", "D04")
def test_a_programme_is_built_changed_and_read(key, path):
    room = key.post(f"{path}/rooms", {"name": "Grande salle", "capacity": 90}).json()
    assert (room["name"], room["capacity"], room["position"]) == ("Grande salle", 90, 0)
    made = key.post(f"{path}/sessions", {"title": "Opening", "room": room["id"], "speakers": ["Ada"], **TIMES}).json()
    assert (made["session_type"], made["status"], made["is_paid"]) == ("conference", "pas_encore", False)
    assert (made["room"]["name"], [one["name"] for one in made["speakers"]]) == ("Grande salle", ["Ada"])
    changed = key.patch(f"{path}/sessions/{made['id']}", {"title": "Welcome", "room": None}).json()
    assert (changed["title"], changed["room"], changed["revision"]) == ("Welcome", None, 1)
    assert [one["title"] for one in key.get(f"{path}/sessions").json()["items"]] == ["Welcome"]


@pytest.mark.req("D04", "D05")
def test_a_paid_atelier_brings_a_pool_that_can_be_joined(key, path, as_person, event):
    made = key.post(
        f"{path}/sessions",
        {"title": "Soldering", "session_type": "atelier", "capacity": 1, "price": "15.00", "currency": "EUR",
         "youtube_live_url": "https://youtu.be/x", **TIMES},
    ).json()  # fmt: skip
    assert (made["is_paid"], made["price"], made["currency"]) == (True, "15.00", "EUR")
    assert (made["pool"]["role"], made["pool"]["capacity"]) == ("atelier", 1)
    factories.published(event.offering, by=factories.actor(event.offering.organiser), at=clock.now())
    joined = as_person(factories.member()).post(f"/pools/{made['pool']['id']}/places")
    assert (joined.status_code, joined.json()["state"]) == (201, "confirmed")
    owing, one = as_person(Place.objects.get().contact), f"{path}/sessions/{made['id']}"
    assert (made["youtube_live_url"], owing.get(one).json()["youtube_live_url"]) == ("https://youtu.be/x", "")
    key.post(f"{one}/access-marks", {"payment_status": "paid", "places": [joined.json()["id"]]})
    assert owing.get(one).json()["youtube_live_url"] == "https://youtu.be/x"
    assert owing.get(f"{path}/sessions").json()["items"][0]["youtube_live_url"] == "https://youtu.be/x"
    assert problem(key.post(f"{path}/sessions/{made['id']}/discard")) == (409, "atelier_has_places")


@pytest.mark.req("D04")
def test_a_clash_is_refused_by_name_and_saved_by_who_insists(key, path):
    room = key.post(f"{path}/rooms", {"name": "Hall"}).json()["id"]
    key.post(f"{path}/sessions", {"title": "Opening", "room": room, **TIMES})
    again = {"title": "Also", "room": room, **TIMES}
    refused = key.post(f"{path}/sessions", again)
    assert (problem(refused), "“Opening”" in refused.json()["detail"]) == ((409, "session_clash"), True)
    assert key.post(f"{path}/sessions", {**again, "despite_clashes": True}).status_code == 201


@pytest.mark.req("D04")
def test_a_session_is_marked_by_hand_and_left_to_the_clock(key, path):
    made = key.post(f"{path}/sessions", {"title": "Opening", **TIMES}).json()["id"]
    assert key.post(f"{path}/sessions/{made}/status", {"status": "en_cours"}).json()["status"] == "en_cours"
    assert key.post(f"{path}/sessions/{made}/status", {"status": None}).json()["status"] == "pas_encore"
    assert problem(key.post(f"{path}/sessions/{made}/status", {"status": "live"}))[0] == 422


@pytest.mark.req("D15")
def test_somebody_stars_sessions_and_takes_the_star_away(key, path, as_person, event, organiser):
    factories.published(event.offering, by=factories.actor(organiser), at=clock.now())
    made = key.post(f"{path}/sessions", {"title": "Opening", **TIMES}).json()["id"]
    fan = as_person(factories.member())
    assert [fan("PUT", f"{path}/sessions/{made}/star").status_code for _ in range(2)] == [204, 204]
    assert (fan.get(f"{path}/stars").json(), key.get(f"{path}/stars").json()) == ([made], [])
    fan.delete(f"{path}/sessions/{made}/star")
    assert fan.get(f"{path}/stars").json() == []


@pytest.mark.req("D15")
def test_the_programme_is_read_by_other_programs(key, path):
    key.post(f"{path}/sessions", {"title": "Opening", **TIMES})
    assert key.get(f"{path}/programme.json").json()["schedule"]["conference"]["daysCount"] == 1
    assert b"<title>Opening</title>" in key.get(f"{path}/programme.xml").content
    assert b"SUMMARY:Opening" in key.get(f"{path}/programme.ics").content


@pytest.mark.req("P08", "D03")
def test_what_is_in_the_bin_is_listed_for_organisers_alone(key, path, nobody):
    room = key.post(f"{path}/rooms", {"name": "Hall"}).json()["id"]
    key.post(f"{path}/rooms/{room}/discard")
    assert [one["id"] for one in key.get(f"{path}/rooms?bin=true").json()["items"]] == [room]
    assert problem(nobody.get(f"{path}/rooms?bin=true"))[0] in (401, 403, 404)
    assert key.post(f"{path}/rooms/{room}/restoration").json()["name"] == "Hall"


@pytest.mark.req("Q21")
def test_a_long_programme_costs_the_queries_of_a_short_one(key, path, event, organiser):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            key.get(f"{path}/sessions?size=200")
        return len(seen)

    by, at = factories.actor(organiser), clock.now()
    sessions.create(event, title="One", speakers=["Ada"], kind="atelier", by=by, at=at)
    asked()
    short = asked()
    for number in range(30):
        sessions.create(event, title=f"S{number}", speakers=[f"P{number}"], kind="atelier", by=by, at=at)
    assert asked() == short


@pytest.mark.req("D04")
def test_a_speaker_is_removed_once_they_speak_nowhere(key, path):
    made = key.post(f"{path}/sessions", {"title": "Opening", "speakers": ["Ada"], **TIMES}).json()
    ada = made["speakers"][0]["id"]
    refused = key.delete(f"{path}/speakers/{ada}")
    assert (refused.status_code, refused.json()["code"]) == (409, "speaker_has_sessions")
    key.patch(f"{path}/sessions/{made['id']}", {"speakers": []})
    assert key.delete(f"{path}/speakers/{ada}").status_code == 204
    assert key.get(f"{path}/speakers").json()["items"] == []
