import pytest

from lineup.core.clubs.models import Role
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, deliveries, endpoints
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Attempt, Delivery, Endpoint
from tests.core.webhooks import AT, endpoint, later
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]

SERVER_ERROR = Outcome(status=500, duration_ms=12)


def a_delivery(to=None):
    return deliveries.test(to or endpoint(factories.club()), at=AT)


def fresh(delivery):
    return Delivery.objects.select_related("endpoint").get(pk=delivery.pk)


def note(delivery, outcome, *, at=None):
    attempts.note(fresh(delivery), outcome, at=at or later())
    return fresh(delivery)


def next_try():
    return Message.objects.filter(topic="webhook").latest("due_at")


def test_a_failed_try_is_made_again_over_three_days_and_then_given_up():
    delivery, at, waits = a_delivery(), AT, []
    while fresh(delivery).state == Delivery.State.WAITING:
        at = next_try().due_at
        note(delivery, SERVER_ERROR, at=at)
        if (due_at := next_try().due_at) > at:
            waits.append(due_at - at)
    assert [wait.total_seconds() for wait in waits] == [
        5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]  # fmt: skip
    assert 75 < sum(wait.total_seconds() for wait in waits) / 3600 < 76
    assert fresh(delivery).state == Delivery.State.FAILED
    assert Attempt.objects.filter(delivery=delivery).count() == 10


def test_what_arrives_is_done():
    delivery = note(a_delivery(), Outcome(status=202, duration_ms=7, excerpt="ok"))
    assert (delivery.state, delivery.attempts, delivery.next_at) == ("delivered", 1, None)
    assert delivery.endpoint.succeeded_at == later()
    attempt = Attempt.objects.get(delivery=delivery)
    assert (attempt.status, attempt.duration_ms, attempt.excerpt, attempt.at) == (202, 7, "ok", later())
    assert Message.objects.filter(topic="webhook").count() == 1


def test_a_try_that_was_made_twice_is_noted_once():
    delivery = a_delivery()
    one, other = fresh(delivery), fresh(delivery)
    attempts.note(one, Outcome(status=200), at=later())
    attempts.note(other, SERVER_ERROR, at=later())
    assert fresh(delivery).state == Delivery.State.DELIVERED
    assert Attempt.objects.filter(delivery=delivery).count() == 1
    assert attempts.to_make(str(delivery.pk), number=1) is None


def test_a_receiver_may_ask_for_more_time_but_for_a_day_at_most():
    delivery = a_delivery()
    note(delivery, Outcome(status=429, retry_after_seconds=90))
    assert (next_try().due_at - later()).total_seconds() == 90
    note(delivery, Outcome(status=503, retry_after_seconds=10**8))
    assert (next_try().due_at - later()).total_seconds() == 24 * 3600


def test_410_switches_the_webhook_off_and_tells_its_keepers():
    club = factories.club()
    admin = factories.club_member(club, role=Role.ADMIN)
    factories.club_member(club)
    delivery = note(a_delivery(endpoint(club)), Outcome(status=410))
    assert (delivery.state, delivery.endpoint.disabled_why) == ("failed", "gone")
    outbox.drain(at=later(3600))
    told = Notice.objects.filter(kind="webhook.disabled")
    assert set(told.values_list("person", flat=True)) == {admin.pk, factories.club_owner(club).pk}
    assert told[0].title == "The webhook “Wall display” is switched off"


def test_a_whole_schedule_in_vain_switches_it_off():
    ana = factories.member()
    delivery = a_delivery(endpoint(by=ana))
    Delivery.objects.filter(pk=delivery.pk).update(tries=9, attempts=9)
    delivery = note(delivery, SERVER_ERROR)
    assert delivery.endpoint.disabled_why == Endpoint.Disabled.FAILING
    outbox.drain(at=later(3600))
    assert Notice.objects.get(kind="webhook.disabled").person == ana


def test_one_message_that_is_never_taken_does_not_switch_off_what_takes_others():
    listening = endpoint(factories.club())
    refused, taken = a_delivery(listening), a_delivery(listening)
    note(taken, Outcome(status=200))
    Delivery.objects.filter(pk=refused.pk).update(tries=9, attempts=9)
    delivery = note(refused, SERVER_ERROR, at=later(120))
    assert (delivery.state, delivery.endpoint.is_on) == ("failed", True)


def test_who_lets_us_wait_rests_longer_each_time_until_something_arrives():
    delivery = a_delivery()
    rests = []
    for _ in range(9):
        delivery = note(delivery, Outcome(failure="TimeoutError", slow=True))
        rests.append((delivery.endpoint.rests_until - later()).total_seconds())
    assert rests == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert note(delivery, Outcome(status=200)).endpoint.rests_until is None


def test_a_put_off_try_is_not_counted_and_comes_when_the_rest_is_over():
    delivery = a_delivery()
    attempts.put_off(fresh(delivery), until=later(40))
    assert (fresh(delivery).attempts, fresh(delivery).next_at, next_try().due_at) == (0, later(40), later(40))
    assert next_try().payload == {"delivery": str(delivery.pk), "attempt": 1}


def test_what_is_on_its_way_to_what_was_switched_off_is_skipped():
    delivery = a_delivery()
    endpoints.pause(delivery.endpoint, by=factories.actor(factories.member()), at=later())
    attempts.skip(fresh(delivery))
    assert fresh(delivery).state == Delivery.State.SKIPPED


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Thank you,\n  ana@example.org", "Thank you, …"),
        ("Authorization: Bearer abc.def.ghi", "Authorization: …"),
        ("secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "secret …"),
        ("webhook-signature: v1,g0hM9SsE+OTPJTGt=", "webhook-signature: …"),
        ("the key is 0123456789abcdef0123456789abcdef", "the key is …"),
        ("\x00\x1b[31mred", "[31mred"),
        ("x y " * 400, ("x y " * 125)),
    ],
)
def test_what_comes_back_is_kept_in_brief_and_without_secrets(answer, kept):
    assert attempts.cleaned(answer) == kept
