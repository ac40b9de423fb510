from datetime import UTC, datetime, timedelta

import pytest

from lineup.config import wiring
from lineup.core.outbox import handing, messages, queues
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.outbox.queues import Pace

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_topic_stands_in_its_queue_and_an_unknown_one_in_the_default():
    assert queues.of("mail").name == "mail"
    assert queues.of("unheard").name == "default"


def test_every_topic_stands_in_one_queue_and_names_are_short():
    topics = [topic for queue in wiring.QUEUES for topic in queue.topics]
    assert len(set(topics)) == len(topics)
    names = [queue.name for queue in queues.installed()]
    assert names == ["default", "mail", "webhooks", "discord", "bulk", "documents", "solver"]
    assert max(map(len, names)) <= Message._meta.get_field("queue").max_length


def test_each_queue_has_one_pace():
    every = [name for pace in Pace for name in queues.paced(pace)]
    assert sorted(every) == sorted(queue.name for queue in queues.installed())


def test_work_is_written_into_the_queue_of_its_topic(db):
    messages.enqueue_many([Work("mail", "a"), Work("digest", "b"), Work("unheard", "c")], at=NOON)
    assert dict(Message.objects.values_list("topic", "queue")) == {
        "mail": "mail",
        "digest": "bulk",
        "unheard": "default",
    }


@pytest.mark.req("P12")
def test_a_letter_is_leased_past_ten_thousand_digests(db):
    messages.enqueue_many([Work("digest", f"d{one}") for one in range(300)], at=NOON)
    messages.enqueue("mail", key="letter", at=NOON + timedelta(seconds=1))
    batch = messages.lease(at=NOON + timedelta(seconds=1), names=["mail"])
    assert [message.key for message in batch] == ["letter"]


def test_what_an_older_version_wrote_is_sorted_into_its_queue_and_nothing_else_is_touched(db):
    messages.enqueue_many([Work("mail", "a"), Work("fan-out", "b"), Work("notice", "c")], at=NOON)
    Message.objects.update(queue="default")
    assert handing.sort() == 2
    assert dict(Message.objects.values_list("key", "queue")) == {"a": "mail", "b": "bulk", "c": "default"}
    assert handing.sort() == 0
