import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs.models import Role
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings, places
from lineup.core.people.actors import Actor
from lineup.core.webhooks import hearing, positions, record
from lineup.core.webhooks.models import Delivery
from tests.core.webhooks import AT, START, endpoint, later, told
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17", "Q3")]


def a_pool(club=None, organiser=None, **settings):
    offering = factories.offering(club=club, organiser=organiser, starts_at=START, at=AT)
    return factories.pool(offering, **settings)


def test_who_joins_waits_and_leaves_is_heard_of_in_order():
    club = factories.club()
    listening, pool = endpoint(club), a_pool(club, capacity=1)
    ana, ben = factories.guest(), factories.guest()
    first = places.join(pool, ana, by=Actor(ana), at=later(1))
    places.join(pool, ben, by=Actor(ben), at=later(2))
    places.withdraw(first, by=Actor(ana), at=later(3))
    # the last: what was freed went to the next in line
    assert told(listening) == ["place.confirmed", "place.waitlisted", "place.withdrawn", "place.confirmed"]


def test_every_member_of_a_group_is_told():
    club = factories.club()
    listening = endpoint(club)
    factories.place(a_pool(club, capacity=5), companions=["Bo", "Cy"], at=later(1))
    assert told(listening) == ["place.confirmed"] * 3


def test_reading_again_tells_nothing_twice():
    club = factories.club()
    listening = endpoint(club)
    factories.place(a_pool(club), at=later(1))
    assert told(listening) == told(listening) == ["place.confirmed"]
    assert Message.objects.filter(topic="webhook").count() == 1


def test_only_what_was_asked_for_is_told_and_only_to_whom_it_concerns():
    club, other = factories.club(), factories.club()
    mine, picky, stranger = endpoint(club), endpoint(club, kinds=["place.revoked"]), endpoint(other)
    organiser = factories.member()
    personal = endpoint(by=organiser)
    factories.place(a_pool(club), at=later(1))
    factories.place(a_pool(organiser=organiser), at=later(1))
    hearing.catch_up(at=later(60))
    counts = [Delivery.objects.filter(endpoint=one).count() for one in (mine, picky, stranger, personal)]
    assert counts == [1, 0, 0, 1]


def test_acts_of_events_and_memberships_are_heard_of():
    club = factories.club()
    listening = endpoint(club, kinds=["event.published", "event.cancelled", "membership.began", "membership.ended"])
    by = Actor(factories.club_owner(club))
    offering = factories.offering(club=club, state="draft", starts_at=START, at=AT)
    offerings.publish(offering, by=by, at=later(1))
    offerings.cancel(offering, by=by, at=later(2))
    membership = memberships.admit(club, factories.member(), role=Role.MEMBER, by=by, at=later(3))
    memberships.end(membership, by=by, at=later(4))
    assert told(listening) == ["event.published", "event.cancelled", "membership.began", "membership.ended"]


def test_acts_on_ones_own_events_are_heard_of_by_their_person_alone():
    organiser, other = factories.member(), factories.member()
    mine, theirs = endpoint(by=organiser, kinds=["event.published"]), endpoint(by=other, kinds=["event.published"])
    factories.offering(organiser=organiser, starts_at=START, at=later(1))
    assert (told(mine), told(theirs)) == (["event.published"], [])


def test_what_happened_before_somebody_listened_is_not_told():
    club = factories.club()
    pool = a_pool(club)
    factories.place(pool, at=AT)
    listening = endpoint(club, at=later(10))
    factories.place(pool, at=later(20))
    assert told(listening) == ["place.confirmed"]


def test_nobody_hears_for_a_club_in_the_bin_or_a_closed_account():
    club, organiser = factories.club(), factories.member()
    binned, closed = endpoint(club), endpoint(by=organiser)
    pool = a_pool(club)
    factories.place(pool, at=later(1))
    factories.place(a_pool(organiser=organiser), at=later(1))
    offerings.cancel(pool.offering, by=Actor(factories.club_owner(club)), at=later(2))
    clubs.discard(club, by=Actor(factories.club_owner(club)), at=later(2))
    organiser.account.is_active = False
    organiser.account.save()
    assert (told(binned), told(closed)) == ([], [])


def test_where_nobody_listens_nothing_is_read_and_joining_costs_nothing_more():
    pool = a_pool(factories.club())
    factories.place(pool, at=AT)
    with CaptureQueriesContext(connection) as queries:
        assert not hearing.is_due(later())
    assert len(queries) == 1
    before = Message.objects.count()
    endpoint(factories.club())
    factories.place(pool, at=later(1))
    # the notice, and nothing for anybody who might listen
    assert Message.objects.count() == before + 1


def test_it_is_due_only_once_something_was_appended():
    club = factories.club()
    endpoint(club)
    pool = a_pool(club)
    hearing.catch_up(at=later())
    assert not hearing.is_due(later())
    factories.place(pool, at=later(1))
    assert hearing.is_due(later())
    hearing.catch_up(at=later())
    assert not hearing.is_due(later())


def test_what_committed_late_is_heard_of_although_later_rows_were_read():
    club = factories.club()
    listening, pool = endpoint(club), a_pool(club, capacity=None)
    for _ in range(3):
        factories.place(pool, at=later(1))
    # as if the first of them had not been visible yet
    hearing.catch_up(at=later())
    Delivery.objects.order_by("change").first().delete()
    factories.place(pool, at=later(2))
    assert told(listening) == ["place.confirmed"] * 4


def test_positions_never_go_back():
    positions.move(record.CHANGES, 10)
    positions.move(record.CHANGES, 7)
    assert positions.of(record.CHANGES) == 10


def test_a_backlog_is_read_in_batches(monkeypatch):
    monkeypatch.setattr(record, "BATCH", 2)
    club = factories.club()
    listening, pool = endpoint(club), a_pool(club, capacity=None)
    for _ in range(5):
        factories.place(pool, at=later(1))
    assert told(listening) == ["place.confirmed"] * 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one after the other")
def test_an_overtaken_transaction_is_heard_of_once_it_commits():
    club = factories.club()
    listening, slow, quick = endpoint(club), a_pool(club), a_pool(club)
    written, go_on = threading.Event(), threading.Event()

    def join_slowly():
        with transaction.atomic():
            factories.place(slow, at=later(1))
            written.set()
            go_on.wait(10)
        connection.close()

    worker = threading.Thread(target=join_slowly)
    worker.start()
    written.wait(10)
    factories.place(quick, at=later(1))
    assert told(listening) == ["place.confirmed"]
    go_on.set()
    worker.join()
    assert told(listening) == ["place.confirmed"] * 2


@pytest.mark.django_db(transaction=True)
def test_many_readers_tell_each_thing_once():
    club = factories.club()
    listening, pool = endpoint(club), a_pool(club, capacity=None)
    for _ in range(20):
        factories.place(pool, at=later(1))

    def read():
        hearing.catch_up(at=later())
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert told(listening) == ["place.confirmed"] * 20
    assert Message.objects.filter(topic="webhook").count() == 20


def test_lists_of_listeners_cost_the_same_whatever_their_number():
    def queries(number):
        pool = a_pool(factories.club())
        for _ in range(number):
            endpoint(pool.offering.club)
        factories.place(pool, at=later(1))
        with CaptureQueriesContext(connection) as made:
            hearing.catch_up(at=later())
        return len(made)

    assert queries(1) == queries(5)
