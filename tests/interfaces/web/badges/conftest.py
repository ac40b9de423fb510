"""An event tomorrow with three guests, one of them with a companion."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from tests.support import factories


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def event(organiser: Person) -> Event:
    by, at = factories.actor(organiser), clock.now()
    starts_at = at + timedelta(days=1)
    made = events.create(title="Forum", starts_at=starts_at, time_zone="UTC", capacity=None, by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def places(event: Event) -> dict[str, Place]:
    pool: Any = event.offering.pools.get(role="attendee")
    return {
        "Ada": factories.place(pool, factories.member("Ada"), companions=["Cy"]),
        "Bo": factories.place(pool, factories.guest("Bo", proved=True)),
    }


@pytest.fixture
def desk(client: Client, organiser: Person) -> Client:
    client.force_login(organiser.account)  # type: ignore[arg-type]
    return client
