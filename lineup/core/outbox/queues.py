"""Kinds of work: each topic stands in one queue, so that what is quick never waits behind what is slow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Pace(IntEnum):
    """How long one piece of work takes: a moment of ours; a second of ours; as long as somebody else's; minutes."""

    QUICK = 1
    HEAVY = 2
    SLOW = 3
    LONG = 4


@dataclass(frozen=True)
class Queue:
    """A kind of work: its name, as operators write it, its topics, and its pace."""

    name: str
    topics: tuple[str, ...] = ()
    pace: Pace = Pace.QUICK


DEFAULT = Queue("default")
_installed: list[Queue] = [DEFAULT]
_by_topic: dict[str, Queue] = {}


def install(queues: Iterable[Queue]) -> None:
    """Make these the queues of the house, beside DEFAULT; called once, by the wiring."""
    _installed[:] = [DEFAULT, *queues]
    _by_topic.clear()
    _by_topic.update({topic: queue for queue in _installed for topic in queue.topics})


def installed() -> Sequence[Queue]:
    """Return the queues of the house; a worker asks them in turn."""
    return tuple(_installed)


def of(topic: str) -> Queue:
    """Return the queue in which this topic stands."""
    return _by_topic.get(topic, DEFAULT)


def paced(*paces: Pace) -> list[str]:
    """Return the names of the queues with one of these paces."""
    return [queue.name for queue in _installed if queue.pace in paces]
