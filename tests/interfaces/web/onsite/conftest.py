"""An event with a hall and a session, tomorrow."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.models import Session
from tests.support import factories


@pytest.fixture
def starts_at() -> datetime:
    return (clock.now() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def event(organiser: Person, starts_at: datetime) -> Event:
    by, at = factories.actor(organiser), clock.now()
    made = events.create(title="Forum", starts_at=starts_at, time_zone="UTC", by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def opening(event: Event, organiser: Person, starts_at: datetime) -> Session:
    by, at = factories.actor(organiser), clock.now()
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    hall = rooms.create(event, name="Hall", by=by, at=at)
    return sessions.create(event, title="Opening <b>", room=hall, speakers=["Ada & Co"], by=by, at=at, **times)
