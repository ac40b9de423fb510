from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.notices import channels, kinds, matters, notices
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import ACCOUNT, Matter
from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people.models import Participant, Person
from tests.support import factories

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def say(facts, person):
    return Words("Hello", f"It is {facts['n']}", "Because.", "/x") if facts.get("true", True) else None


def everybody(facts, after, limit):
    rows = Person.objects.filter(name="Crowd").order_by("pk")
    rows = rows.filter(pk__gt=after) if after else rows
    return list(rows.values_list("pk", flat=True)[:limit])


QUIET = Matter("quiet", ACCOUNT, "Quiet", only=frozenset({"page"}))


@pytest.fixture(autouse=True)
def wired(monkeypatch):
    told, quiet = NoticeKind("told", say, "anything"), NoticeKind("quiet", say, "quiet")
    monkeypatch.setattr(kinds, "_installed", {"told": told, "quiet": quiet})
    monkeypatch.setattr(matters, "_installed", {"anything": Matter("anything", ACCOUNT, "Anything"), "quiet": QUIET})
    monkeypatch.setattr(channels, "_installed", {"page": channels.IN_PAGE, "mail": channels.installed()[1]})
    monkeypatch.setattr(notices, "_audiences", {"everybody": everybody})
    handlers = {
        "notice": lambda message: notices.deliver(message, at=NOON),
        "fan-out": lambda message: notices.spread(message, at=NOON),
        "mail": str,
    }
    monkeypatch.setattr(messages, "_handlers", handlers)


def deliver_all(at=NOON, rounds=10_000):
    sizes = []
    while rounds and (batch := messages.lease(at=at, limit=50)):
        rounds -= 1
        for message in batch:
            assert messages.deliver(message, clock=lambda: at), message.last_error
        sizes.append(len(batch))
    return sizes


def crowd(number):
    participants = Participant.objects.bulk_create([Participant(display_name="Crowd") for _ in range(number)])
    return Person.objects.bulk_create(
        [
            Person(participant=one, name="Crowd", email=f"c{n}@example.org", email_folded=f"c{n}@example.org")
            for n, one in enumerate(participants)
        ]
    )


@pytest.mark.req("P12")
def test_a_person_hears_it_once_in_the_page_and_once_by_mail(db):
    person = factories.guest()
    for _ in range(2):
        notices.tell(person, "told", key="k", facts={"n": 1}, at=NOON)
    deliver_all()
    notice = Notice.objects.get()
    assert (notice.person, notice.title, notice.sentence, notice.path) == (person, "Hello", "It is 1", "/x")
    assert [message.key for message in Message.objects.filter(topic="mail")] == ["mail:k"]


def test_a_delivery_repeated_after_a_crash_changes_nothing(db):
    notices.tell(factories.guest(), "told", key="k", facts={"n": 1}, at=NOON)
    [message] = messages.lease(at=NOON)
    for _ in range(3):
        notices.deliver(message, at=NOON)
    assert Notice.objects.count() == 1
    assert Message.objects.filter(topic="mail").count() == 1


def test_what_is_no_longer_true_is_not_told(db):
    notices.tell(factories.guest(), "told", key="k", facts={"n": 1, "true": False}, at=NOON)
    deliver_all()
    assert not Notice.objects.exists()
    assert not Message.objects.filter(topic="mail").exists()


def test_a_quiet_kind_and_a_person_without_address_get_no_mail(db):
    notices.tell(factories.guest(), "quiet", key="1", facts={"n": 1}, at=NOON)
    notices.tell(factories.companion(), "told", key="2", facts={"n": 1}, at=NOON)
    deliver_all()
    assert Notice.objects.count() == 2
    assert not Message.objects.filter(topic="mail").exists()


def test_nothing_is_told_before_its_grace_is_over(db):
    notices.tell_many([notices.Telling(factories.guest().pk, "told", "k", {"n": 1})], at=NOON, wait_seconds=15)
    deliver_all(at=NOON + timedelta(seconds=14))
    assert not Notice.objects.exists()
    deliver_all(at=NOON + timedelta(seconds=15))
    assert Notice.objects.count() == 1


@pytest.mark.slow
@pytest.mark.req("P12", "Q3")
def test_a_thousand_holders_are_told_in_batches_once_each(db):
    people = crowd(1000)
    for _ in range(2):
        notices.fan_out("everybody", kind="told", key="cancel:1", facts={"n": 7}, at=NOON)
    assert Message.objects.count() == 1
    spread = []
    while batch := messages.lease(at=NOON, limit=1):
        if batch[0].topic != "fan-out":
            messages.release(batch)
            break
        before = Message.objects.filter(topic="notice").count()
        messages.deliver(batch[0], clock=lambda: NOON)
        spread.append(Message.objects.filter(topic="notice").count() - before)
        Message.objects.filter(topic="notice").update(due_at=NOON + timedelta(seconds=1))
    assert spread == [200, 200, 200, 200, 200, 0]
    deliver_all(at=NOON + timedelta(seconds=1))
    assert Notice.objects.count() == 1000
    assert set(Notice.objects.values_list("person", flat=True)) == {person.pk for person in people}
    assert Message.objects.filter(topic="mail").count() == 1000


def test_unread_are_counted_and_marked(db):
    person, other = factories.guest(), factories.guest()
    for number in range(3):
        notices.tell(person, "told", key=str(number), facts={"n": number}, at=NOON)
    notices.tell(other, "told", key="other", facts={"n": 0}, at=NOON)
    deliver_all()
    assert notices.unread(person) == 3
    notices.mark_read(person, at=NOON, pk=Notice.objects.filter(person=person).first().pk)
    assert notices.unread(person) == 2
    notices.mark_read(person, at=NOON, pk=Notice.objects.get(person=other).pk)
    notices.mark_read(person, at=NOON)
    assert (notices.unread(person), notices.unread(other)) == (0, 1)


def test_a_kind_nobody_wired_fails_and_is_tried_again(db):
    notices.tell(factories.guest(), "unheard", key="k", facts={}, at=NOON)
    [message] = messages.lease(at=NOON)
    assert not messages.deliver(message, clock=lambda: NOON)
    assert message.last_error == "KeyError: 'unheard'"
