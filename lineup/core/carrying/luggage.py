"""What is at hand while a dump is carried over: whose it becomes, and the rows that were made of its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext as _

from lineup.core.carrying.models import CarriedOver
from lineup.core.carrying.records import Record
from lineup.core.clubs.models import Club
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class Left(Exception):
    """Why a record is left behind."""


@dataclass
class Luggage:
    """The rows made so far, by model and old id.

    A system's own says in `kept` which of its models others point to, and what they became here, and in `joined`
    what is looked up with these rows.
    """

    source: str
    club: Club | None
    zone: str
    by: Actor
    at: datetime
    records: Mapping[str, Sequence[Record]]
    notes: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    carried: set[tuple[str, str]] = field(default_factory=set)

    kept: ClassVar[Mapping[str, type[Model]]] = {}
    joined: ClassVar[Mapping[str, Sequence[str]]] = {}

    def remember(self) -> None:
        """Look up what earlier runs made. One query for each model."""
        for model, old, new in CarriedOver.objects.filter(source=self.source).values_list("model", "old_pk", "new_pk"):
            self.carried.add((model, old))
            self.rows[model, old] = new
        for model, kind in self.kept.items():
            wanted = {key: new for key, new in self.rows.items() if key[0] == model}
            rows = kind._base_manager.filter(pk__in=list(wanted.values())).select_related(*self.joined.get(model, ()))
            found = {str(row.pk): row for row in rows}
            for key, new in wanted.items():
                self.rows[key] = found.get(new)

    def knows(self, record: Record) -> bool:
        """Whether the record was carried over by an earlier run."""
        return (record.model, record.pk) in self.carried

    def keep(self, record: Record, row: Any) -> None:
        """Remember what was made of a record."""
        self.rows[record.model, record.pk] = row

    def note(self, record: Record, sentence: str) -> None:
        """Report what became of a part of a record that is carried all the same."""
        self.notes.append(f"{record.model} {record.pk}: {sentence}")

    def shortened(self, record: Record, field: str, most: int, *others: str) -> str:
        """Return what the first of these fields says, cut to what is kept of it; a cut is reported."""
        said = record.text(field, *others)
        if len(said) > most:
            self.note(record, _("its %(field)s was cut to %(most)s characters") % {"field": field, "most": most})
        return said[:most].strip()

    def found(self, model: str, key: str) -> Any:
        """Return the row that was made of another record. Raises Left where there is none."""
        row = self.rows.get((model, key))
        if row is None:
            raise Left(_("it belongs to %(model)s %(pk)s, which was left behind") % {"model": model, "pk": key or "–"})
        return row

    def perhaps(self, model: str, key: str) -> Any:
        """Return the row that was made of another record, or None."""
        return self.rows.get((model, key))

    def as_person(self, person: Person | None) -> Actor:
        """Return the person as who acts through the import, or who carries where there is none."""
        return self.by.as_person(person) if person else self.by
