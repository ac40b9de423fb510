import secrets
from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.outbox import handing, messages
from lineup.core.outbox.messages import LEASE, MOST_TRIES, Work
from lineup.core.outbox.models import Message
from tests.support import crowd

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def reserved(number=1, at=NOON):
    messages.enqueue_many([Work("mail", f"letter:{one}") for one in range(number)], at=NOON)
    return handing.reserve("mail", at=at, limit=number)


def claim(message, at=NOON, ticket=None):
    """What was claimed, or None."""
    handed = [(str(message.pk), message.lease if ticket is None else ticket)]
    return next(iter(handing.claim(handed, at=at)), None)


def test_reserved_work_is_nobody_else_s_until_the_lease_runs_out_and_no_try_is_counted(db):
    [message] = reserved()
    assert handing.reserve("mail", at=NOON + LEASE - SECOND, limit=5) == []
    [again] = handing.reserve("mail", at=NOON + LEASE, limit=5)
    assert again.lease != message.lease
    assert Message.objects.get().attempts == 0


def test_only_the_queue_that_was_asked_for_is_reserved(db):
    messages.enqueue_many([Work("mail", "a"), Work("webhook", "b")], at=NOON)
    assert [one.key for one in handing.reserve("webhooks", at=NOON, limit=5)] == ["b"]


@pytest.mark.req("Q3")
def test_a_ticket_that_arrives_twice_finds_nothing_the_second_time(db):
    [message] = reserved()
    claimed = claim(message)
    assert (claimed.pk, claimed.attempts) == (message.pk, 1)
    assert claim(message) is None


@pytest.mark.req("Q3")
def test_a_ticket_that_arrives_after_another_was_handed_out_finds_nothing(db):
    [late] = reserved()
    [again] = handing.reserve("mail", at=NOON + LEASE, limit=5)
    assert claim(late, at=NOON + LEASE) is None
    assert claim(again, at=NOON + LEASE).key == "letter:0"


def test_a_ticket_that_is_late_but_was_not_replaced_still_counts(db):
    [message] = reserved()
    assert claim(message, at=NOON + 9 * LEASE) is not None


@pytest.mark.parametrize("ticket", ["", "0" * 32, "x' OR '1'='1"])
def test_what_is_no_ticket_opens_nothing(db, ticket):
    [message] = reserved()
    handing.unreserve([message])
    assert claim(message, ticket=ticket) is None


def test_work_that_could_not_be_handed_over_is_due_at_once(db):
    claimed, *others = reserved(3)
    claim(claimed)
    handing.unreserve([claimed, *others])
    again = handing.reserve("mail", at=NOON, limit=5)
    assert {one.key for one in again} == {one.key for one in others}


def test_work_that_takes_long_is_held_beyond_its_first_lease(db):
    [message] = reserved()
    claimed = claim(message)
    assert handing.hold(claimed, at=NOON + LEASE - SECOND)
    assert handing.reserve("mail", at=NOON + LEASE + SECOND, limit=5) == []
    [again] = handing.reserve("mail", at=NOON + 2 * LEASE, limit=5)
    assert not handing.hold(claimed, at=NOON + 2 * LEASE)
    assert again.key == "letter:0"


def test_what_nobody_claims_is_never_parked_and_what_ends_its_workers_is(db):
    [message] = reserved()
    at = NOON
    for _ in range(MOST_TRIES + 5):
        at += LEASE
        [message] = handing.reserve("mail", at=at, limit=5)
    for _ in range(MOST_TRIES):
        claim(message, at=at)
        at += LEASE
        message = next(iter(handing.reserve("mail", at=at, limit=5)), None)
    assert message is None
    assert messages.dead().get().last_error.startswith("WorkerDied")


@pytest.mark.req("Q3")
def test_what_was_reserved_together_is_claimed_in_two_statements_as_far_as_it_is_still_its_own(
    db, django_assert_num_queries
):
    one, two, *others = reserved(5)
    claim(two)
    handed = [(str(message.pk), message.lease) for message in (one, two, *others)]
    with django_assert_num_queries(2):
        claimed = handing.claim(handed, at=NOON)
    assert {message.key for message in claimed} == {message.key for message in (one, *others)}
    assert {message.attempts for message in claimed} == {1}
    assert handing.claim(handed, at=NOON) == []


@pytest.mark.req("Q3")
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_relays_reserve_and_many_workers_claim_each_once():
    messages.enqueue_many([Work("mail", f"letter:{one}") for one in range(200)], at=NOON)

    def work(number, say):
        while batch := handing.reserve("mail", at=NOON, limit=7):
            for message in batch:
                # each ticket comes twice, as after a broker that lost track
                for _ in range(2):
                    if claimed := claim(message):
                        say(claimed=claimed.key)

    with crowd.of(6, work) as processes:
        processes.go()
        processes.wait()
        assert sorted(processes.of("claimed")) == sorted(f"letter:{one}" for one in range(200))


@pytest.mark.req("Q3")
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_ticket_brought_by_many_at_once_opens_once():
    rounds = reserved(40)

    def work(number, say):
        for message in rounds:
            if claim(message):
                say(claimed=message.key)

    with crowd.of(8, work) as processes:
        processes.go()
        processes.wait()
        assert sorted(processes.of("claimed")) == sorted(message.key for message in rounds)


def test_tickets_are_secrets(db):
    assert len({message.lease for at in range(3) for message in reserved(at=NOON + at * LEASE)}) == 3
    assert len(reserved(at=NOON + 9 * LEASE)[0].lease) == len(secrets.token_hex(16))
