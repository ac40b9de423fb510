"""Consent: given, withdrawn, asked for before something is done. Each word is appended, none is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.consents import purposes
from lineup.core.consents.models import Consent
from lineup.core.consents.purposes import Purpose
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class TextChanged(Refusal):
    code = "consent_text_changed"
    sentence = _("The text has changed since you saw it; read it again, then decide.")
    field = "version"


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a purpose: their last word, None where they never said one; whether it holds."""

    purpose: Purpose
    last: Consent | None

    @property
    def holds(self) -> bool:
        return self.last is not None and self.last.given and self.last.version >= self.purpose.since

    @property
    def is_outdated(self) -> bool:
        """Whether they agreed to a text that no longer covers what is done."""
        return self.last is not None and self.last.given and not self.holds


# --- asked before something is done ---------------------------------------------------------------


def holds(person: Person, slug: str) -> bool:
    """Whether the person's last word on the purpose allows it, now. One query; False for an unknown purpose."""
    purpose = purposes.find(slug)
    return purpose is not None and Standing(purpose, last_word(person, slug)).holds


def holders(slug: str) -> "QuerySet[Consent]":
    """Return the last words of all who agree to the purpose, one a person. Raises Missing."""
    later = Consent.objects.filter(purpose=slug, person=OuterRef("person"), id__gt=OuterRef("id"))
    since = purposes.of(slug).since
    return Consent.objects.filter(~Exists(later), purpose=slug, given=True, version__gte=since)


def standing(person: Person) -> Sequence[Standing]:
    """Return where the person stands on every purpose, in their order. One query."""
    last = Consent.objects.filter(person=person).values("purpose").annotate(last=Max("id")).values("last")
    said = {row.purpose: row for row in Consent.objects.filter(pk__in=last)}
    return [Standing(purpose, said.get(purpose.slug)) for purpose in purposes.installed()]


def history(person: Person) -> "QuerySet[Consent]":
    """Return every word of the person, to be listed by ("-id",)."""
    return Consent.objects.filter(person=person)


def last_word(person: Person, slug: str) -> Consent | None:
    """Return what the person said last on the purpose, None where they never said anything."""
    return Consent.objects.filter(person=person, purpose=slug).order_by("-id").first()


# --- said -----------------------------------------------------------------------------------------


@transaction.atomic
def give(person: Person, slug: str, *, version: int, by: Actor, at: datetime) -> Standing:
    """Note that the person agrees to the text of this version; said again, it changes nothing.

    Raises Missing for an unknown purpose, TextChanged for a version that is not today's.
    """
    purpose = purposes.of(slug)
    if version != purpose.version:
        raise TextChanged
    last = _locked(person, slug)
    if last is not None and last.given and last.version == version:
        return Standing(purpose, last)
    row = _append(person, purpose, given=True, version=version, by=by, at=at)
    _record(row, "consent.give", by, at)
    return Standing(purpose, row)


@transaction.atomic
def withdraw(person: Person, slug: str, *, by: Actor, at: datetime) -> Standing:
    """Note that the person agrees no more; what was done before stays right. Where nothing was given, nothing changes.

    Raises Missing for an unknown purpose.
    """
    purpose = purposes.of(slug)
    last = _locked(person, slug)
    if last is None or not last.given:
        return Standing(purpose, last)
    row = _append(person, purpose, given=False, version=last.version, by=by, at=at)
    _record(row, "consent.withdraw", by, at)
    return Standing(purpose, row)


def _locked(person: Person, slug: str) -> Consent | None:
    # two clicks at once are one word
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return last_word(person, slug)


def _append(person: Person, purpose: Purpose, *, given: bool, version: int, by: Actor, at: datetime) -> Consent:
    return Consent.objects.create(
        person=person,
        purpose=purpose.slug,
        given=given,
        version=version,
        language=(get_language() or "en")[:8],
        channel=by.channel,
        at=at,
    )


def _record(row: Consent, action: str, by: Actor, at: datetime) -> None:
    metadata = {"purpose": row.purpose, "version": row.version}
    entries.record(by=by, at=at, action=action, on=row.person, metadata=metadata)
