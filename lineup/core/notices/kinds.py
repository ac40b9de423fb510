"""What can be told: each kind with its words, its matter, and whether it can wait."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from lineup.core.people.models import Person

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a notice about several things: what, a note on it, and where it leads.

    `facts` as of a notice of its own: from them a guest gets a link that opens it.
    """

    title: str
    note: str = ""
    path: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """Lines under a heading; `more` says how many were left out."""

    heading: str
    lines: tuple[Line, ...]
    more: str = ""


@dataclass(frozen=True)
class Words:
    """A notice as a person reads it, in the language that is active.

    `club` is whose it is, for who muted it. `parts`: lists, for one about several things.
    """

    title: str
    sentence: str
    reason: str
    path: str = ""
    club: UUID | None = None
    parts: tuple[Part, ...] = ()


def _waits(facts: Facts, person: Person, until: datetime) -> bool:
    return False


def _lasts(facts: Facts, at: datetime) -> bool:
    return False


def _title_of_many(number: int) -> str:
    return ""


@dataclass(frozen=True)
class NoticeKind:
    """What can be told.

    `words(facts, person)` returns Words, or None when it is no longer true. `matter` is the slug of what
    it is about. `cannot_wait(facts, person, until)`: whether it would be too late after quiet hours that
    end then. `is_over(facts, at)`: whether there is no use in saying it any more.
    `bundle_minutes`: several within so many minutes become one, under the title `together(number)`; 0 for never.
    """

    slug: str
    words: Callable[[Facts, Person], Words | None]
    matter: str
    cannot_wait: Callable[[Facts, Person, datetime], bool] = _waits
    is_over: Callable[[Facts, datetime], bool] = _lasts
    bundle_minutes: int = 0
    together: Callable[[int], str] = _title_of_many


_installed: dict[str, NoticeKind] = {}


def install(kinds: Iterable[NoticeKind]) -> None:
    """Make these the kinds of notice; called once, by the wiring."""
    _installed.clear()
    _installed.update({kind.slug: kind for kind in kinds})


def installed() -> Sequence[NoticeKind]:
    """Return every kind of notice."""
    return tuple(_installed.values())


def of(slug: str) -> NoticeKind:
    """Return the kind with this slug. Raises KeyError for one that the wiring doesn't name."""
    return _installed[slug]


def slugs_about(matters: Iterable[str]) -> list[str]:
    """Return the slugs of the kinds that tell of these matters."""
    wanted = set(matters)
    return [kind.slug for kind in _installed.values() if kind.matter in wanted]
