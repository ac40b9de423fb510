"""The page at a door."""

import uuid
from datetime import timedelta

import pytest

from lineup.core.notices.models import Notice
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.door import doors, no_shows
from lineup.domains.onsite.models import NoShowRound, Scan
from tests.support import factories
from tests.support.at_the_door import on_duty


def door(event, **query):
    return f"/events/{event.offering.slug}/door" + "".join(f"?{name}={value}" for name, value in query.items())


def show(client, event, code, room="entrance", way="in", client_id=None, **sent):
    data = {"code": code, "room": room, "way": way, "client_id": client_id or uuid.uuid4(), **sent}
    return client.post(door(event), data)


def told(response):
    answer = response.context["told"]
    return answer.reason, answer.colour, str(answer.word), answer.name


@pytest.mark.req("D10")
def test_an_organiser_lets_somebody_in_at_the_entrance(event, ada, organiser, signed_in):
    client = signed_in(organiser)
    assert client.get(door(event)).status_code == 200
    response = show(client, event, ada.code)
    assert told(response) == ("welcome", "green", "Welcome", "Ada Lovelace")
    assert '<p class="answer-word">Welcome</p>' in response.content.decode()


@pytest.mark.req("D10")
def test_the_answer_is_in_the_language_of_who_scans(event, ada, organiser, signed_in):
    Person.objects.filter(pk=organiser.pk).update(language="fr")
    client = signed_in(organiser)
    show(client, event, ada.code)
    assert '<p class="answer-word">Déjà entré</p>' in show(client, event, ada.code).content.decode()


def test_htmx_gets_the_answer_alone(event, ada, organiser, signed_in):
    response = signed_in(organiser).post(
        door(event), {"code": ada.code, "room": "entrance", "way": "in"}, headers={"HX-Request": "true"}
    )
    assert response.templates[0].name == "door/answer.html"
    assert "<html" not in response.content.decode()


def test_a_reload_of_the_answer_is_the_same_scan(event, ada, organiser, signed_in):
    client, tap = signed_in(organiser), uuid.uuid4()
    answers = [told(show(client, event, ada.code, client_id=tap)) for _ in range(3)]
    assert answers == [("welcome", "green", "Welcome", "Ada Lovelace")] * 3
    assert Scan.objects.count() == 1


def test_nothing_scanned_is_told(event, organiser, signed_in):
    response = show(signed_in(organiser), event, "  ")
    assert response.status_code == 422
    assert "choose somebody by name" in response.content.decode()


@pytest.mark.req("D10")
def test_somebody_is_found_by_name(event, ada, organiser, signed_in):
    client = signed_in(organiser)
    page = client.get(door(event, q="lovel"))
    assert [one.name for one in page.context["found"]] == ["Ada Lovelace"]
    response = show(client, event, "", person=page.context["found"][0].person_id)
    assert told(response)[0] == "welcome"
    assert client.get(door(event, q="l")).context["found"] == ()


# --- a controller in the slot, and out of it ------------------------------------------------------


@pytest.mark.req("D11")
def test_a_controller_scans_in_the_room_of_the_slot(event, hall, ada, carla, signed_in):
    client = signed_in(carla)
    page = client.get(door(event))
    assert page.context["room"] == hall
    assert told(show(client, event, ada.code, room=hall.pk))[0] == "enter"
    hall.refresh_from_db()
    assert hall.inside == 1


@pytest.mark.req("D11")
def test_another_room_is_refused_with_the_next_slot(event, hall, carla, organiser, signed_in, now):
    other = on_duty(event, hall, organiser, now + timedelta(hours=2), now + timedelta(hours=3), "Otto")
    for address in (door(event), f"{door(event)}/scans"):
        refused = signed_in(other).get(address)
        assert refused.status_code == 403
        assert "Your next slot: Grande salle" in refused.content.decode()


@pytest.mark.req("D11")
def test_a_controller_does_not_scan_in_another_room(event, ada, carla, organiser, signed_in, now):
    client = signed_in(carla)
    cellar = rooms.create(event, name="Cellar", by=factories.actor(organiser), at=now)
    assert show(client, event, ada.code, room=cellar.pk).status_code == 403
    assert client.get(f"{door(event)}/scans?room={cellar.pk}").status_code == 404
    assert Scan.objects.count() == 0


