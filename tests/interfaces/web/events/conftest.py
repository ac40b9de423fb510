"""An organiser who is signed in, and their events."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from tests.support import factories


@pytest.fixture
def at() -> datetime:
    return clock.now().replace(microsecond=0)


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Ada Organiser", time_zone="Europe/Paris")


@pytest.fixture
def theirs(organiser: Person) -> Client:
    """The organiser's browser."""
    client = Client()
    client.force_login(organiser.account)
    return client


@pytest.fixture
def make_event(organiser: Person, at: datetime) -> Callable[..., Event]:
    """Makes an event in thirty days for three hours, published unless told otherwise."""

    def make(title: str = "Night hike", *, by: Person | None = None, published: bool = True, **values: Any) -> Event:
        who = factories.actor(by or organiser)
        values.setdefault("starts_at", at + timedelta(days=30))
        if values["starts_at"]:
            values.setdefault("ends_at", values["starts_at"] + timedelta(hours=3))
        event = events.create(title=title, by=who, at=at, **values)
        if published:
            factories.published(event.offering, by=who, at=at)
        return event

    return make
