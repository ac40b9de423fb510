"""A dump carried over: each record once, whoever runs it how often, with a report of what was left."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from lineup.core.carrying.luggage import Left, Luggage
from lineup.core.carrying.models import CarriedOver
from lineup.core.carrying.records import Record
from lineup.core.foundation.errors import Refusal

# what is made of a record of each model, in the order in which they are carried: what others point to comes first
Makers = Mapping[str, Callable[[Any, Record], Any]]


@dataclass
class Report:
    """How many records of each model were made, known already, or left, these with the reason."""

    order: Sequence[str] = ()
    made: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def models(self) -> Sequence[str]:
        """The models that the file has, in the order in which they were carried."""
        seen = {*self.made, *self.known, *(model for model, _pk, _why in self.left)}
        return [*(one for one in self.order if one in seen), *sorted(seen - set(self.order))]


class DryRun(Exception):
    """Raised at the end of a dry run, so that nothing of it stays."""


def carry(luggage: Luggage, makers: Makers, *, dry_run: bool = False) -> Report:
    """Make of the luggage's records what is not there yet, all in one transaction; return what became of each.

    A maker returns the row that it made of a record, or raises Left or a refusal, and then nothing of it stays.
    """
    report = Report(tuple(makers), notes=luggage.notes)
    try:
        with transaction.atomic():
            luggage.remember()
            for model, make in makers.items():
                for record in luggage.records.get(model, ()):
                    _carry_one(luggage, record, make, report)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    for model in sorted(luggage.records.keys() - set(makers)):
        report.left += [(model, record.pk, _("nothing here corresponds to it")) for record in luggage.records[model]]
    return report


def _carry_one(luggage: Luggage, record: Record, make: Callable[[Any, Record], Any], report: Report) -> None:
    if luggage.knows(record):
        report.known[record.model] += 1
        return
    notes = len(luggage.notes)
    try:
        with transaction.atomic():
            made = _made(luggage, record, make)
    except (Left, Refusal) as reason:
        why = str(reason)
    except (DataError, IntegrityError, OverflowError):
        why = _("the database can't hold what it says")
    else:
        luggage.keep(record, made)
        report.made[record.model] += 1
        return
    # what was said of a record that is left in the end was said too early
    del luggage.notes[notes:]
    report.left.append((record.model, record.pk, why))


def _made(luggage: Luggage, record: Record, make: Callable[[Any, Record], Any]) -> Any:
    if not record.is_storable:
        raise Left(_("its id is too long, or it has signs that can't be stored"))
    if luggage.perhaps(record.model, record.pk) is not None:
        raise Left(_("there are several records with this id: the first one holds"))
    made = make(luggage, record)
    CarriedOver.objects.create(
        source=luggage.source, model=record.model, old_pk=record.pk, new_pk=str(made.pk), at=luggage.at
    )
    return made
