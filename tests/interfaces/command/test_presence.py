import os

import pytest
from django.core.management import CommandError

from lineup.core.foundation import clock
from lineup.core.outbox import processes
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
