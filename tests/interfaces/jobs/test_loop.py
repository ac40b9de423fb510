import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction

from lineup.config import wiring
from lineup.core.foundation import clock
from lineup.core.outbox import messages, queues, ticks
from lineup.core.outbox.models import Message, Tick
from lineup.core.outbox.queues import Pace
from lineup.core.outbox.ticks import Periodic
from lineup.core.participation import capacity, queue
from lineup.core.participation.models import Place
from lineup.interfaces.jobs import delivery, holding, loop, schedule, steady
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handled(monkeypatch):
    """Keys delivered, and whether a transaction was open then."""
    seen: list[tuple[str, bool]] = []

    def handle(message):
        seen.append((message.key, connection.in_atomic_block))

    monkeypatch.setattr(messages, "_handlers", {"job": handle})
    monkeypatch.setattr(ticks, "_installed", [])
    return seen


@pytest.fixture
def worker():
    """Starts the loop; stopped, and found stopped within two seconds, at the end."""
    stop = threading.Event()
    thread = threading.Thread(target=loop.run, args=(stop,))
    yield thread.start
    began = time.monotonic()
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 2
    time.sleep(0.1)


def until(true, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()


@pytest.mark.req("P12", "Q3")
def test_work_is_delivered_within_half_a_second_outside_any_transaction(handled, worker):
    worker()
    time.sleep(0.5)
    began = time.monotonic()
    messages.enqueue("job", key="1", at=clock.now())
    until(lambda: handled)
    assert time.monotonic() - began < 0.8  # half a second, and some for a busy machine
    until(lambda: Message.objects.get().done_at)
    assert handled == [("1", False)]


def test_several_workers_do_everything_once(handled, worker):
    messages.enqueue_many([messages.Work("job", str(n)) for n in range(100)], at=clock.now())
    worker()
    until(lambda: not messages.waiting().exists(), 15)
    assert sorted(key for key, _ in handled) == sorted(str(n) for n in range(100))


def test_an_idle_worker_does_not_write(handled, django_assert_num_queries):
    messages.enqueue("job", key="1", at=clock.now() + timedelta(hours=1))
    with django_assert_num_queries(1) as asked:
        assert not delivery.deliver_some(threading.Event())
    assert asked[0]["sql"].lstrip("-").strip().startswith("SELECT")


def test_told_to_stop_it_gives_the_rest_back(handled, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(messages, "_handlers", {"job": lambda _: stop.set()})
    messages.enqueue_many([messages.Work("job", str(n)) for n in range(5)], at=clock.now())
    delivery.deliver_some(stop)
    assert Message.objects.exclude(done_at=None).count() == 1
    assert set(messages.waiting().values_list("lease", "attempts")) == {("", 0)}


def test_a_handler_that_hangs_does_not_hold_up_the_stop(handled, worker, monkeypatch):
    hanging, released = threading.Event(), threading.Event()

    def hang(message):
        hanging.set()
        released.wait(4)

    monkeypatch.setattr(messages, "_handlers", {"job": hang})
    messages.enqueue("job", key="1", at=clock.now())
    worker()
    assert hanging.wait(3)
    threading.Timer(2.5, released.set).start()
    # the fixture measures the stop


def test_errors_of_the_database_are_outlived_with_growing_pauses():
    stop, calls = threading.Event(), []

    class Waits:
        def is_set(self):
            return stop.is_set()

        def wait(self, seconds):
            calls.append(seconds)
            if len(calls) == 12:
                stop.set()

    def away(_):
        raise OperationalError("the database is away")

    steady.keep_going(Waits(), away, 0.3)
    assert calls[:4] == [0.6, 1.2, 2.4, 4.8]
    assert max(calls) == steady.LONGEST_PAUSE_S


# --- what time triggers -------------------------------------------------------------------------


@pytest.fixture
def runs(monkeypatch):
    ran: list[object] = []
    monkeypatch.setattr(ticks, "_installed", [Periodic("every-hour", 3600, ran.append)])
    return ran


def test_a_periodic_job_runs_once_in_its_slot_however_often_one_looks(runs):
    for _ in range(3):
        schedule.start_due(threading.Event(), begun={})
    assert len(runs) == 1
    assert Tick.objects.count() == 1


def test_what_was_begun_is_not_asked_for_again_until_its_next_time(runs, monkeypatch, django_assert_num_queries):
    begun: dict[str, object] = {}
    schedule.start_due(threading.Event(), begun=begun)
    with django_assert_num_queries(0):
        schedule.start_due(threading.Event(), begun=begun)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    schedule.start_due(threading.Event(), begun=begun)
    assert len(runs) == 2


def test_a_job_that_has_nothing_to_do_leaves_no_trace(monkeypatch):
    monkeypatch.setattr(ticks, "_installed", [Periodic("idle", 1, pytest.fail, lambda _: False)])
    schedule.start_due(threading.Event(), begun={})
    assert not Tick.objects.exists()


def test_one_job_s_fault_does_not_keep_the_others_from_running(runs, monkeypatch):
    def fail(at):
        raise ValueError

    monkeypatch.setattr(ticks, "_installed", [Periodic("broken", 5, fail), *ticks.installed()])
    schedule.start_due(threading.Event(), begun={})
    assert len(runs) == 1


def test_the_house_has_jobs_for_all_that_time_triggers():
    names = {periodic.name for periodic in wiring.PERIODIC}
    assert {"seal-audit", "lapse-offers", "finish-events", "forget-messages", "forget-join-requests"} <= names
    assert len(names) == len(wiring.PERIODIC)
    assert next(one for one in wiring.PERIODIC if one.name == "lapse-offers").every_seconds <= 30


@pytest.mark.req("B04", "Q6")
def test_an_offer_lapses_within_a_minute_and_all_of_them_do(settings, tmp_path):
    settings.VAR = tmp_path
    pool = factories.pool(capacity=0, waitlist="offer", offer_minutes=1)
    now = clock.now()
    factories.fill(pool, waiting=3, at=now)
    pool.capacity = 3
    pool.save()
    with transaction.atomic():
        queue.fill(capacity.lock(pool.pk), at=now)
    assert set(Place.objects.values_list("state", flat=True)) == {"offered"}
    Place.objects.update(held_until=now - timedelta(seconds=1))
    schedule.start_due(threading.Event(), begun={})
    assert set(Place.objects.values_list("state", flat=True)) == {"lapsed"}


def test_after_everything_ran_verify_finds_nothing(settings, tmp_path, capsys):
    settings.VAR = tmp_path
    factories.fill(factories.pool(), waiting=2)
    for _ in range(3):
        while delivery.deliver_some(threading.Event()):
            pass
        schedule.start_due(threading.Event(), begun={})
    call_command("verify")
    assert "add up" in capsys.readouterr().out


def test_verify_ends_with_one_and_a_sentence(capsys, settings, tmp_path):
    settings.VAR = tmp_path
    pool = factories.pool()
    type(pool).objects.filter(pk=pool.pk).update(taken=1)
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 1
    assert f"Pool {pool.pk} says 1 taken, its places say 0." in capsys.readouterr().err


# --- queues -------------------------------------------------------------------------------------


@pytest.mark.req("P12")
def test_a_letter_does_not_wait_behind_ten_thousand_digests(handled, monkeypatch):
    monkeypatch.setattr(delivery, "AT_ONCE", 5)
    messages.enqueue_many([messages.Work("digest", f"d{one:03}") for one in range(60)], at=clock.now())
    messages.enqueue("mail", key="letter", at=clock.now())
    order = []
    monkeypatch.setattr(messages, "_handlers", {topic: lambda message: order.append(message.key) for topic in TOPICS})
    delivery.deliver_some(threading.Event(), QUICK_AND_SLOW)
    assert order == ["letter", "d000", "d001", "d002", "d003", "d004"]


def test_what_is_slow_does_not_hold_up_what_is_quick(handled, worker, monkeypatch):
    released, letters = threading.Event(), []
    handlers = {"webhook": lambda _: released.wait(5), "solve": lambda _: released.wait(5), "mail": letters.append}
    monkeypatch.setattr(messages, "_handlers", handlers)
    for topic in ("webhook", "webhook", "solve", "solve"):
        messages.enqueue(topic, key=f"{topic}:{clock.now()}", at=clock.now())
    worker()
    time.sleep(0.7)
    messages.enqueue("mail", key="letter", at=clock.now())
    until(lambda: letters, 2)
    released.set()
    until(lambda: not messages.waiting().exists())


def test_work_that_takes_longer_than_its_lease_is_done_by_one_worker(handled, monkeypatch):
    monkeypatch.setattr(messages, "LEASE", timedelta(seconds=0.4))
    ran = []

    def solve(message):
        ran.append(message.key)
        time.sleep(1.2)

    monkeypatch.setattr(messages, "_handlers", {"solve": solve})
    messages.enqueue("solve", key="1", at=clock.now())
    others = [threading.Thread(target=keep_delivering, args=(2,)) for _ in range(2)]
    for one in others:
        one.start()
    for one in others:
        one.join()
    assert ran == ["1"]
    assert Message.objects.get().attempts == 1


def test_work_that_hangs_is_given_up_after_its_longest_time(handled, monkeypatch):
    monkeypatch.setattr(messages, "LEASE", timedelta(seconds=0.4))
    monkeypatch.setattr(holding, "LONGEST", timedelta(seconds=0.5))
    messages.enqueue("solve", key="1", at=clock.now())
    [message] = messages.lease(at=clock.now())
    with holding.held(message):
        until(lambda: messages.due(at=clock.now()).exists(), 3)


QUICK_AND_SLOW = queues.paced(Pace.QUICK, Pace.HEAVY, Pace.SLOW)
TOPICS = ("digest", "mail")


def keep_delivering(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        delivery.deliver_some(threading.Event(), ["solver"])
        time.sleep(0.05)
    connections.close_all()
