import os
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from lineup.core.foundation import clock
from lineup.core.outbox import processes
from lineup.core.outbox.models import Process
from lineup.core.outbox.processes import Heard
from lineup.interfaces.command import presence

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.req("Q27")
def test_a_process_is_among_those_alive_until_it_ends():
    with presence.announced("relay", queues="mail"):
        [alive] = processes.alive(at=clock.now())
        assert (alive.kind, alive.number, alive.queues) == ("relay", os.getpid(), "mail")
    assert processes.counted(at=clock.now()) == {}


@pytest.mark.req("Q27")
def test_a_process_with_another_key_is_refused_with_the_remedy(settings):
    with presence.announced("serve"):
        settings.SECRET_KEY = "another" * 10
        with (
            pytest.raises(CommandError, match="set LINEUP_SECRET_KEY to the same value everywhere"),
            presence.announced("work"),
        ):
            raise AssertionError("it began")
        assert processes.counted(at=clock.now()) == {"serve": 1}


@pytest.mark.req("Q27")
def test_without_a_database_the_work_begins_and_is_written_down_once_it_is_there(monkeypatch):
    begin, away = processes.begin, [True]

    def may_be_away(*given, **named):
        if away:
            away.pop()
            raise OperationalError("the server is starting up")
        return begin(*given, **named)

    monkeypatch.setattr(processes, "begin", may_be_away)
    monkeypatch.setattr(processes, "EVERY", timedelta(seconds=0.05))
    with presence.announced("work"):
        assert processes.counted(at=clock.now()) == {}
        until(lambda: processes.counted(at=clock.now()) == {"work": 1})
    assert processes.counted(at=clock.now()) == {}


def until(true, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert true()


@pytest.mark.req("Q27")
def test_the_first_of_a_kind_knows_and_one_that_died_here_without_a_word_counts_no_more():
    kinds = [presence.announced(kind) for kind in ("gateway", "work", "gateway")]
    with kinds[0] as first, kinds[1] as other, kinds[2] as second:
        assert [one.is_first() for one in (first, other, second)] == [True, True, False]
        rows = Process.objects.filter(pk=first.process.pk)
        rows.update(number=2**31 - 1)
        assert second.is_first()
        rows.update(host="another machine")
        assert not second.is_first()
        processes.go_on(second.process, heard=Heard(clock.now()), at=clock.now())
        assert not first.is_first()
        processes.end(first.process)
        assert second.is_first()
