import threading
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox import handing, messages, queues
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.outbox.queues import Pace
from lineup.interfaces.jobs import relay

pytestmark = pytest.mark.django_db


@pytest.fixture
def handled(monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(messages, "_handlers", {"mail": lambda message: seen.append(message.key)})
    return seen


@pytest.fixture
def due():
    """Writes so many letters that are due."""

    def write(number, topic="mail"):
        messages.enqueue_many([Work(topic, f"{topic}:{one}") for one in range(number)], at=clock.now())

    return write


def tickets(batch):
    return [(str(message.pk), message.lease) for message in batch]


def hand_over(hand):
    return relay.hand_over(threading.Event(), hand=hand)


@pytest.mark.req("Q3")
def test_what_was_handed_over_is_delivered_once_however_often_it_arrives(due, handled):
    due(2)
    handed = []
    assert hand_over(handed.append) is True
    assert hand_over(handed.append) is False
    [batch] = handed
    assert [relay.take_over(tickets(batch)) for _ in range(2)] == [2, 0]
    assert sorted(handled) == ["mail:0", "mail:1"]
    assert messages.waiting().count() == 0


@pytest.mark.req("Q3")
def test_what_the_broker_does_not_take_is_due_at_once(due):
    due(45)
    taken = []

    def hand(batch):
        if taken:
            raise OSError("the broker is away")
        taken.extend(batch)

    with pytest.raises(OSError, match="the broker is away"):
        hand_over(hand)
    assert len(taken) == 20
    assert messages.due(["mail"], at=clock.now()).count() == 25


@pytest.mark.req("Q3")
def test_what_a_broker_forgot_is_handed_over_again_with_another_ticket(due, handled, monkeypatch):
    due(1)
    handed = []
    hand_over(handed.append)
    later = clock.now() + messages.LEASE + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    hand_over(handed.append)
    assert [relay.take_over(tickets(batch)) for batch in handed] == [0, 1]
    assert handled == ["mail:0"]


def test_no_more_lies_ready_than_workers_keep_up_with(due, monkeypatch):
    monkeypatch.setitem(relay.AHEAD, Pace.QUICK, 3)
    due(5)
    handed = []
    hand_over(handed.extend)
    hand_over(handed.extend)
    assert len(handed) == 3
    handing.unreserve(handed[:1])
    hand_over(handed.extend)
    assert len(handed) == 4


def test_little_is_not_handed_over_at_a_time_while_more_is_due(due, monkeypatch):
    monkeypatch.setitem(relay.AHEAD, Pace.QUICK, 20)
    due(30)
    handed = []
    hand_over(handed.extend)
    handing.unreserve(handed[:1])
    assert (hand_over(handed.extend), len(handed)) == (False, 20)
    handing.unreserve(handed[1:2])
    assert (hand_over(handed.extend), len(handed)) == (True, 22)


def test_what_may_have_ended_its_workers_is_handed_over_alone(due):
    due(4)
    Message.objects.filter(key__in=["mail:1", "mail:2"]).update(attempts=messages.ALONE_FROM)
    handed = []
    hand_over(handed.append)
    assert [sorted(message.key for message in parcel) for parcel in handed[:1]] == [["mail:0", "mail:3"]]
    assert sorted(message.key for [message] in handed[1:]) == ["mail:1", "mail:2"]


def test_what_is_heavy_is_handed_over_by_fives(due):
    due(12, topic="fan-out")
    handed = []
    hand_over(handed.append)
    assert [len(batch) for batch in handed] == [5, 5, 2]


def test_a_relay_without_work_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert hand_over([].append) is False


def test_what_is_slow_is_handed_over_one_by_one(due):
    due(2, topic="webhook")
    handed = []
    hand_over(handed.append)
    assert [len(batch) for batch in handed] == [1, 1]


def test_a_full_queue_holds_no_other_up(due, monkeypatch):
    monkeypatch.setitem(relay.AHEAD, Pace.SLOW, 0)
    due(1)
    due(1, topic="webhook")
    handed = []
    hand_over(handed.extend)
    assert [one.queue for one in handed] == ["mail"]


def test_nothing_is_handed_over_after_the_stop(due):
    due(1)
    stop = threading.Event()
    stop.set()
    assert relay.hand_over(stop, hand=[].append) is False
    assert Message.objects.get().lease == ""


def test_each_queue_of_the_house_is_handed_over(due):
    topics = [queue.topics[0] for queue in queues.installed() if queue.topics]
    for topic in topics:
        due(1, topic=topic)
    handed = []
    hand_over(handed.extend)
    assert sorted(one.topic for one in handed) == sorted(topics)
