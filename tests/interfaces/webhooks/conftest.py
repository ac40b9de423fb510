"""A receiver on loopback, and an endpoint of a club that leads to it."""

from collections.abc import Iterator
from typing import Any

import pytest

from lineup.core.foundation import clock
from lineup.core.webhooks import endpoints
from lineup.core.webhooks.models import Endpoint
from tests.support import factories
from tests.support.receiver import Receiver, receiving


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTWARD_LOOPBACK = True
    with receiving() as listening:
        yield listening


@pytest.fixture
def listening(db: None, receiver: Receiver) -> Endpoint:
    club = factories.club()
    by = factories.actor(factories.club_owner(club))
    kinds = ["place.confirmed", "event.changed", "membership.began", "membership.requested", "place.checked_in"]
    return endpoints.make(club=club, url=receiver.url, name="Wall", kinds=kinds, by=by, at=clock.now())[0]
