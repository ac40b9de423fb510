"""The background worker: delivers the outbox, and starts what time triggers, until told to stop."""

import threading

from lineup.interfaces.jobs import delivery, schedule, steady

# two, so that one slow mail server does not hold up everything else
DELIVERERS = 2
# a message is on its way within half a second; a plain read each time costs next to nothing
DELIVERY_PAUSE_S = 0.3
SCHEDULE_PAUSE_S = 1.0
# whoever is in the middle of a message has this long to finish it; its lease covers the rest
PATIENCE_S = 1.5


def run(stop: threading.Event) -> None:
    """Work until `stop` is set, then return within two seconds."""
    workers = [_worker(stop, delivery.deliver_some, DELIVERY_PAUSE_S) for _ in range(DELIVERERS)]
    workers.append(_worker(stop, schedule.start_due, SCHEDULE_PAUSE_S))
    for worker in workers:
        worker.start()
    stop.wait()
    for worker in workers:
        worker.join(PATIENCE_S / len(workers))


def _worker(stop: threading.Event, step: steady.Step, pause_s: float) -> threading.Thread:
    # daemon: a handler that hangs must not keep the process from ending
    return threading.Thread(target=steady.keep_going, args=(stop, step, pause_s), daemon=True)
