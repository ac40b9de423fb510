"""Two doors at which the lower rooms knock: the record of acts, and the telling of people.

Audit and notices stand above people and clubs, so that those cannot import them; the wiring fills
these two in, by name, once.
"""

from collections.abc import Callable

_doors: dict[str, Callable[..., object]] = {}


def install(*, record: Callable[..., object], tell: Callable[..., object]) -> None:
    """Fill the doors: `audit.entries.record` and `notices.tell`."""
    _doors.update(record=record, tell=tell)


def record(**act: object) -> None:
    """Append an act to the audit record, in the caller's transaction; see `audit.entries.record`."""
    _doors["record"](**act)


def tell(person: object, kind: str, **telling: object) -> None:
    """Tell a person, in the caller's transaction; see `notices.tell`."""
    _doors["tell"](person, kind, **telling)
