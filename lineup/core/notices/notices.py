"""The one place that decides who hears what, and by which channel."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation

from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person

BATCH = 200


@dataclass(frozen=True)
class Words:
    """A notice as a person reads it, in the language that is active."""

    title: str
    sentence: str
    reason: str
    path: str = ""


@dataclass(frozen=True)
class NoticeKind:
    """What can be told. `words(facts, person)` returns Words, or None when it is no longer true.

    `mail`: whether it also goes by e-mail; the mail room finds its own template by the slug.
    """

    slug: str
    words: Callable[[Mapping[str, Any], Person], Words | None]
    mail: bool = True


@dataclass(frozen=True)
class Telling:
    """One thing to tell one person; the key makes it once."""

    person_id: object
    kind: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


# (facts, after, limit) → ids of people beyond `after`, in order
Audience = Callable[[Mapping[str, Any], str, int], list[UUID]]

_kinds: dict[str, NoticeKind] = {}
_audiences: dict[str, Audience] = {}


def install(kinds: Iterable[NoticeKind], audiences: Mapping[str, Audience]) -> None:
    """Make these the kinds of notice and the audiences; called once, by the wiring."""
    _kinds.clear()
    _kinds.update({kind.slug: kind for kind in kinds})
    _audiences.clear()
    _audiences.update(audiences)


def kind_of(slug: str) -> NoticeKind:
    """Return the kind with this slug. Raises KeyError for one that the wiring doesn't name."""
    return _kinds[slug]


def tell(person: Person, kind: str, *, key: str, facts: Mapping[str, Any], at: datetime) -> None:
    """Tell one person, in the caller's transaction; delivered afterwards, once."""
    tell_many([Telling(person.pk, kind, key, facts)], at=at)


def tell_many(tellings: Sequence[Telling], *, at: datetime, wait_seconds: int = 0) -> None:
    """Tell several people, in one statement of the caller's transaction."""
    works = [
        Work("notice", telling.key, {"person": str(telling.person_id), "kind": telling.kind, "facts": telling.facts})
        for telling in tellings
    ]
    messages.enqueue_many(works, at=at, wait_seconds=wait_seconds)


def fan_out(audience: str, *, kind: str, key: str, facts: Mapping[str, Any], at: datetime, after: str = "") -> None:
    """Tell an audience of any size: one message now, batches of 200 when it is delivered."""
    payload = {"audience": audience, "kind": kind, "key": key, "facts": facts, "after": after}
    messages.enqueue("fan-out", key=f"{key}:after:{after}", payload=payload, at=at)


@transaction.atomic
def spread(message: Message, *, at: datetime) -> None:
    """Deliver one batch of a fan-out, and enqueue the next: the handler of topic "fan-out"."""
    load = message.payload
    people = _audiences[load["audience"]](load["facts"], load["after"], BATCH)
    tell_many([Telling(person, load["kind"], f"{load['key']}:{person}", load["facts"]) for person in people], at=at)
    if len(people) == BATCH:
        fan_out(load["audience"], kind=load["kind"], key=load["key"], facts=load["facts"], at=at, after=str(people[-1]))


def deliver(message: Message, *, at: datetime) -> None:
    """Put the notice into the page and enqueue its mail: the handler of topic "notice"."""
    load = message.payload
    person = Person.objects.select_related("account").get(pk=load["person"])
    kind = kind_of(load["kind"])
    with translation.override(person.language):
        words = kind.words(load["facts"], person)
    if words is None or person.anonymised_at:
        return
    with transaction.atomic():
        _write(person, kind, message.key, words, at)
        if kind.mail and person.email:
            messages.enqueue("mail", key=f"mail:{message.key}", payload=load, at=at)


def _write(person: Person, kind: NoticeKind, key: str, words: Words, at: datetime) -> None:
    row = Notice(
        person=person,
        kind=kind.slug,
        key=key,
        title=str(words.title)[:200],
        sentence=str(words.sentence),
        reason=str(words.reason)[:300],
        path=words.path,
        created_at=at,
    )
    Notice.objects.bulk_create([row], ignore_conflicts=True)


def was_told(key: str) -> bool:
    """Whether the notice with this key reached its person."""
    return Notice.objects.filter(key=key).exists()


def unread(person: Person) -> int:
    """Return how many notices the person has not read; counted up to 100."""
    return Notice.objects.filter(person=person, read_at=None)[:100].count()


@transaction.atomic
def mark_read(person: Person, *, at: datetime, pk: UUID | str | None = None) -> None:
    """Mark one notice of the person as read, or all."""
    rows = Notice.objects.filter(person=person, read_at=None)
    (rows.filter(pk=pk) if pk else rows).update(read_at=at)
