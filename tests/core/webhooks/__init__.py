"""What the tests of webhooks share: an instant, an endpoint, and the record read for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lineup.core.webhooks import endpoints, hearing
from lineup.core.webhooks.models import Delivery, Endpoint
from tests.support import factories

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
START = AT + timedelta(days=30)
URL = "https://hooks.example.org/lineup"
PLACES = ("place.confirmed", "place.waitlisted", "place.withdrawn")


def later(seconds: float = 60) -> datetime:
    return AT + timedelta(seconds=seconds)


def endpoint(club: Any = None, *, by: Any = None, at: datetime = AT, **values: Any) -> Endpoint:
    given = {"url": URL, "name": "Wall display", "kinds": PLACES, **values}
    who = factories.actor(by or (factories.club_owner(club) if club else factories.member()))
    return endpoints.make(club=club, by=who, at=at, **given)[0]


def told(to: Endpoint) -> list[str]:
    """What the endpoint hears of, in the order in which it happened, once the record is read."""
    hearing.catch_up(at=later(3600))
    return list(
        Delivery.objects.filter(endpoint=to).order_by("happened_at", "change", "entry").values_list("kind", flat=True)
    )
