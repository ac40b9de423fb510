"""Signing up to a race on its page, as a form without scripts; and what the organiser sees."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import races, signups, slots
from lineup.interfaces.web.racing.signup_forms import value_of
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A07", "A08")]


@pytest.fixture
def made():
    return circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())


@pytest.fixture
def race(made):
    by, at = factories.actor(factories.member("Olga")), clock.now()
    event = events.create(title="6 h of Spa", starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=120, by=by, at=at)
    slots.add(race, starts_at=at.replace(minute=0, second=0, microsecond=0) + timedelta(days=9), by=by, at=at)
    return race


@pytest.fixture
def dana(client):
    dana = factories.member("Dana", time_zone="Asia/Kolkata")
    client.force_login(dana.account)
    return dana


def _path(race, room="sign-up"):
    return reverse(f"racing:{room}", args=[race.event.offering.slug])


def test_a_driver_ticks_hours_signs_up_and_finds_them_again(client, race, dana, made):
    slot = race.slots.get()
    half = slot.starts_at + timedelta(minutes=30)
    sent = {
        "slots": [slot.pk],
        "preferred_car": made["sim_car"].pk,
        "wants_to_drive": "on",
        "drive": [value_of(slot.starts_at), value_of(half), "nonsense"],
        "spot": [value_of(half)],
    }
    assert client.post(_path(race), sent).status_code == 302
    own = signups.held(race, dana)
    assert signups.spans(own, "drive") == [(slot.starts_at, slot.starts_at + timedelta(hours=1))]
    assert (own.preferred_car, own.place.state, [*own.slots.all()]) == (made["sim_car"], "confirmed", [slot])
    assert client.get(_path(race)).content.decode().count("checked aria-label") == 3
    client.post(_path(race, "sign-up-withdrawal"))
    assert signups.status_of(signups.held(race, dana)) == "withdrawn"


def test_what_is_wrong_is_said_and_the_ticks_stay(client, race, dana):
    sent = {"drive": [value_of(race.slots.get().starts_at)]}
    answer = client.post(_path(race), sent)
    shown = answer.content.decode()
    assert (answer.status_code, "Choose at least one: driving" in shown, shown.count("checked aria-label")) == (
        422,
        True,
        1,
    )
    assert race.pool.places.count() == 0


def test_what_was_said_of_a_part_of_a_cell_stays_unless_it_is_unticked(client, race, dana):
    slot, by = race.slots.get(), factories.actor(dana)
    part = [(slot.starts_at + timedelta(minutes=10), slot.starts_at + timedelta(minutes=20))]
    signups.sign_up(race, dana, by=by, at=clock.now(), drive=part)
    assert client.get(_path(race)).content.decode().count(", partly") == 1
    first, last = value_of(slot.starts_at), value_of(slot.ends_at - timedelta(minutes=30))
    client.post(_path(race), {"wants_to_drive": "on", "drive": [first, last]})
    assert signups.spans(signups.held(race, dana), "drive") == [
        *part,
        (slot.ends_at - timedelta(minutes=30), slot.ends_at),
    ]
    client.post(_path(race), {"wants_to_drive": "on", "drive": []})
    assert signups.spans(signups.held(race, dana), "drive") == []
    slots.remove(slot, by=by, at=clock.now())
    signups.sign_up(race, dana, by=by, at=clock.now(), drive=part)
    client.post(_path(race), {"wants_to_drive": "on", "note": "No grid, nothing lost"})
    assert signups.spans(signups.held(race, dana), "drive") == part


def test_somebody_interested_is_known_to_the_organiser_who_sees_who_can_when(client, race, dana):
    client.post(_path(race, "sign-up-interest"))
    assert signups.status_of(signups.held(race, dana)) == "interested"
    slot = race.slots.get()
    signups.sign_up(
        race,
        dana,
        by=factories.actor(dana),
        at=clock.now(),
        drive=[(slot.starts_at, slot.ends_at)],
        note="Nights",
        experience="expert",
        stint_minutes_most=65,
        wants_to_plan=True,
    )
    client.force_login(race.event.offering.organiser.account)
    shown = client.get(_path(race, "sign-ups")).content.decode()
    assert [word in shown for word in ("Dana", "Signed up", "Nights", "1 driver")] == [True] * 4
    said = ("driving strategy", "Endurance races as well", "1 h 05", "Can drive")
    assert [word in " ".join(shown.split()) for word in said] == [True] * 4


def test_who_is_interested_no_longer_says_so_where_they_said_it(client, race, dana):
    client.post(_path(race, "sign-up-interest"))
    page = client.get(_path(race, "race")).content.decode()
    assert ("No longer interested" in page, "I am interested" in page) == (True, False)
    client.post(_path(race, "sign-up-withdrawal"))
    page = client.get(_path(race, "race")).content.decode()
    assert (signups.held(race, dana), "You are no longer noted as interested." in page) == (None, True)
    assert ("No longer interested" in page, "I am interested" in page) == (False, True)
