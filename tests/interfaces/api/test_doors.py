"""Scans, counts, devices and no-shows through the API, in and out of a controller's slot."""

import uuid
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events.models import Attendance
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.door import devices
from lineup.domains.onsite.models import Scan
from tests.interfaces.api.conftest import problem
from tests.support import at_the_door, factories

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def organiser(db):
    return factories.member("Olga")


@pytest.fixture
def event(organiser, now):
    return at_the_door.running_event(organiser, at=now)


@pytest.fixture
def hall(event, organiser, now):
    return rooms.create(event, name="Hall", capacity=2, by=factories.actor(organiser), at=now)


@pytest.fixture
def ada(event, now):
    return at_the_door.visitor(event, "Ada Lovelace", at=now)


@pytest.fixture
def carla(as_person, event, hall, organiser, now):
    """Scans in the hall, for an hour from now."""
    return as_person(at_the_door.on_duty(event, hall, organiser, now - HOUR, now + HOUR, "Carla"))


@pytest.fixture
def otto(as_person, event, hall, organiser, now):
    """Scans there later."""
    return as_person(at_the_door.on_duty(event, hall, organiser, now + 2 * HOUR, now + 3 * HOUR, "Otto"))


@pytest.fixture
def desk(as_person, organiser):
    return as_person(organiser)


@pytest.fixture
def path(event):
    return f"/events/{event.offering.slug}"


def shown(code="", room=None, **more):
    return {"client_id": str(uuid.uuid4()), "code": code, "room": str(room.pk) if room else None, **more}


@pytest.mark.req("D10", "Q4")
def test_a_badge_is_scanned_once_however_often_it_is_sent(desk, path, ada):
    tap = shown(ada.code)
    first, again = (desk.post(f"{path}/scans", tap) for _twice in range(2))
    assert (first.status_code, again.status_code, Scan.objects.count(), Attendance.objects.count()) == (201, 200, 1, 1)
    told = first.json()
    assert {name: told[name] for name in ("granted", "reason", "colour", "word", "name", "before")} == {
        "granted": True,
        "reason": "welcome",
        "colour": "green",
        "word": "Welcome",
        "name": "Ada Lovelace",
        "before": None,
    }
    assert (again.json()["id"], again.json()["reason"]) == (told["id"], "welcome")
    second = desk.post(f"{path}/scans", shown(ada.code)).json()
    assert (second["granted"], second["reason"], second["before"] is None) == (False, "already_in", False)


@pytest.mark.req("D10", "P15")
def test_the_answer_is_in_the_language_of_who_asks(desk, path, ada):
    told = desk.post(f"{path}/scans", shown(ada.code), Accept_Language="fr").json()
    assert (told["reason"], told["word"]) == ("welcome", "Bienvenue")


@pytest.mark.req("D10")
def test_somebody_without_a_badge_is_looked_up_and_let_in(desk, path, ada):
    [found] = desk.get(f"{path}/door/people?q=lovel").json()["items"]
    assert found == {"id": str(ada.person.pk), "name": "Ada Lovelace", "comes_with": ""}
    assert desk.post(f"{path}/scans", shown(person=found["id"])).json()["reason"] == "welcome"
    assert problem(desk.post(f"{path}/scans", shown())) == (422, "nothing_shown")


@pytest.mark.req("D11")
def test_a_controller_scans_and_reads_in_the_room_of_the_slot_alone(carla, desk, path, hall, ada, event, organiser):
    desk.post(f"{path}/scans", shown(ada.code))
    cellar = rooms.create(event, name="Cellar", by=factories.actor(organiser), at=clock.now())
    assert carla.post(f"{path}/scans", shown(ada.code, hall)).json()["reason"] == "enter"
    assert problem(carla.post(f"{path}/scans", shown(ada.code, cellar))) == (403, "not_on_duty")
    [row] = carla.get(f"{path}/scans").json()["items"]
    assert (row["room"]["name"], row["person"]["name"], row["reason"], row["controller"]["name"]) == (
        "Hall",
        "Ada Lovelace",
        "enter",
        "Carla",
    )
    assert carla.get(f"{path}/scan-figures").json() == {"scans": 1, "refused": 0, "people": 1}
    assert carla.get(f"{path}/scans?room={cellar.pk}").status_code == 404
    assert desk.get(f"{path}/scan-figures").json() == {"scans": 2, "refused": 0, "people": 1}
    assert desk.get(f"{path}/scan-figures?room={cellar.pk}").json() == {"scans": 0, "refused": 0, "people": 0}


