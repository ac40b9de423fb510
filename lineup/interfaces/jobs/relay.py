"""Hands due work over to workers elsewhere, through a broker that may forget it: the outbox stays the truth.

What a broker, a worker or this process loses is due again when its reservation runs out, with another ticket.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

import structlog

from lineup.core.foundation import clock
from lineup.core.outbox import handing, messages, queues
from lineup.core.outbox.models import Message
from lineup.core.outbox.queues import Pace, Queue
from lineup.interfaces.jobs import delivery, loop, schedule, steady

log = structlog.get_logger("lineup.jobs")

# puts ids and tickets of messages where one worker of their queue finds them; raises when the broker takes none
Hand = Callable[[Sequence[Message]], None]

# as much lies ready for workers as they do before a reservation runs out: what lies longer is handed over in vain
AHEAD = {Pace.QUICK: 500, Pace.HEAVY: 100, Pace.SLOW: 100, Pace.LONG: 4}
# handed over is no less than this part of it, while more is due
PARTS = 10
# what one worker gets at once: the broker's way costs more than a quick message; nobody waits behind a slow server
TOGETHER = {Pace.QUICK: 20, Pace.HEAVY: 5, Pace.SLOW: 1, Pace.LONG: 1}


def run(stop: threading.Event, *, hand: Hand) -> None:
    """Hand over what is due, and start what time triggers, until `stop` is set. Any number may run at once."""
    handing.sort()
    steps: list[tuple[steady.Step, float]] = [
        (partial(hand_over, hand=hand), loop.DELIVERY_PAUSE_S),
        (partial(schedule.start_due, begun={}), loop.SCHEDULE_PAUSE_S),
    ]
    threads = [threading.Thread(target=steady.keep_going, args=(stop, *step), daemon=True) for step in steps]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(loop.PATIENCE_S)


def hand_over(stop: threading.Event, *, hand: Hand, among: Sequence[Queue] | None = None) -> bool:
    """Hand over due work of each queue, as far as workers keep up; whether there was any."""
    # one plain read while there is nothing to do
    if not messages.due(at=clock.now()).exists():
        return False
    handed = [_hand_over(queue, hand) for queue in among or queues.installed() if not stop.is_set()]
    return any(handed)


def _hand_over(queue: Queue, hand: Hand) -> bool:
    now = clock.now()
    if not messages.due([queue.name], at=now).exists():
        return False
    room = AHEAD[queue.pace] - handing.under_way(queue.name, at=now)
    # a little at a time, as workers go on, would cost more than their work
    if room < max(1, AHEAD[queue.pace] // PARTS):
        return False
    batch = handing.reserve(queue.name, at=now, limit=room)
    parcels = list(_parcels(batch, TOGETHER[queue.pace]))
    for number, parcel in enumerate(parcels):
        try:
            hand(parcel)
        except Exception:
            handing.unreserve(chain.from_iterable(parcels[number:]))
            raise
    if batch:
        log.info("handed over", queue=queue.name, messages=len(batch))
    return bool(batch)


def _parcels(batch: Sequence[Message], size: int) -> Iterator[Sequence[Message]]:
    """Yield what one worker gets at once; what may have ended its workers goes alone, and last."""
    calm = [message for message in batch if message.attempts < messages.ALONE_FROM]
    yield from (calm[start : start + size] for start in range(0, len(calm), size))
    yield from ([message] for message in batch if message.attempts >= messages.ALONE_FROM)


def take_over(handed: Iterable[Sequence[str]]) -> int:
    """Deliver what was handed over (ids and tickets), in a worker; return how many were delivered.

    A ticket that is no longer its message's own opens nothing; what fails is tried again as ever.
    """
    return sum(delivery.deliver(message) for message in handing.claim(handed, at=clock.now()))
