"""A person is erased: what tells of them goes, what others count on stays, held by nobody in particular.

What happens to each column is said by its class (`personal.py` of each room). Places, fees and the record keep their
rows, so that totals stay the same and the chain of the record still adds up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import FileField, Model
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.personal import Column, Fate, Table
from lineup.core.people import leaving
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Account, Person
from lineup.core.people.personal import FORMER
from lineup.core.privacy import certificates, classification, held, removing, scrubbing

ACCOUNT = "people.Account"

# (person, by=, at=): what a room does before; it may refuse
Step = Callable[..., None]
_steps: list[Step] = []
_afterwards: list[Step] = []


class AlreadyErased(Refusal):
    code = "already_erased"
    sentence = _("Nothing is held on this person any more.")


@dataclass(frozen=True)
class Certificate:
    """What was done, without anything that tells of whom: rows per table that were deleted, and cleared.

    `digest` is the SHA-256 of the rest, and stands in the record of acts as well.
    """

    person: str
    at: str
    deleted: Mapping[str, int]
    cleared: Mapping[str, int]

    @property
    def digest(self) -> str:
        return certificates.digest(self.facts())

    def facts(self) -> dict[str, Any]:
        """Return what it certifies."""
        return {"person": self.person, "at": self.at, "deleted": dict(self.deleted), "cleared": dict(self.cleared)}

    def written(self) -> str:
        """Return it as JSON, with its digest."""
        return certificates.written(self.facts())


def install(steps: Iterable[Step], *, afterwards: Iterable[Step] = ()) -> None:
    """Tell what each room does before a person is erased, and once their rows are; called once, by the wiring."""
    _steps[:], _afterwards[:] = steps, afterwards


@transaction.atomic
def check(person: Person, *, by: Actor, at: datetime) -> None:
    """Raise what keeps the person from being erased now: AlreadyErased, or what a room says. Nothing is changed."""
    if person.anonymised_at is not None:
        raise AlreadyErased
    point = transaction.savepoint()
    try:
        for step in _steps:
            step(person, by=by, at=at)
    finally:
        transaction.savepoint_rollback(point)


@transaction.atomic
def erase(person: Person, *, by: Actor, at: datetime) -> Certificate:
    """Erase the person, who gives all places up first; return what was done.

    In one transaction; stored files go with the outbox afterwards. Raises what `check` raises.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if person.anonymised_at is not None:
        raise AlreadyErased
    for step in _steps:
        step(person, by=by, at=at)
    words = scrubbing.words_of(person, also=leaving.former_addresses(person))
    # who acts is named in the record by id alone; where they came from is not kept
    actor = Actor(None, channel=by.channel) if by.person is None or by.person.pk == person.pk else by
    tables = sorted(held.tables(), key=lambda table: table.model == ACCOUNT)
    deleted, cleared = dict[str, int](), dict[str, int]()
    cleaned = _scrub_everywhere(words)
    for table in tables:
        kept = deleted if table.rows_go else cleared
        kept[table.model] = _erase_rows(table, person, words, at)
    _retire(person, at)
    for step in _afterwards:
        step(person, by=by, at=at)
    done = {name: number for name, number in deleted.items() if number}
    both = {name: cleared.get(name, 0) + cleaned.get(name, 0) for name in cleared.keys() | cleaned.keys()}
    certificate = Certificate(str(person.pk), at.isoformat(), done, {name: n for name, n in both.items() if n})
    entries.record(by=actor, at=at, action="person.erase", on=person, metadata={"digest": certificate.digest})
    return certificate


def _erase_rows(table: Table, person: Person, words: tuple[str, ...], at: datetime) -> int:
    rows = held.rows(table, person)
    _forget_files(table, rows, at)
    if table.rows_go:
        found = list(rows.values_list("pk", flat=True))
        if found:
            classification.model_of(table)._base_manager.filter(pk__in=found).delete()
        return len(found)
    changes = {name: _empty(table, name, column) for name, column in table.columns.items() if _is_replaced(column)}
    changed = rows.update(**changes) if changes else 0
    for row in rows.iterator() if any(column.fate is Fate.SCRUBBED for column in table.columns.values()) else ():
        _scrub_row(row, [name for name, column in table.columns.items() if column.fate is Fate.SCRUBBED], words)
    return changed


def _is_replaced(column: Column) -> bool:
    return column.fate in (Fate.CLEARED, Fate.REPLACED)


def _empty(table: Table, name: str, column: Column) -> Any:
    field = classification.model_of(table)._meta.get_field(name)
    if name.endswith("_folded"):
        return ""
    if column.fate is Fate.REPLACED:
        return str(column.becomes)
    return None if getattr(field, "null", False) else ""


def _forget_files(table: Table, rows: Iterable[Any], at: datetime) -> None:
    model = classification.model_of(table)
    for name, column in table.columns.items():
        if not isinstance(model._meta.get_field(name), FileField) or not (table.rows_go or _is_replaced(column)):
            continue
        for row in rows:
            if stored := getattr(row, name).name:
                removing.remove_later(stored, at=at)


def _scrub_everywhere(words: tuple[str, ...]) -> dict[str, int]:
    """Take the words out of every text in which others may have written them; rows by table."""
    done: dict[str, int] = {}
    if not words:
        return done
    for table in classification.installed().values():
        for name in (name for name, column in table.columns.items() if column.mentions):
            changed = sum(
                _scrub_row(row, [name], words) for row in scrubbing.naming(classification.model_of(table), name, words)
            )
            done[table.model] = done.get(table.model, 0) + changed
    return done


def _scrub_row(row: Model, names: list[str], words: tuple[str, ...]) -> bool:
    changed = {}
    for name in names:
        before = getattr(row, name)
        after = scrubbing.cleaned(before, row._meta.get_field(name), words, by=str(FORMER))
        if after != before:
            changed[name] = after
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)


def _retire(person: Person, at: datetime) -> None:
    # the account went with its own table
    Person.objects.filter(pk=person.pk).update(account=None, email_verified_at=None, anonymised_at=at)
    if person.account_id:
        Account.objects.filter(pk=person.account_id).delete()


def preview(person: Person, *, at: datetime) -> Certificate:
    """Return the certificate that erasing the person now would give; nothing is changed. Raises what `check` raises."""
    with transaction.atomic():
        certificate = erase(person, by=HOUSE, at=at)
        transaction.set_rollback(True)
    return certificate
