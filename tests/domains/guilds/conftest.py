"""A club whose events a guild shows, and a place in the calendar for them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lineup.core.clubs.models import Club
from lineup.core.participation import offerings
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from tests.support import factories

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return NOON


@pytest.fixture
def owner(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def by(owner: Person) -> Actor:
    return factories.actor(owner)


@pytest.fixture
def club(owner: Person, at: datetime) -> Club:
    return factories.club("Endurance", owner=owner, at=at)


@pytest.fixture
def make_event(club: Club, by: Actor, at: datetime) -> Any:
    """Make a published event of the club in three days: `make_event("Spa", capacity=40)`."""

    def make(title: str, *, days: float = 3, hours: float = 24, published: bool = True, **values: Any) -> Any:
        starts = at + timedelta(days=days)
        made = events.create(
            title=title, club=club, starts_at=starts, ends_at=starts + timedelta(hours=hours), by=by, at=at, **values
        )
        if published:
            offerings.publish(made.offering, by=by, at=at)
        return made

    return make
