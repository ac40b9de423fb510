import itertools
from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.outbox import messages
from lineup.core.outbox.messages import LEASE, MOST_TRIES, Work
from lineup.core.outbox.models import Message
from lineup.core.people.actors import HOUSE
from tests.support import factories

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def done(monkeypatch):
    """The keys whose handler ran, in order; topic "good" succeeds, topic "bad" fails."""
    ran: list[str] = []

    def fail(message):
        raise ConnectionError("550 ann@example.org refused lnp_abcdefgh")

    monkeypatch.setattr(messages, "_handlers", {"good": lambda message: ran.append(message.key), "bad": fail})
    return ran


def enqueue(number=1, *, topic="good", at=NOON, **more):
    messages.enqueue_many([Work(topic, f"{topic}:{one}") for one in range(number)], at=at, **more)


def leased(at=NOON, **more):
    return messages.lease(at=at, **more)


def only():
    return Message.objects.get()


@pytest.mark.req("P12")
def test_a_key_is_enqueued_once_whoever_asks(db):
    for _ in range(3):
        messages.enqueue("good", key="k", payload={"n": 1}, at=NOON)
    messages.enqueue("good", key="k", payload={"n": 2}, at=NOON)
    assert only().payload == {"n": 1}


def test_delivered_work_is_done_once(db, done):
    enqueue()
    [message] = leased()
    assert messages.deliver(message, clock=lambda: NOON)
    assert leased(NOON + timedelta(days=1)) == []
    assert done == ["good:0"]
    assert only().done_at == NOON


def test_work_is_not_due_before_its_time(db):
    enqueue(wait_seconds=15)
    assert not messages.due(at=NOON + 14 * SECOND).exists()
    assert leased(NOON + 14 * SECOND) == []
    assert len(leased(NOON + 15 * SECOND)) == 1


def test_the_longest_due_is_leased_first_and_only_some_at_once(db):
    enqueue(3, at=NOON + SECOND)
    messages.enqueue("good", key="early", at=NOON)
    batch = leased(NOON + SECOND, limit=2)
    assert batch[0].key == "early"
    assert len(batch) == 2


def test_two_workers_never_lease_the_same(db):
    enqueue(5)
    one, two = leased(limit=3), leased(limit=3)
    assert len({message.key for message in one + two}) == 5
    assert leased() == []


@pytest.mark.req("Q3")
def test_an_orphaned_message_is_back_within_a_minute(db, done):
    enqueue()
    [orphan] = leased()
    assert leased(NOON + LEASE - SECOND) == []
    [again] = leased(NOON + timedelta(seconds=60))
    assert again.pk == orphan.pk
    assert again.attempts == 2
    assert messages.deliver(again, clock=lambda: NOON + timedelta(seconds=61))
    assert done == ["good:0"]


def test_who_lost_the_lease_changes_nothing_any_more(db, done):
    enqueue(topic="bad")
    [slow] = leased()
    [quick] = leased(NOON + LEASE)
    messages._done(quick, NOON + LEASE)
    messages._failed(slow, ConnectionError(), NOON + LEASE + SECOND)
    assert only().done_at == NOON + LEASE
    assert only().last_error == ""


def test_a_lease_half_over_is_given_back_untried(db, done):
    """A slow neighbour in the batch must not make two workers do the same work."""
    enqueue()
    [message] = leased()
    assert not messages.deliver(message, clock=lambda: NOON + LEASE / 2 + SECOND)
    assert done == []
    assert only().attempts == 0
    assert len(leased(NOON + LEASE / 2 + 2 * SECOND)) == 1


def test_released_work_is_due_at_once_and_its_try_not_counted(db, done):
    enqueue(3)
    batch = leased()
    assert messages.deliver(batch[0], clock=lambda: NOON)
    messages.release(batch)
    assert set(Message.objects.values_list("attempts", "lease", "done_at")) == {(1, "", NOON), (0, "", None)}
    assert len(leased()) == 2


@pytest.mark.req("P12")
def test_what_always_fails_is_tried_with_growing_pauses_then_parked_and_can_be_replayed(db, done):
    enqueue(topic="bad")
    at, pauses = NOON, []
    while not messages.dead().exists():
        [message] = leased(at)
        assert not messages.deliver(message, clock=lambda at=at: at)
        pauses.append(only().due_at - at)
        at = only().due_at
    assert len(pauses) == MOST_TRIES == only().attempts
    for one, two in itertools.pairwise(pauses):
        assert two >= one * 1.5
    assert pauses[0] >= timedelta(seconds=5)
    assert leased(at + timedelta(days=9)) == []

    messages.replay(only(), by=HOUSE, at=at)
    assert only().dead_at is None
    [message] = leased(at)
    assert message.attempts == 1


