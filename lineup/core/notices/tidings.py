"""What a channel asks when it is about to speak: what there is to say now, to whom, and whether it may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from lineup.core.notices import kinds, matters, preferences
from lineup.core.notices.kinds import Facts, NoticeKind, Words
from lineup.core.notices.matters import Matter
from lineup.core.notices.models import Notice
from lineup.core.outbox import messages
from lineup.core.people.models import Person


@dataclass(frozen=True)
class Said:
    """One thing to say, with the facts from which it was said."""

    facts: Facts
    words: Words


@dataclass(frozen=True)
class Tiding:
    """What to say to one person, in their language: one thing, or several of a kind."""

    person: Person
    kind: NoticeKind
    said: Sequence[Said]

    @property
    def matter(self) -> Matter:
        return matters.of(self.kind.matter)

    @property
    def title(self) -> str:
        """The words' own title, or that of several together, in the active language."""
        return str(self.said[0].words.title if len(self.said) == 1 else self.kind.together(len(self.said)))


def read(load: Mapping[str, Any], *, channel: str, at: datetime) -> Tiding | None:
    """Return what to say now; None where it is no longer true or no use, or the person wants it no more.

    Raises Later while the person has quiet hours and it can wait.
    """
    person = Person.objects.select_related("account").get(pk=load["person"])
    kind = kinds.of(str(load["kind"]))
    said = [] if person.anonymised_at else _said(load, kind, person, at)
    said = _wanted(said, channel, kind, person)
    if not said:
        return None
    until = preferences.quiet_until(person, at=at)
    if until and not any(kind.cannot_wait(one.facts, person, until) for one in said):
        raise messages.Later(until)
    return Tiding(person, kind, said)


def _wanted(said: Sequence[Said], channel: str, kind: NoticeKind, person: Person) -> list[Said]:
    matter = matters.of(kind.matter)
    heard = {club: preferences.heard_by(person, matter, club=club) for club in {one.words.club for one in said}}
    return [one for one in said if channel in heard[one.words.club]]


def _said(load: Mapping[str, Any], kind: NoticeKind, person: Person, at: datetime) -> list[Said]:
    every = _bundled(load, kind, person) if "bundle" in load else [load["facts"]]
    found = ((facts, words_of(kind, facts, person, at=at)) for facts in every)
    return [Said(facts, words) for facts, words in found if words]


def words_of(kind: NoticeKind, facts: Facts, person: Person, *, at: datetime) -> Words | None:
    """Return the words of a kind in the person's language; None where there is nothing to say any more."""
    if not isinstance(facts, Mapping) or kind.is_over(facts, at):
        return None
    with translation.override(person.language):
        return kind.words(facts, person)


def _bundled(load: Mapping[str, Any], kind: NoticeKind, person: Person) -> list[Facts]:
    """The facts of what was told of this kind within the span and not read in the page since."""
    since, until = (datetime.fromisoformat(end) for end in load["bundle"])
    rows = Notice.objects.filter(person=person, kind=kind.slug, created_at__gte=since, created_at__lt=until)
    keys = [row.key for row in rows.order_by("created_at", "id") if not row.in_page or row.read_at is None]
    found = messages.payloads(keys)
    return [found[key]["facts"] for key in keys if key in found]
