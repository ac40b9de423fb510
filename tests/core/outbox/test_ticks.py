import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from lineup.core.outbox import ticks
from lineup.core.outbox.models import Tick

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_slot_begins_at_multiples_of_the_period():
    assert ticks.slot(20, at=NOON + timedelta(seconds=39, milliseconds=999)) == NOON + timedelta(seconds=20)
    assert ticks.slot(20, at=NOON) == NOON
    assert ticks.slot(3600, at=NOON + timedelta(minutes=59)) == NOON


def test_a_start_is_claimed_once(db):
    assert ticks.claim("seal", due_at=NOON)
    assert not ticks.claim("seal", due_at=NOON)
    assert ticks.claim("lapse", due_at=NOON)
    assert ticks.claim("seal", due_at=NOON + timedelta(seconds=5))


@pytest.mark.django_db(transaction=True)
def test_of_many_schedulers_at_once_one_starts():
    claimed, ready = [], threading.Barrier(8)

    def schedule():
        try:
            ready.wait()
            claimed.append(ticks.claim("seal", due_at=NOON))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=schedule) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == [False] * 7 + [True]


def test_old_starts_are_forgotten(db):
    ticks.claim("seal", due_at=NOON)
    ticks.claim("seal", due_at=NOON + timedelta(days=1))
    assert ticks.forget(before=NOON + timedelta(hours=1)) == 1
    assert Tick.objects.get().due_at == NOON + timedelta(days=1)
