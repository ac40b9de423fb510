from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.events import events
from tests.support import factories


class House:
    """An organiser who is signed in, and an event of theirs with its pool."""

    def __init__(self, client):
        self.client = client
        self.organiser = factories.member("Olga Organiser")
        self.by = factories.actor(self.organiser)
        client.force_login(self.organiser.account)

    def event(self, title="Hike", *, club=None, publish=True, **values):
        at = clock.now()
        values = {
            "capacity": 3,
            "starts_at": at + timedelta(days=9),
            "ends_at": at + timedelta(days=9, hours=2),
            **values,
        }
        made = events.create(title=title, club=club, by=self.by, at=at, **values)
        if publish:
            offerings.publish(made.offering, by=self.by, at=at)
        self.made = made
        self.pool = events.pool_of(made)
        self.desk = f"/events/{made.offering.slug}/desk"
        return made

    def get(self, path="", **query):
        return self.client.get(f"{self.desk}{path}", query)

    def post(self, path="", **fields):
        return self.client.post(f"{self.desk}{path}", fields, follow=True)

    def join(self, name="", **options):
        self.pool.refresh_from_db()
        return factories.place(self.pool, factories.guest(name), **options)

    def said(self, answer):
        return [str(message) for message in answer.context["messages"]]


@pytest.fixture
def house(client, db):
    made = House(client)
    made.event()
    return made
