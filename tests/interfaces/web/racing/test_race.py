"""The race of an event, on its desk and on its page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races, signups, slots
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A13")]


@pytest.fixture
def made():
    return circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())


@pytest.fixture
def organiser(client):
    organiser = factories.member("Olga", time_zone="Europe/Paris")
    client.force_login(organiser.account)
    return organiser


@pytest.fixture
def event(organiser):
    by, at = factories.actor(organiser), clock.now()
    made = events.create(title="6 h of Spa", starts_at=at + timedelta(days=9), time_zone="Europe/Paris", by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


def _path(event, room="race-desk", **key):
    return reverse(f"racing:{room}", kwargs={"slug": event.offering.slug, **key})


def test_an_organiser_makes_an_event_a_race_step_by_step(client, event, made):
    desk, layout = _path(event), made["layout"]
    assert "Simulator 1" in client.get(desk).content.decode()
    wrong = client.post(f"{desk}?simulator=sim-1", {"layout": layout.pk, "discipline": "all"})
    assert (wrong.status_code, "in minutes or in laps" in wrong.content.decode()) == (422, True)
    right = {"layout": layout.pk, "minutes": "360", "is_team_race": "on", "discipline": "all", "drivers_most": "4"}
    assert client.post(f"{desk}?simulator=sim-1", right).status_code == 302
    client.post(_path(event, "race-classes"), {"class-car_class": made["car_class"].pk, "class-most_entries": "30"})
    client.post(_path(event, "race-slots"), {"slot-starts_at_0": "2031-07-05", "slot-starts_at_1": "14:00"})
    client.post(_path(event, "race-sessions"), {"part0-kind": "race", "part0-minutes": "360", "part1-kind": ""})
    client.post(_path(event, "race-weather"), {"point0-minute": "0", "point0-air_celsius": "17"})
    race = races.find(event)
    assert [(row.pool.capacity, str(row)) for row in race_classes.of(race)] == [(30, "Class 1")]
    assert [slot.starts_at.isoformat() for slot in slots.of(race)] == ["2031-07-05T12:00:00+00:00"]
    assert (race.sessions.get().minutes, race.weather.get().air_celsius) == (360, 17)
    client.logout()
    shown = client.get(_path(event, "race")).content.decode()
    assert [words in shown for words in ("Track 1 · Full", "6 h", "Class 1", "17 °C")] == [True] * 4
    assert "Track 1 · Full" in client.get(reverse("events:event", args=[event.offering.slug])).content.decode()


def test_a_class_and_a_slot_are_changed_on_pages_of_their_own(client, event, made, organiser):
    by, at = factories.actor(organiser), clock.now()
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
    race_class = race_classes.add(race, made["car_class"], most_entries=5, by=by, at=at)
    slot = slots.add(race, starts_at=at + timedelta(days=9), by=by, at=at)
    desk, at_class = _path(event), _path(event, "race-class", pk=race_class.pk)
    at_slot = _path(event, "race-slot", pk=slot.pk)
    shown = client.get(desk).content.decode()
    assert (at_class in shown, at_slot in shown, 'value="5"' in client.get(at_class).content.decode()) == (True,) * 3
    assert client.post(at_class, {"most_entries": ""}).status_code == 302
    said = {"slot-starts_at_0": "2031-07-05", "slot-starts_at_1": "14:00", "slot-external_id": "77"}
    opens = {"slot-opens_at_0": "2031-07-05", "slot-opens_at_1": "13:00"}
    assert client.post(at_slot, said | opens).status_code == 302
    assert client.post(at_slot, {"slot-external_id": "78"}).status_code == 422
    slot.refresh_from_db()
    assert (race_classes.of(race).get().pool.capacity, slot.external_id) == (None, "77")
    assert [one.isoformat() for one in (slot.opens_at, slot.starts_at, slot.ends_at)] == [
        f"2031-07-05T{hour}:00:00+00:00" for hour in (11, 12, 13)
    ]
    assert "Registration opens in the simulator" in client.get(_path(event, "race")).content.decode()


@pytest.mark.req("A06")
def test_who_may_not_drive_is_told_why_before_they_try(client, event, made, organiser):
    by, at = factories.actor(organiser), clock.now()
    races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, skill_least=1500, by=by, at=at)
    client.force_login(factories.member("Dana").account)
    shown = client.get(_path(event, "race")).content.decode()
    assert "add your driver profile for Simulator 1" in shown
    assert "Sign up as a driver" not in shown


def test_what_a_small_row_says_wrong_is_told_and_nothing_is_lost(client, event, made, organiser):
    by, at = factories.actor(organiser), clock.now()
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
    races.set_weather(race, [{"minute": 5, "air_celsius": 20}], by=by, at=at)
    twice = {"point0-minute": "5", "point0-air_celsius": "21", "point1-minute": "5", "point1-air_celsius": "22"}
    answer = client.post(_path(event, "race-weather"), twice)
    assert (answer.status_code, "two forecasts for minute 5" in answer.content.decode()) == (422, True)
    assert race.weather.get().air_celsius == 20


def test_an_event_without_a_race_has_no_page_of_one(client, event):
    assert client.get(_path(event, "race")).status_code == 404


def test_a_race_put_on_by_mistake_is_taken_off_unless_somebody_signed_up(client, event, organiser, made):
    by, at = factories.actor(organiser), clock.now()
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
    driver = factories.member("Ada")
    signups.note_interest(race, driver, by=factories.actor(driver), at=at)
    kept = client.post(_path(event, "race-removal"), follow=True).content.decode()
    assert ("the race stays. Cancel the event instead." in kept, races.of(event)) == (True, race)
    race.signups.all().delete()
    page = client.post(_path(event, "race-removal"), follow=True).content.decode()
    assert ("The event is no race any more." in page, "Simulator 1" in page, races.of(event)) == (True, True, None)


@pytest.mark.req("A07", "B03")
def test_the_page_of_an_event_tells_driving_from_watching(client, event, made, organiser):
    by, at = factories.actor(organiser), clock.now()
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
    page = reverse("events:event", args=[event.offering.slug])
    client.logout()
    stranger = client.get(page).content.decode()
    watching, driving = "Come and watch" in stranger, _path(event, "sign-up") in stranger
    assert (watching, driving, "Take part" in stranger) == (True, True, False)
    driver = factories.member("Ada")
    places.join(race.pool, driver, by=factories.actor(driver), at=at)
    client.force_login(driver.account)
    said = client.get(page).content.decode()
    assert ("What you said" in said, "Sign up as a driver" in said) == (True, False)
