"""The one place that decides who hears what, and by which channel."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.foundation.planned import Given, Planned
from lineup.core.notices import channels, kinds, matters, preferences, tidings
from lineup.core.notices.channels import Channel
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.notices.matters import Matter
from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.people.models import Participant, Person

BATCH = 200
SETTLED = timedelta(seconds=15)


@dataclass(frozen=True)
class Telling:
    """One thing to tell one person; the key makes it once. `due_at`: not before then."""

    person_id: object
    kind: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None


# (facts, after, limit) → ids of people beyond `after`, in order
Audience = Callable[[Mapping[str, Any], str, int], list[UUID]]

_audiences: dict[str, Audience] = {}


def install(
    told: Iterable[NoticeKind],
    audiences: Mapping[str, Audience],
    *,
    about: Iterable[Matter],
    by: Iterable[Channel],
) -> None:
    """Make these the kinds of notice, the audiences, the matters and the channels; called once, by the wiring."""
    kinds.install(told)
    matters.install(about)
    channels.install(by)
    _audiences.clear()
    _audiences.update(audiences)


def tell(person: Person, kind: str, *, key: str, facts: Mapping[str, Any], at: datetime) -> None:
    """Tell one person, in the caller's transaction; delivered afterwards, once."""
    tell_many([Telling(person.pk, kind, key, facts)], at=at)


def tell_many(tellings: Sequence[Telling], *, at: datetime, wait_seconds: int = 0) -> None:
    """Tell several people, in one statement of the caller's transaction."""
    works = [
        Work(
            "notice",
            telling.key,
            {"person": str(telling.person_id), "kind": telling.kind, "facts": telling.facts},
            telling.due_at,
        )
        for telling in tellings
    ]
    messages.enqueue_many(works, at=at, wait_seconds=wait_seconds)


def fan_out(
    audience: str,
    *,
    kind: str,
    key: str,
    facts: Mapping[str, Any],
    at: datetime,
    after: str = "",
    wait_seconds: int = 0,
) -> None:
    """Tell an audience of any size: one message now, batches of 200 when it is delivered, not before `wait_seconds`."""
    payload = {"audience": audience, "kind": kind, "key": key, "facts": facts, "after": after}
    messages.enqueue("fan-out", key=f"{key}:after:{after}", payload=payload, at=at, wait_seconds=wait_seconds)


@transaction.atomic
def spread(message: Message, *, at: datetime) -> None:
    """Deliver one batch of a fan-out, and enqueue the next: the handler of topic "fan-out"."""
    load = message.payload
    people = _audiences[load["audience"]](load["facts"], load["after"], BATCH)
    tell_many([Telling(person, load["kind"], f"{load['key']}:{person}", load["facts"]) for person in people], at=at)
    if len(people) == BATCH:
        fan_out(load["audience"], kind=load["kind"], key=load["key"], facts=load["facts"], at=at, after=str(people[-1]))


def deliver(message: Message, *, at: datetime) -> None:
    """Put the notice into the page and enqueue what the other channels have to say: the handler of topic "notice"."""
    load = message.payload
    person = Person.objects.select_related("account").get(pk=load["person"])
    kind = kinds.of(load["kind"])
    words = tidings.words_of(kind, load["facts"], person, at=at)
    if words is None or person.anonymised_at:
        return
    heard = preferences.heard_by(person, matters.of(kind.matter), club=words.club)
    with transaction.atomic():
        _write(person, kind, message.key, words, at, in_page=channels.PAGE in heard)
        messages.enqueue_many(list(_works(message, person, kind, heard, at)), at=at)


def _works(message: Message, person: Person, kind: NoticeKind, heard: frozenset[str], at: datetime) -> Iterable[Work]:
    """One piece of work for each place where the person is reached by a channel they want."""
    key, due_at = message.key, None
    bundle: dict[str, Any] = {}
    if kind.bundle_minutes:
        since, until = _span(at, kind.bundle_minutes)
        key, bundle = f"{kind.slug}:{person.pk}:{since:%Y%m%d%H%M}", {"bundle": [str(since), str(until)]}
        # who writes in the last moment of the span is through by then
        due_at = until + SETTLED
    for channel in channels.beyond_the_page():
        for to in channel.destinations(person) if channel.slug in heard else ():
            load = {**message.payload, **bundle, "to": to}
            yield Work(channel.topic, ":".join(filter(None, [channel.slug, to, key])), load, due_at)


def _span(at: datetime, minutes: int) -> tuple[datetime, datetime]:
    """The span of so many minutes (counted from 1970) in which the instant lies."""
    seconds = int(at.timestamp())
    since = datetime.fromtimestamp(seconds - seconds % (minutes * 60), UTC)
    return since, since + timedelta(minutes=minutes)


def _write(person: Person, kind: NoticeKind, key: str, words: Words, at: datetime, *, in_page: bool) -> None:
    row = Notice(
        person=person,
        kind=kind.slug,
        key=key,
        title=str(words.title)[:200],
        sentence=str(words.sentence),
        reason=str(words.reason)[:300],
        path=words.path,
        created_at=at,
        read_at=None if in_page else at,
        in_page=in_page,
    )
    Notice.objects.bulk_create([row], ignore_conflicts=True)


def was_told(key: str) -> bool:
    """Whether the notice with this key reached its person."""
    return Notice.objects.filter(key=key).exists()


# --- read in the page -----------------------------------------------------------------------------


def listed(person: Person | None, *, group: str = "", unread: bool = False) -> "QuerySet[Notice]":
    """Return what the person reads in the page: everything, or only of a group of matters, or only what is unread."""
    rows = Notice.objects.filter(person=person, in_page=True)
    if group:
        about = [matter.slug for matter in matters.installed() if matter.group.slug == group]
        rows = rows.filter(kind__in=kinds.slugs_about(about))
    return rows.filter(read_at=None) if unread else rows


_UNREAD = Planned(
    lambda: Notice.objects.filter(person=Given("person", Participant._meta.pk), read_at=None).values_list("pk")[:100]
)


def unread(person: Person) -> int:
    """Return how many notices the person has not read; counted up to 100."""
    return len(_UNREAD.rows(person=person.pk))


@transaction.atomic
def mark_read(person: Person, *, at: datetime, pk: UUID | str | None = None) -> None:
    """Mark one notice of the person as read, or all."""
    rows = Notice.objects.filter(person=person, read_at=None)
    (rows.filter(pk=pk) if pk else rows).update(read_at=at)


def forget(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` notices told before this instant, read or not; return how many. For retention."""
    old = Notice.objects.filter(created_at__lt=before).order_by("created_at").values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return Notice.objects.filter(pk__in=list(old)).delete()[0]
