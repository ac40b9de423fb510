"""An event that takes place now, its rooms, somebody who comes with a badge, and a controller on duty."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges, duties, rooms
from lineup.domains.onsite.models import Room
from tests.support import factories


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def event(organiser: Person, now: datetime) -> Event:
    by = factories.actor(organiser)
    hours = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=6)}
    made = events.create(title="Forum", time_zone="Europe/Paris", by=by, at=now, capacity=None, **hours)
    factories.published(made.offering, by=by, at=now)
    return made


@pytest.fixture
def hall(event: Event, organiser: Person, now: datetime) -> Room:
    return rooms.create(event, name="Grande salle", capacity=2, by=factories.actor(organiser), at=now)


@pytest.fixture
def ada(event: Event, now: datetime) -> Any:
    place = factories.place(event.offering.pools.get(role="attendee"), factories.guest("Ada Lovelace"), at=now)
    badge = badges.ensure(event, place.contact, at=now)
    return SimpleNamespace(person=place.contact, place=place, badge=badge, code=badges.code_of(badge, at=now))


@pytest.fixture
def carla(event: Event, hall: Room, organiser: Person, now: datetime) -> Person:
    """On duty at the door of the hall, for two hours."""
    return on_duty(event, hall, organiser, now - timedelta(hours=1), now + timedelta(hours=1), "Carla")


def on_duty(event: Any, room: Any, organiser: Any, starts_at: Any, ends_at: Any, name: str) -> Person:
    person = factories.member(name)
    times = {"starts_at": starts_at, "ends_at": ends_at}
    role = "controlleur_des_badges"
    duties.assign(event, person, role=role, room=room, by=factories.actor(organiser), at=starts_at, **times)
    return person


@pytest.fixture
def signed_in() -> Any:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.account)
        return client

    return sign_in