def test_replay_leaves_alone_what_is_not_parked(db):
    enqueue()
    [message] = leased()
    messages.replay(message, by=HOUSE, at=NOON + SECOND)
    assert only().due_at == NOON
    assert only().attempts == 1
    assert Entry.objects.count() == 0


@pytest.mark.req("P07")
def test_all_of_a_topic_is_replayed_the_first_parked_first_and_recorded_once(db):
    admin = factories.admin()
    for number in range(5):
        messages.enqueue("job" if number < 4 else "other", key=str(number), at=NOON)
        Message.objects.filter(key=str(number)).update(dead_at=NOON + number * SECOND, attempts=12)
    assert messages.dead_topics() == [("job", 4), ("other", 1)]
    by, later = factories.actor(admin), NOON + timedelta(hours=1)
    assert messages.replay_topic("job", limit=3, by=by, at=later) == 3
    assert set(messages.dead().values_list("key", flat=True)) == {"3", "4"}
    assert messages.replay_topic("job", by=by, at=later) == 1
    assert messages.replay_topic("job", by=by, at=later) == 0
    assert {(row.attempts, row.due_at) for row in Message.objects.filter(topic="job")} == {(0, later)}
    entries = Entry.objects.filter(action="outbox.replay_topic").order_by("id")
    assert [(one.actor, one.metadata) for one in entries] == [
        (admin, {"topic": "job", "count": 3}),
        (admin, {"topic": "job", "count": 1}),
    ]


def test_a_replay_stands_in_the_record(db):
    enqueue()
    Message.objects.update(dead_at=NOON)
    admin = factories.admin()
    messages.replay(only(), by=factories.actor(admin), at=NOON + SECOND)
    entry = Entry.objects.get(action="outbox.replay")
    assert (entry.actor_id, entry.resource, entry.resource_id) == (admin.pk, "message", str(only().pk))
    assert entry.metadata == {"topic": only().topic}


@pytest.mark.req("Q17")
def test_a_stored_error_holds_no_address_and_no_secret(db, done):
    enqueue(topic="bad")
    [message] = leased()
    messages.deliver(message, clock=lambda: NOON)
    assert only().last_error == "ConnectionError: 550 … refused …"


def test_what_kills_its_worker_every_time_is_parked_too(db, done):
    enqueue()
    at = NOON
    for _ in range(MOST_TRIES):
        assert len(leased(at)) == 1
        at += LEASE
    assert leased(at) == []
    assert only().dead_at == at
    assert only().last_error.startswith("WorkerDied")


def test_who_stands_beside_what_kills_its_worker_is_not_parked_with_it(db, done):
    """The first ends its worker each time; what was leased with it waits for its lease, and is delivered."""
    enqueue(5)
    at, killer = NOON, "good:0"
    while not messages.dead().exists():
        for message in leased(at):
            if message.key == killer:
                break
            messages.deliver(message, clock=lambda at=at: at)
        else:
            at += SECOND
            continue
        at += LEASE
    while batch := leased(at):
        for message in batch:
            messages.deliver(message, clock=lambda at=at: at)
    assert messages.dead().get().key == killer
    assert sorted(done) == [f"good:{number}" for number in range(1, 5)]


def test_an_unknown_topic_is_an_error_like_any_other(db, done):
    enqueue(topic="unheard")
    [message] = leased()
    assert not messages.deliver(message, clock=lambda: NOON)
    assert only().last_error == "KeyError: 'unheard'"


def test_done_messages_are_forgotten_in_batches_the_others_never(db, done):
    enqueue(5)
    for message in leased(limit=3):
        messages.deliver(message, clock=lambda: NOON)
    assert messages.forget_done(before=NOON, limit=2) == 0
    assert messages.forget_done(before=NOON + SECOND, limit=2) == 2
    assert messages.forget_done(before=NOON + SECOND, limit=2) == 1
    assert Message.objects.count() == 2


def test_a_lease_costs_the_same_with_much_work_waiting(db, django_assert_num_queries):
    enqueue(300)
    with django_assert_num_queries(2 + 2):  # the savepoint of the test, a read, a write
        leased()


def test_faults_name_what_cannot_be(db, done):
    enqueue()
    assert [fault.code for fault in messages.faults(at=NOON)] == []
    assert [fault.code for fault in messages.faults(at=NOON + timedelta(days=2))] == ["nobody_works"]
    Message.objects.update(done_at=NOON, dead_at=NOON, lease="x")
    messages.enqueue("unheard", key="u", at=NOON)
    assert [fault.code for fault in messages.faults(at=NOON)] == ["done_and_dead", "done_and_leased", "no_handler"]
