"""The racing catalogue and driver profiles through the API."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from tests.architecture.authorisation import circuit
from tests.interfaces.api.conftest import picture, problem, upload
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A13")]


@pytest.fixture
def noor():
    return factories.admin("Noor")


@pytest.fixture
def admin(as_person, noor):
    return as_person(noor)


@pytest.fixture
def made(noor):
    return circuit.catalogue(1, by=factories.actor(noor), at=clock.now())


def test_an_admin_builds_a_catalogue_and_anybody_reads_it(admin, nobody):
    simulator = admin.post("/platform/racing/simulators", {"slug": "acc", "name": "ACC"}).json()
    car = {"slug": "m4", "maker": "BMW", "name": "M4 GT3", "category": "GT3"}
    car = admin.post("/platform/racing/cars", car).json()
    edition = {"simulator": simulator["id"], "car": car["id"], "tank_litres": 104}
    edition = admin.post("/platform/racing/sim-cars", edition).json()
    assert (edition["name"], edition["fields"]["tank_litres"]) == ("BMW M4 GT3", 104)
    made = admin.post(
        "/platform/racing/classes", {"simulator": simulator["id"], "name": "GT3", "cars": [edition["id"]]}
    )
    assert made.status_code == 201
    (shown,) = nobody.get("/racing/simulators/acc/cars").json()["items"]
    assert (shown["maker"], shown["tank_litres"], shown["classes"][0]["name"]) == ("BMW", 104, "GT3")
    assert nobody.get(f"/racing/simulators/acc/cars?car_class={made.json()['id']}").json()["items"] == [shown]
    off = admin.patch(f"/platform/racing/sim-cars/{edition['id']}", {"is_active": False}).json()
    assert (off["is_active"], nobody.get("/racing/simulators/acc/cars").json()["items"]) == (False, [])


def test_what_a_sort_does_not_have_is_refused_by_name(admin):
    answer = admin.post("/platform/racing/simulators", {"slug": "acc", "name": "ACC", "rank": 1})
    assert problem(answer) == (422, "not_its_field")
    assert admin.get("/platform/racing/engines").status_code == 404


def test_a_driver_keeps_a_profile_with_ratings_and_laps(as_person, nobody, made):
    me = as_person(factories.member("Dana"))
    new = {"simulator": made["simulator"].slug, "platform_id": "482913", "name": "Dana D"}
    profile = me.post("/me/driver-profiles", new).json()
    path, seen = f"/me/driver-profiles/{profile['id']}", f"/racing/drivers/{profile['id']}"
    rating = me.post(f"{path}/ratings", {"skill": 2100, "licence": str(made["licence"].pk)}).json()
    assert (rating["skill"], rating["licence"]["name"], rating["safety"]) == (2100, "Licence 1", None)
    lap = {"layout": str(made["layout"].pk), "car": str(made["sim_car"].pk), "milliseconds": 138456}
    assert me.post(f"{path}/laps", lap).json()["car_name"] == "Maker Car 1"
    assert nobody.get(seen).status_code == 404
    me.patch(path, {"is_public": True})
    assert nobody.get(seen).json() == {
        "id": profile["id"],
        "simulator": made["simulator"].slug,
        "name": "Dana D",
        "is_public": True,
    }
    assert [row["skill"] for row in nobody.get(f"{seen}/ratings").json()["items"]] == [2100]
    assert [row["milliseconds"] for row in nobody.get(f"{seen}/laps").json()["items"]] == [138456]
    assert me.delete(path).status_code == 204
    assert me.get("/me/driver-profiles").json()["items"] == []


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def race_path(olga):
    at = clock.now()
    event = events.create(title="Spa", starts_at=at + timedelta(days=9), by=factories.actor(olga), at=at)
    factories.published(event.offering, by=factories.actor(olga), at=at)
    return f"/events/{event.offering.slug}/race"


def test_an_event_becomes_a_race_with_classes_slots_sessions_and_forecast(as_person, nobody, olga, race_path, made):
    key = as_person(olga)
    new = {"simulator": made["simulator"].slug, "layout": str(made["layout"].pk), "minutes": 360, "pit_seconds": 31.5}
    race = key.post(race_path, new).json()
    assert (race["track"], race["minutes"], race["pit_seconds"]) == ("Track 1", 360, 31.5)
    assert problem(key.post(race_path, new)) == (409, "is_a_race_already")
    row = key.post(f"{race_path}/classes", {"car_class": str(made["car_class"].pk), "most_entries": 30}).json()
    slot = key.post(f"{race_path}/slots", {"starts_at": "2031-07-05T12:00:00Z"}).json()
    assert (row["entries"], slot["ends_at"]) == (0, "2031-07-05T18:00:00Z")
    assert key("PUT", f"{race_path}/sessions", {"sessions": [{"kind": "race", "minutes": 360}]}).status_code == 200
    assert key("PUT", f"{race_path}/weather", {"weather": [{"minute": 0, "air_celsius": 17}]}).status_code == 200
    assert nobody.get(f"{race_path}/weather").json()["items"][0]["air_celsius"] == 17
    assert nobody.get(f"{race_path}/cars").json()["items"][0]["name"] == "Car 1"
    assert key.patch(race_path, {"minutes": None, "laps": 90}).json()["laps"] == 90
    assert key.patch(f"{race_path}/classes/{row['id']}", {"most_entries": 2}).json()["most_entries"] == 2
    assert key.delete(f"{race_path}/classes/{row['id']}").status_code == 204
    opens = key.patch(f"{race_path}/slots/{slot['id']}", {"opens_at": "2031-07-05T11:00:00Z"}).json()
    assert (opens["opens_at"], opens["ends_at"]) == ("2031-07-05T11:00:00Z", slot["ends_at"])
    assert key.delete(f"{race_path}/slots/{slot['id']}").status_code == 204
    assert nobody.get(f"{race_path}/classes").json()["items"] == []


@pytest.mark.req("A10")
def test_a_race_is_taken_off_an_event_until_somebody_is_interested(as_person, nobody, olga, race_path, made):
    key = as_person(olga)
    new = {"simulator": made["simulator"].slug, "layout": str(made["layout"].pk), "minutes": 60}
    assert key.post(race_path, new).status_code == 201
    assert key.delete(race_path).status_code == 204
    assert problem(nobody.get(race_path)) == (404, "not_found")
    key.post(race_path, new)
    as_person(factories.member("Ada")).post(f"{race_path}/sign-up/interest", {})
    assert problem(key.delete(race_path)) == (409, "race_in_use")


def test_an_organiser_enters_a_team_that_exists_for_the_race_alone(as_person, olga, race_path, made):
    key, new = as_person(olga), {"simulator": made["simulator"].slug, "layout": str(made["layout"].pk), "minutes": 60}
    key.post(race_path, new)
    row = key.post(f"{race_path}/classes", {"car_class": str(made["car_class"].pk)}).json()
    said = {"race_class": row["id"], "new_team": "Blue Team"}
    assert problem(as_person(factories.member("Dana")).post(f"{race_path}/entries", said))[0] == 403
    entered = key.post(f"{race_path}/entries", said).json()
    assert (entered["name"], entered["status"]) == ("Blue Team", "submitted")


@pytest.mark.req("A06")
def test_who_does_not_meet_what_a_race_asks_is_refused_by_code(as_person, olga, race_path, made):
    key = as_person(olga)
    new = {"simulator": made["simulator"].slug, "layout": str(made["layout"].pk), "minutes": 60, "skill_least": 1500}
    race = key.post(race_path, new).json()
    answer = as_person(factories.member("Dana")).post(f"/pools/{race['pool']}/places")
    assert problem(answer) == (409, "driver_profile_needed")


@pytest.mark.req("A02")
def test_a_team_gets_a_logo_and_loses_it(as_person, olga, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    key = as_person(olga)
    path = f"/racing/teams/{key.post('/racing/teams', {'name': 'Scuderia', 'is_public': True}).json()['slug']}"
    shown = upload(olga, f"{path}/logo", picture())
    assert (shown.status_code, shown.json()["logo"][:18]) == (200, "/files/team-logos/")
    assert problem(upload(olga, f"{path}/logo", b"<svg/>")) == (422, "picture_wrong")
    assert problem(upload(factories.member(), f"{path}/logo", picture())) == (403, "not_allowed_in_team")
    assert [key.delete(f"{path}/logo").json()["logo"] for _ in range(2)] == [None, None]


@pytest.mark.req("A02", "A03", "A09")
def test_a_team_is_made_filled_and_looked_after(as_person, nobody, olga):
    key, dana = as_person(olga), factories.member("Dana")
    team = key.post("/racing/teams", {"name": "Scuderia", "is_public": False}).json()
    path = f"/racing/teams/{team['slug']}"
    assert (team["kind"], team["club"], nobody.get(path).status_code) == ("user", None, 404)
    asked = key.post(f"{path}/invitations", {"email": dana.email, "role": "reserve"}).json()
    assert (asked["role"], asked["team"]) == ("reserve", team["slug"])
    member = as_person(dana).post(f"/team-invitations/{asked['id']}/acceptance").json()
    assert (member["role"], member["is_active"]) == ("reserve", True)
    assert problem(as_person(dana).patch(path, {"name": "Mine"})) == (403, "not_allowed_in_team")
    changed = key.patch(f"{path}/members/{member['id']}", {"can_edit_team": True, "status": "active"}).json()
    assert (changed["can_edit_team"], changed["role"]) == (True, "reserve")
    assert as_person(dana).patch(path, {"is_public": True}).json()["is_public"] is True
    assert [row["name"] for row in nobody.get("/racing/teams?q=scud").json()["items"]] == ["Scuderia"]
    assert problem(nobody.get(f"{path}/members")) == (403, "not_allowed_in_team")
    assert as_person(dana).delete(f"{path}/members/{member['id']}").status_code == 204
    assert key.post(f"{path}/discard").status_code == 200
    assert [row["slug"] for row in key.get("/racing/teams?bin=true").json()["items"]] == [team["slug"]]
    assert key.post(f"{path}/restoration").json()["name"] == "Scuderia"
