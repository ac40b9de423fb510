from datetime import UTC, datetime, timedelta

import pytest

from lineup.core.outbox import processes
from lineup.core.outbox.models import Process
from lineup.core.outbox.processes import EVERY, SILENCE, Keys, OtherKey

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OURS = Keys("s", "a")

pytestmark = pytest.mark.django_db


def begin(kind="relay", *, number=7, keys=OURS, at=NOON):
    return processes.begin(kind, host="box", number=number, keys=keys, at=at)


def test_who_speaks_is_alive_and_who_is_silent_is_not():
    relay, worker = begin(), begin("worker")
    at = NOON + SILENCE
    processes.go_on(worker, at=NOON + EVERY)
    assert processes.counted(at=at) == {"worker": 1}
    processes.go_on(relay, at=at)
    assert processes.counted(at=at) == {"relay": 1, "worker": 1}


def test_three_words_may_be_missed():
    assert 3 * EVERY < SILENCE


def test_who_ends_in_order_is_gone_at_once():
    processes.end(begin())
    assert processes.counted(at=NOON) == {}


def test_who_was_forgotten_while_it_was_silent_comes_back():
    relay = begin()
    processes.forget(before=NOON + SECOND)
    processes.go_on(relay, at=NOON + SECOND)
    assert Process.objects.get().pk == relay.pk


@pytest.mark.parametrize(
    ("keys", "variable"), [(Keys("other", "a"), "LINEUP_SECRET_KEY"), (Keys("s", "other"), "LINEUP_AUDIT_KEY")]
)
def test_another_key_on_the_same_database_is_refused_with_a_sentence(keys, variable):
    begin("serve")
    with pytest.raises(OtherKey) as refused:
        begin(keys=keys)
    assert str(refused.value) == (
        f"The serve process 7 on box uses another {variable} with this database; "
        f"set {variable} to the same value everywhere (if that process was killed, wait a minute)."
    )
    assert Process.objects.count() == 1


def test_the_key_may_be_changed_once_everything_stopped():
    begin()
    begin(keys=Keys("new", "new"), at=NOON + SILENCE)
    assert processes.counted(at=NOON + SILENCE) == {"relay": 1}


def test_silent_processes_are_forgotten_in_batches():
    for number in range(3):
        begin(number=number)
    later = NOON + SECOND
    assert [processes.forget(before=later, limit=2) for _ in range(3)] == [2, 1, 0]
