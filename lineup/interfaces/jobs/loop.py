"""The background worker: delivers the outbox, and starts what time triggers, until told to stop."""

import threading
from collections.abc import Sequence
from functools import partial

from lineup.core.outbox import handing, queues
from lineup.core.outbox.queues import Pace
from lineup.interfaces.jobs import delivery, schedule, steady

# a lane is a thread with its queues: a slow server of somebody else never holds up a letter
LANES: Sequence[Sequence[Pace]] = ((Pace.QUICK,), (Pace.QUICK, Pace.HEAVY, Pace.SLOW), (Pace.LONG,))
# a message is on its way within half a second; a plain read each time costs next to nothing
DELIVERY_PAUSE_S = 0.3
SCHEDULE_PAUSE_S = 1.0
# whoever is in the middle of a message has this long to finish it; its lease covers the rest
PATIENCE_S = 1.5


def run(stop: threading.Event) -> None:
    """Work until `stop` is set, then return within two seconds."""
    handing.sort()
    lanes = [names for paces in LANES if (names := queues.paced(*paces))]
    workers = [_worker(stop, partial(delivery.deliver_some, names=names), DELIVERY_PAUSE_S) for names in lanes]
    workers.append(_worker(stop, partial(schedule.start_due, begun={}), SCHEDULE_PAUSE_S))
    for worker in workers:
        worker.start()
    stop.wait()
    for worker in workers:
        worker.join(PATIENCE_S / len(workers))


def _worker(stop: threading.Event, step: steady.Step, pause_s: float) -> threading.Thread:
    # daemon: a handler that hangs must not keep the process from ending
    return threading.Thread(target=steady.keep_going, args=(stop, step, pause_s), daemon=True)
