import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from lineup.core.audit import chain, verification
from lineup.core.foundation import clock, starting, stored
from lineup.core.foundation.faults import Fault
from lineup.core.outbox import messages
from lineup.core.participation import recount
from lineup.domains.courses import counting
from lineup.domains.onsite.door import occupancy

MOST_SHOWN = 200


class Command(BaseCommand):
    help = "Counts everything again and reads the record of acts from its start; says what doesn't add up."
    requires_system_checks = starting.UNCHECKED

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in islice(_faults(), MOST_SHOWN):
            self.stderr.write(f"{fault.code}: {fault.sentence}")
            found += 1
        if found:
            self.stderr.write(f"{found if found < MOST_SHOWN else f'{MOST_SHOWN} or more'} faults.")
            sys.exit(1)
        self.stdout.write("Places, queues, progress, messages, the record of acts and stored files add up.")


def _faults() -> Iterator[Fault]:
    now = clock.now()
    # what is not sealed yet can't be checked
    chain.seal(at=now, thorough=True)
    yield from recount.faults()
    yield from occupancy.faults()
    yield from counting.faults()
    yield from messages.faults(at=now)
    yield from verification.faults()
    yield from stored.faults()