@pytest.mark.req("D11")
def test_outside_the_slot_the_next_one_is_told(otto, path, hall, ada):
    refused = otto.post(f"{path}/scans", shown(ada.code, hall))
    assert problem(refused) == (403, "not_on_duty")
    assert "Your next slot: Hall" in refused.json()["detail"]
    for address in ("scans", "scan-figures", "door/people?q=ada"):
        assert problem(otto.get(f"{path}/{address}")) == (403, "not_on_duty")
    assert Scan.objects.count() == 0


@pytest.mark.req("D11")
def test_what_is_the_organisers_is_refused_to_a_controller_on_duty(carla, path):
    for address in ("occupancy", "scan-conflicts", "devices", "door"):
        assert problem(carla.get(f"{path}/{address}")) == (403, "not_manager")


@pytest.mark.req("D03")
def test_the_counts_are_those_of_the_scans(desk, path, hall, ada):
    desk.post(f"{path}/scans", shown(ada.code))
    desk.post(f"{path}/scans", shown(ada.code, hall))
    counted = desk.get(f"{path}/occupancy").json()
    assert counted == {
        "here": 1,
        "expected": 1,
        "rooms": [{"id": str(hall.pk), "name": "Hall", "inside": 1, "capacity": 2}],
    }
    desk.post(f"{path}/scans", shown(ada.code, way="out"))
    assert [one["inside"] for one in desk.get(f"{path}/occupancy").json()["rooms"]] == [0]


def test_how_doors_are_kept_is_said_and_shown(desk, path):
    assert desk.get(f"{path}/door").json() == {"check_in_first": False, "no_show_minutes": None}
    kept = {"check_in_first": True, "no_show_minutes": 15}
    assert desk("PUT", f"{path}/door", kept).json() == kept
    assert problem(desk("PUT", f"{path}/door", {**kept, "no_show_minutes": 0})) == (422, "invalid")
    assert desk.get(f"{path}/door").json() == kept


@pytest.mark.req("D10")
def test_a_phone_is_made_opened_by_its_link_and_revoked(desk, path, event, organiser):
    made = desk.post(f"{path}/devices", {"name": "Entrance"}).json()
    secret = made.pop("link").rsplit("/", 1)[1]
    assert desk.get(f"{path}/devices").json()["items"] == [made]
    _device, token = devices.open_by_link(secret, by=factories.actor(organiser), at=clock.now())
    [seen] = desk.get(f"{path}/devices").json()["items"]
    assert (seen["holder"]["name"], seen["revoked_at"]) == ("Olga", None)
    assert desk.post(f"{path}/devices/{made['id']}/revocation").json()["revoked_at"] is not None
    with pytest.raises(devices.DeviceRevoked):
        devices.recognise(token, at=clock.now())


@pytest.mark.req("D10")
def test_places_of_who_did_not_come_are_given_on_and_come_back(carla, path, event, hall, ada, organiser, now):
    by, times = factories.actor(organiser), {"starts_at": now - HOUR / 2, "ends_at": now + HOUR}
    clay = sessions.create(event, title="Clay", kind="atelier", room=hall, capacity=2, by=by, at=now, **times)
    held = [factories.place(clay.pool, who) for who in (ada.person, factories.member("Late"), factories.member("W"))]
    carla.post(f"{path}/scans", shown(ada.code, hall))
    mine = f"{path}/sessions/{clay.pk}"
    assert [one["name"] for one in carla.get(f"{mine}/no-shows").json()["items"]] == ["Late"]
    assert [carla.post(f"{mine}/no-shows/release").json()["number"] for _twice in range(2)] == [1, 0]
    assert [one["name"] for one in carla.get(f"{mine}/released-places").json()["items"]] == ["Late"]
    back = carla.post(f"{mine}/released-places/{held[1].pk}/undo").json()
    assert (back["name"], back["state"]) == ("Late", "waitlisted")
    for place in (held[0].pk, uuid.uuid4()):
        assert carla.post(f"{mine}/released-places/{place}/undo").status_code == 404
