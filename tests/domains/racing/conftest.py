"""A small catalogue, and drivers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.racing import profiles, races
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.models import SimProfile, Simulator
from tests.support import factories

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return NOON


@pytest.fixture
def keeper(db: None) -> Actor:
    return factories.actor(factories.admin())


@pytest.fixture
def make_row(keeper: Actor, at: datetime) -> Any:
    """Make a row of the catalogue: `make_row("cars", slug=…)`."""
    return lambda sort, **values: rows.create(sorts.find(sort), by=keeper, at=at, **values)


@pytest.fixture
def simulator(make_row: Any) -> Simulator:
    return make_row("simulators", slug="iracing", name="iRacing", skill_name="iRating", safety_name="Safety Rating")


@pytest.fixture
def make_car(make_row: Any, simulator: Simulator) -> Any:
    def make(slug: str = "m4", of: Simulator = simulator, **values: Any) -> Any:
        car = make_row("cars", slug=slug, maker="BMW", name=slug.upper(), category="GT3")
        return make_row("sim-cars", simulator=of, car=car, **values)

    return make


@pytest.fixture
def make_layout(make_row: Any, simulator: Simulator) -> Any:
    def make(slug: str = "spa", of: Simulator = simulator, **values: Any) -> Any:
        track = make_row("tracks", slug=slug, name=slug.title(), country="be", time_zone="Europe/Brussels")
        edition = make_row("sim-tracks", simulator=of, track=track)
        return make_row("layouts", sim_track=edition, name="Endurance", **{"length_m": 7004, **values})

    return make


@pytest.fixture
def driver(db: None) -> Person:
    return factories.member("Dana")


@pytest.fixture
def profile(driver: Person, simulator: Simulator, at: datetime) -> SimProfile:
    by = factories.actor(driver)
    return profiles.add(driver, simulator, platform_id="482913", name="Dana D", by=by, at=at)


@pytest.fixture
def organiser(db: None) -> Person:
    return factories.member("Olga")


@pytest.fixture
def by(organiser: Person) -> Actor:
    return factories.actor(organiser)


@pytest.fixture
def event(by: Actor, at: datetime) -> Event:
    times = {"starts_at": at + timedelta(days=30), "ends_at": at + timedelta(days=31)}
    made = events.create(title="6 h of Spa", time_zone="Europe/Brussels", by=by, at=at, **times)
    factories.published(made.offering, by=by, at=at)
    return made


@pytest.fixture
def make_race(event: Event, simulator: Simulator, make_layout: Any, by: Actor, at: datetime) -> Any:
    """Make the event a race of six hours at Spa, unless told otherwise."""

    def make(**values: Any) -> Any:
        made = {"minutes": 360, **values}
        return races.create(event, simulator=simulator, layout=make_layout(), by=by, at=at, **made)

    return make
