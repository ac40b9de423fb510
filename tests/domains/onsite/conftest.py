"""An event with rooms, and sessions on its day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lineup.core.participation import places
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import booths, rooms, sessions
from lineup.domains.onsite.models import Booth, Room, Session
from tests.support import factories

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)


def clock(hour: int, minute: int = 0) -> datetime:
    """An instant of the event's day."""
    return NOON.replace(hour=hour, minute=minute)


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def by(organiser: Person) -> Actor:
    return factories.actor(organiser)


@pytest.fixture
def at() -> datetime:
    return NOON - timedelta(days=30)


@pytest.fixture
def event(by: Actor, at: datetime) -> Event:
    made = events.create(
        title="Forum", starts_at=clock(8), ends_at=clock(18), time_zone="Europe/Paris", capacity=None, by=by, at=at
    )
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def make_room(event: Event, by: Actor, at: datetime) -> Callable[..., Room]:
    return lambda name="Hall", **values: rooms.create(event, name=name, by=by, at=at, **values)


@pytest.fixture
def make_session(event: Event, by: Actor, at: datetime) -> Callable[..., Session]:
    def make(title: str = "Opening", hours: tuple[int, int] = (9, 10), **values: Any) -> Session:
        times = {"starts_at": clock(hours[0]), "ends_at": clock(hours[1])}
        return sessions.create(event, title=title, by=by, at=at, **{**times, **values})

    return make


@pytest.fixture
def make_attendee(event: Event, at: datetime) -> Callable[..., Person]:
    """Somebody with an account who comes to the event."""

    def make(name: str = "Vera", **details: Any) -> Person:
        person = factories.member(name, **details)
        factories.place(events.pool_of(event), person, at=at)
        return person

    return make


@pytest.fixture
def exhibitor(event: Event, by: Actor, at: datetime) -> Person:
    person = factories.member("Hugo")
    places.add(booths.open_places(event, by=by, at=at), person, by=by, at=at)
    return person


@pytest.fixture
def booth(event: Event, exhibitor: Person, at: datetime) -> Booth:
    return booths.own(event, exhibitor, at=at)
