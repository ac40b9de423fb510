"""Team, duties and announcements through the API."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.onsite import rooms
from tests.interfaces.api.conftest import problem
from tests.support import factories

MORNING = {"starts_at": "2031-05-03T09:00:00Z", "ends_at": "2031-05-03T12:00:00Z"}
EVENING = {"starts_at": "2031-05-03T17:00:00Z", "ends_at": "2031-05-03T20:00:00Z"}


@pytest.fixture
def organiser(db):
    return factories.member("Olga")


@pytest.fixture
def event(organiser):
    by, at = factories.actor(organiser), clock.now()
    made = events.create(title="Forum", starts_at=at + timedelta(days=9), visibility="unlisted", by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def hall(event, organiser):
    return rooms.create(event, name="Hall", by=factories.actor(organiser), at=clock.now())


@pytest.fixture
def key(as_person, organiser):
    return as_person(organiser)


@pytest.fixture
def path(event):
    return f"/events/{event.offering.slug}"


@pytest.mark.req("D02", "D08")
def test_somebody_gets_a_role_and_duties_one_room_at_a_time(key, path, hall, as_person, event, organiser):
    gina = factories.member("Gina", email="gina@example.org")
    sent = {"email": "gina@example.org", "role": "gestionnaire_des_salles"}
    held = key.post(f"{path}/team", {**sent, "name": "Ms G"}).json()
    assert (held["person"]["name"], held["role"]) == ("Ms G", "gestionnaire_des_salles")
    attic = rooms.create(event, name="Attic", by=factories.actor(organiser), at=clock.now())
    first = key.post(f"{path}/duties", {"staff_role": held["id"], "room": str(hall.pk), **MORNING})
    assert (first.status_code, first.json()["room"]["name"]) == (201, "Hall")
    clash = key.post(f"{path}/duties", {"staff_role": held["id"], "room": str(attic.pk), **MORNING})
    assert problem(clash)[:2] == (409, "on_duty_elsewhere")
    key.post(f"{path}/duties", {"staff_role": held["id"], "room": str(attic.pk), **EVENING})
    mine = as_person(gina).get("/duties").json()["items"]
    assert [(one["room"]["name"], one["event"]["title"]) for one in mine] == [("Hall", "Forum"), ("Attic", "Forum")]
    moved = key.patch(f"{path}/duties/{first.json()['id']}", {"ends_at": "2031-05-03T13:00:00Z"}).json()
    assert moved["ends_at"] == "2031-05-03T13:00:00Z"
    assert key.post(f"{path}/duties/{first.json()['id']}/end").status_code == 204
    assert [one["room"]["name"] for one in key.get(f"{path}/duties").json()["items"]] == ["Attic"]
    assert key.post(f"{path}/team/{held['id']}/removal").status_code == 204
    assert (key.get(f"{path}/team").json()["items"], as_person(gina).get("/duties").json()["items"]) == ([], [])


@pytest.mark.req("D02", "D08")
def test_somebody_reads_their_roles_and_steps_down_by_themselves_alone(key, path, hall, as_person):
    gina, other = factories.member("Gina", email="gina@example.org"), factories.member("Other")
    role = key.post(f"{path}/team", {"email": "gina@example.org", "role": "controlleur_des_badges"}).json()["id"]
    key.post(f"{path}/duties", {"staff_role": role, "room": str(hall.pk), **MORNING})
    own = as_person(gina).get("/staff-roles").json()["items"]
    shown = [(row["id"], row["event"]["title"], row["role"]) for row in own]
    assert shown == [(role, "Forum", "controlleur_des_badges")]
    assert (as_person(other).get("/staff-roles").json()["items"], key.get("/staff-roles").json()["items"]) == ([], [])
    assert as_person(other).post(f"/staff-roles/{role}/removal").status_code == 404
    assert key.post(f"/staff-roles/{role}/removal").status_code == 404
    assert len(key.get(f"{path}/duties").json()["items"]) == 1
    assert as_person(gina).post(f"/staff-roles/{role}/removal").status_code == 204
    assert (key.get(f"{path}/team").json()["items"], key.get(f"{path}/duties").json()["items"]) == ([], [])


@pytest.mark.req("D01")
def test_the_president_is_set_by_address(key, path, as_person, event):
    paula = factories.member("Paula", email="paula@example.org")
    unknown = [key("PUT", f"{path}/president", {"email": f"{name}@example.org"}) for name in ("paula", "nobody")]
    assert [problem(answer) for answer in unknown] == [(422, "president_not_here")] * 2
    factories.place(events.pool_of(event), paula)
    shown = key("PUT", f"{path}/president", {"email": "paula@example.org"}).json()
    assert (shown["president"]["name"], key.get(path).json()["president"]["name"]) == ("Paula", "Paula")
    assert as_person(paula)("PUT", f"{path}/president", {"email": None}).json() == {"president": None}


@pytest.mark.req("D09")
def test_a_room_manager_is_kept_to_their_rooms(key, path, hall, as_person):
    gina = as_person(factories.member("Gina", email="gina@example.org"))
    held = key.post(f"{path}/team", {"email": "gina@example.org", "role": "gestionnaire_des_salles"}).json()
    none = gina.post(f"{path}/sessions", {"title": "New", "room": str(hall.pk)})
    assert problem(none)[:2] == (403, "room_not_yours")
    key.post(f"{path}/duties", {"staff_role": held["id"], "room": str(hall.pk), **MORNING})
    assert gina.post(f"{path}/sessions", {"title": "New", "room": str(hall.pk)}).status_code == 201
    assert problem(gina.post(f"{path}/sessions", {"title": "Nowhere"}))[:2] == (403, "room_not_yours")
    more = gina.post(f"{path}/team", {"email": "h@example.org", "role": "controlleur_des_badges"})
    assert problem(more)[:2] == (403, "not_leading")


@pytest.mark.req("D06")
def test_announcements_have_the_values_of_the_documents(key, path, hall, as_person, event):
    words = {"title": "Lunch", "description": "Is late."}
    made = key.post(f"{path}/announcements", {**words, "target": "exposants"}).json()
    assert (made["target"], made["author"]["name"]) == ("exposants", "Olga")
    other = as_person(factories.admin())
    refused = other.patch(f"{path}/announcements/{made['id']}", {"title": "Mine"})
    assert problem(refused)[:2] == (403, "not_its_author")
    changed = key.patch(f"{path}/announcements/{made['id']}", {"target": "room", "room": str(hall.pk)}).json()
    assert (changed["target"], changed["room"], changed["title"]) == ("room", str(hall.pk), "Lunch")
    assert key.patch(f"{path}/announcements/{made['id']}", {"target": "all"}).json()["room"] is None
    comes = factories.member("Comes")
    factories.place(events.pool_of(event), comes)
    assert [one["title"] for one in as_person(comes).get(f"{path}/announcements").json()["items"]] == ["Lunch"]
    assert key.post(f"{path}/announcements/{made['id']}/discard").status_code == 200
    assert as_person(comes).get(f"{path}/announcements").json()["items"] == []
    assert [one["id"] for one in key.get(f"{path}/announcements?bin=true").json()["items"]] == [made["id"]]
    key.post(f"{path}/announcements/{made['id']}/restoration")
    assert [one["id"] for one in key.get(f"{path}/announcements?every=true").json()["items"]] == [made["id"]]