@pytest.mark.req("D11")
def test_the_list_is_that_of_the_room_of_the_slot_alone(event, hall, ada, carla, organiser, signed_in):
    show(signed_in(organiser), event, ada.code)
    client = signed_in(carla)
    show(client, event, ada.code, room=hall.pk)
    show(client, event, "nothing of ours at all", room=hall.pk)
    page = client.get(f"{door(event)}/scans")
    figures = page.context["figures"]
    assert (figures.scans, figures.refused, figures.people) == (2, 1, 1)
    assert [row.reason for row, _said in page.context["rows"]] == ["not_a_badge", "enter"]


def test_who_is_neither_organiser_nor_controller_is_refused(event, signed_in):
    client = signed_in(factories.member())
    for address in ("", "/scans", "/counts"):
        assert client.get(door(event) + address).status_code == 403


# --- counts, and the desk -------------------------------------------------------------------------


@pytest.mark.req("D03")
def test_the_organiser_sees_how_many_are_where(event, hall, ada, organiser, signed_in):
    client = signed_in(organiser)
    show(client, event, ada.code)
    show(client, event, ada.code, room=hall.pk)
    counts = client.get(f"{door(event)}/counts?all").context["counts"]
    assert (counts.here, counts.expected, [(room.name, room.inside) for room in counts.rooms]) == (
        1,
        1,
        [("Grande salle", 1)],
    )
    assert client.get(f"{door(event)}/counts?room={hall.pk}").context["inside"] == 1


def test_how_doors_are_kept_is_set_at_the_desk(event, organiser, signed_in):
    client = signed_in(organiser)
    desk = f"/events/{event.offering.slug}/desk/door"
    assert client.get(desk).status_code == 200
    assert client.post(desk, {"check_in_first": "on", "no_show_minutes": "15"}).status_code == 302
    kept = doors.of(event)
    assert (kept.check_in_first, kept.no_show_minutes) == (True, 15)
    assert client.post(desk, {"no_show_minutes": "0"}).status_code == 422


# --- who did not come -----------------------------------------------------------------------------


@pytest.fixture
def atelier(event, hall, organiser, ada, now):
    """One who came, one who did not, one who waits."""
    by = factories.actor(organiser)
    times = {"starts_at": now - timedelta(minutes=30), "ends_at": now + timedelta(hours=1)}
    made = sessions.create(event, title="Clay", kind="atelier", room=hall, capacity=2, by=by, at=now, **times)
    made.people = [ada.person, factories.member("Late"), factories.member("Waits")]
    made.held = [factories.place(made.pool, who, at=now) for who in made.people]
    return made


@pytest.mark.req("D10")
def test_places_of_who_did_not_come_go_to_who_waits_and_come_back(event, hall, atelier, ada, carla, signed_in):
    client = signed_in(carla)
    show(client, event, ada.code, room=hall.pk)
    page = f"{door(event)}/no-shows/{atelier.pk}"
    assert [place.shown_name for place in client.get(page).context["missing"]] == ["Late"]
    client.post(page)
    assert [Place.objects.get(pk=one.pk).state for one in atelier.held] == ["confirmed", "revoked", "confirmed"]
    assert [place.shown_name for place in client.get(page).context["released"]] == ["Late"]
    client.post(f"{page}/undo", {"place": atelier.held[1].pk})
    assert Place.objects.get(pk=atelier.held[1].pk).state == "waitlisted"
    assert Notice.objects.filter(person=atelier.people[1], kind="place.revoked").count() == 0


@pytest.mark.req("D10")
def test_places_are_released_by_itself_once_after_the_time_that_is_set(event, atelier, organiser, now):
    by = factories.actor(organiser)
    assert no_shows.release_due(at=now) == 0
    doors.keep(event, check_in_first=False, no_show_minutes=40, by=by, at=now)
    assert no_shows.release_due(at=now) == 0
    later = now + timedelta(minutes=11)
    assert [no_shows.release_due(at=later), no_shows.release_due(at=later)] == [1, 0]
    assert [Place.objects.get(pk=one.pk).state for one in atelier.held] == ["revoked", "revoked", "confirmed"]
    assert NoShowRound.objects.get().by is None
