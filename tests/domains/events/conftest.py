"""One organiser and one event ahead, at a fixed instant."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lineup.core.participation import offerings
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from tests.support import factories

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Ada Organiser")


@pytest.fixture
def make_event(organiser: Person) -> Callable[..., Event]:
    """Makes an event in thirty days for three hours, published unless told otherwise."""

    def make(title: str = "Night hike", *, by: Person | None = None, published: bool = True, **values: Any) -> Event:
        who = factories.actor(by or organiser)
        values.setdefault("starts_at", NOW + timedelta(days=30))
        if values["starts_at"]:
            values.setdefault("ends_at", values["starts_at"] + timedelta(hours=3))
        event = events.create(title=title, by=who, at=NOW, **values)
        if published:
            offerings.publish(event.offering, by=who, at=NOW)
        return event

    return make
