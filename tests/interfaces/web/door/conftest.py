"""An event that takes place now, its rooms, somebody who comes with a badge, and a controller on duty."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms
from lineup.domains.onsite.models import Room
from tests.support import at_the_door, factories


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def event(organiser: Person, now: datetime) -> Event:
    return at_the_door.running_event(organiser, at=now)


@pytest.fixture
def hall(event: Event, organiser: Person, now: datetime) -> Room:
    return rooms.create(event, name="Grande salle", capacity=2, by=factories.actor(organiser), at=now)


@pytest.fixture
def ada(event: Event, now: datetime) -> Any:
    return at_the_door.visitor(event, "Ada Lovelace", at=now)


@pytest.fixture
def carla(event: Event, hall: Room, organiser: Person, now: datetime) -> Person:
    """On duty at the door of the hall, for two hours."""
    hour = timedelta(hours=1)
    return at_the_door.on_duty(event, hall, organiser, now - hour, now + hour, "Carla")


@pytest.fixture
def signed_in() -> Any:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.account)
        return client

    return sign_in
