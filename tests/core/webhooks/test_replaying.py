import pytest

from lineup.core.outbox.models import Message
from lineup.core.webhooks import attempts, deliveries, endpoints, hearing, record, replaying
from lineup.core.webhooks.attempts import Outcome
from lineup.core.webhooks.models import Attempt, Delivery
from tests.core.webhooks import AT, START, endpoint, later, told
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]


def by():
    return factories.actor(factories.member())


def deliver_all(*, status=200, at):
    for delivery in Delivery.objects.select_related("endpoint").filter(state=Delivery.State.WAITING):
        attempts.note(delivery, Outcome(status=status), at=at)


def replay_all():
    """Work the replay off, and nothing else."""
    while message := Message.objects.filter(topic=replaying.TOPIC, done_at=None).order_by("created_at", "key").first():
        replaying.replay_some(message, at=later(7200))
        Message.objects.filter(pk=message.pk).update(done_at=later(7200))


@pytest.fixture
def house():
    """A club's webhook and a pool with three places taken, a minute apart."""
    club = factories.club()
    listening = endpoint(club)
    pool = factories.pool(factories.offering(club=club, starts_at=START, at=AT), capacity=None)
    for minute in (1, 2, 3):
        factories.place(pool, at=later(60 * minute))
    return listening, pool


def test_one_delivery_is_sent_again_with_its_id(house):
    listening, _pool = house
    told(listening)
    deliver_all(at=later(300))
    delivery = deliveries.of(listening).first()
    deliveries.replay(delivery, by=by(), at=later(4000))
    work = Message.objects.filter(topic="webhook").latest("created_at")
    assert work.payload == {"delivery": str(delivery.pk), "attempt": 2}
    assert (delivery.state, Attempt.objects.filter(delivery=delivery).count()) == ("waiting", 1)


def test_what_is_on_its_way_is_not_sent_again_nor_anything_to_what_is_off(house):
    listening, _pool = house
    told(listening)
    delivery = deliveries.of(listening).select_related("endpoint").first()
    with pytest.raises(deliveries.StillOnItsWay):
        deliveries.replay(delivery, by=by(), at=later(600))
    endpoints.pause(delivery.endpoint, by=by(), at=later(600))
    with pytest.raises(deliveries.EndpointOff):
        deliveries.replay(delivery, by=by(), at=later(600))
    with pytest.raises(deliveries.EndpointOff):
        deliveries.test(delivery.endpoint, at=later(600))


def test_all_since_a_time_are_sent_again_each_with_its_id(house):
    listening, _pool = house
    told(listening)
    deliver_all(at=later(300))
    before = set(deliveries.of(listening).values_list("pk", flat=True))
    replaying.since(listening, later(120), by=by(), at=later(3600))
    replay_all()
    waiting = deliveries.of(listening).filter(state=Delivery.State.WAITING)
    assert set(waiting.values_list("happened_at", flat=True)) == {later(120), later(180)}
    assert set(deliveries.of(listening).values_list("pk", flat=True)) == before


def test_a_replay_brings_what_was_missed_while_it_was_off(house):
    listening, pool = house
    told(listening)
    endpoints.pause(listening, by=by(), at=later(200))
    factories.place(pool, at=later(240))
    endpoints.resume(listening, by=by(), at=later(600))
    hearing.catch_up(at=later(700))
    assert deliveries.of(listening).count() == 3
    replaying.since(listening, later(200), by=by(), at=later(3600))
    replay_all()
    assert deliveries.of(listening).latest("happened_at").happened_at == later(240)


def test_a_replay_sends_only_what_is_wanted_now_and_only_what_is_the_endpoints_own(house):
    listening, _pool = house
    other = factories.pool(factories.offering(club=factories.club(), starts_at=START, at=AT))
    factories.place(other, at=later(60))
    endpoints.change(listening, kinds=["event.published"], by=by(), at=later(300))
    replaying.since(listening, AT, by=by(), at=later(3600))
    replay_all()
    assert list(deliveries.of(listening).values_list("kind", flat=True)) == ["event.published"]


def test_a_person_can_replay_acts_on_their_own_events():
    ana, ben = factories.member(), factories.member()
    listening = endpoint(by=ana, kinds=["event.published"], at=later(600))
    for organiser in (ana, ben):
        factories.offering(organiser=organiser, starts_at=START, at=later(60))
    replaying.since(listening, AT, by=by(), at=later(3600))
    replay_all()
    assert deliveries.of(listening).count() == 1


def test_a_long_replay_goes_on_in_batches(house, monkeypatch):
    monkeypatch.setattr(record, "BATCH", 1)
    listening, _pool = house
    replaying.since(listening, AT, by=by(), at=later(3600))
    replay_all()
    assert deliveries.of(listening).count() == 3


def test_a_batch_that_is_worked_off_twice_sends_nothing_twice(house):
    listening, _pool = house
    replaying.since(listening, AT, by=by(), at=later(3600))
    for message in Message.objects.filter(topic=replaying.TOPIC):
        replaying.replay_some(message, at=later(3700))
        replaying.replay_some(message, at=later(3700))
    assert deliveries.of(listening).count() == Message.objects.filter(topic="webhook").count() == 3


@pytest.mark.parametrize(("seconds", "refusal"), [(-31 * 86_400, replaying.TooLongAgo), (7200, replaying.NotYet)])
def test_a_replay_reaches_back_thirty_days_and_not_ahead(house, seconds, refusal):
    listening, _pool = house
    with pytest.raises(refusal) as told_why:
        replaying.since(listening, later(seconds), by=by(), at=later(3600))
    assert told_why.value.field == "since"


def test_old_deliveries_are_forgotten_with_their_attempts(house):
    listening, _pool = house
    told(listening)
    deliver_all(at=later(300))
    assert deliveries.forget(before=later(150), limit=1) == 1
    assert deliveries.forget(before=later(150)) == 1
    assert deliveries.of(listening).count() == Attempt.objects.count() == 1
