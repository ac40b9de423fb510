"""The platform in numbers."""

from datetime import timedelta

import pytest
from django.db import connection

import lineup
from lineup.core.clubs import clubs
from lineup.core.foundation import clock
from lineup.core.outbox import messages, ticks
from lineup.core.outbox.models import Message
from lineup.core.participation import census
from lineup.core.people import standing
from lineup.core.people.actors import HOUSE
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P15")]


def populate(at):
    owner, gone = factories.member(), factories.member()
    club, binned = factories.club(owner=owner), factories.club(owner=owner)
    factories.club(owner=gone)
    clubs.discard(binned, by=factories.actor(owner), at=at)
    factories.admin()
    standing.deactivate(gone.account, reason="Spam", by=HOUSE, at=at)
    pool = factories.pool(factories.offering(club=club), capacity=2)
    factories.fill(pool, waiting=1)
    factories.offering(club=club, state="draft")
    Message.objects.all().update(done_at=at)


def test_it_counts_people_clubs_offerings_and_places():
    at = clock.now()
    populate(at)
    found = census.take(at=at)
    assert (found.accounts, found.admins, found.closed, found.guests) == (3, 1, 1, 3)
    assert (found.clubs, found.clubs_binned, found.clubs_ownerless) == (2, 1, 1)
    assert found.offerings == {"draft": 1, "published": 1, "cancelled": 0, "finished": 0}
    assert (found.confirmed, found.waiting_places) == (2, 1)
    assert found.version == lineup.VERSION
    assert found.database.startswith("SQLite 3." if connection.vendor == "sqlite" else "PostgreSQL 1")
    assert found.database_bytes > 100_000
    assert found.free_bytes > 0


def test_it_tells_how_the_outbox_stands():
    at = clock.now()
    assert census.take(at=at).last_tick_at is None
    for number in range(4):
        messages.enqueue("mail", key=f"m{number}", at=at - timedelta(minutes=4 - number))
    messages.lease(at=at, limit=1)
    Message.objects.filter(key="m1").update(dead_at=at)
    ticks.claim("seal", due_at=at)
    found = census.take(at=at)
    assert (found.waiting, found.leased, found.dead, found.oldest.key) == (2, 1, 1, "m0")
    assert found.last_tick_at == at


def test_it_costs_the_same_however_much_there_is(django_assert_max_num_queries):
    with django_assert_max_num_queries(13) as none:
        census.take(at=clock.now())
    populate(clock.now())
    populate(clock.now())
    with django_assert_max_num_queries(13) as more:
        census.take(at=clock.now())
    assert len(none) == len(more)
