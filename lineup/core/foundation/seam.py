"""Three doors at which the lower rooms knock: the record of acts, the telling of people, work for later.

Audit, notices and outbox stand above people and clubs, so that those cannot import them; the wiring
fills these in, by name, once.
"""

from collections.abc import Callable

_doors: dict[str, Callable[..., object]] = {}


def install(*, record: Callable[..., object], tell: Callable[..., object], enqueue: Callable[..., object]) -> None:
    """Fill the doors: `audit.entries.record`, `notices.tell` and `outbox.messages.enqueue`."""
    _doors.update(record=record, tell=tell, enqueue=enqueue)


def record(**act: object) -> None:
    """Append an act to the audit record, in the caller's transaction; see `audit.entries.record`."""
    _doors["record"](**act)


def tell(person: object, kind: str, **telling: object) -> None:
    """Tell a person, in the caller's transaction; see `notices.tell`."""
    _doors["tell"](person, kind, **telling)


def enqueue(topic: str, **work: object) -> None:
    """Write work into the caller's transaction; see `outbox.messages.enqueue`."""
    _doors["enqueue"](topic, **work)
