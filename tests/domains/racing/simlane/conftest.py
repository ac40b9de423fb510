"""A catalogue that has what the dump names, and whoever carries the dump over."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lineup.core.people.actors import Actor
from lineup.domains.racing.simlane import carrying
from tests.support import factories, simlane

AT = datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def by(db: None) -> Actor:
    return Actor(factories.member("Olga", email="olga@example.org"), channel="import")


@pytest.fixture
def known(make_row: Any, simulator: Any, make_car: Any, make_layout: Any) -> Any:
    """The catalogue of the dump: iRacing with a BMW M4 of the class GT3, and Spa."""
    car = make_car()
    make_layout()
    make_row("classes", simulator=simulator, name="GT3", cars=[car])
    return car


@pytest.fixture
def carry(by: Actor, known: Any) -> Any:
    """Carry these records over, and return the report."""

    def do(*rows: Any, **options: Any) -> Any:
        return carrying.carry(simlane.dumped(*rows), source="simlane", by=by, at=AT, **options)

    return do
