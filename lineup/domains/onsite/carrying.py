"""The old backend's data carried over: each record once, whoever runs it how often, with a report of what was left."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.domains.onsite import carried_events, carried_people, old_records
from lineup.domains.onsite.carried_rows import Left, Luggage
from lineup.domains.onsite.models import CarriedOver
from lineup.domains.onsite.old_records import Record

MAKERS: Mapping[str, Callable[[Luggage, Record], Any]] = {
    "user": carried_people.user,
    "event": carried_events.event,
    "usereventassignment": carried_people.assignment,
    "room": carried_events.room,
    "session": carried_events.session,
    "participant": carried_people.participant,
    "sessionaccess": carried_people.access,
    "roomassignment": carried_events.duty,
    "annonce": carried_events.announcement,
    "sessionquestion": carried_events.question,
    "exposantscan": carried_people.visit,
    "roomaccess": carried_people.scan,
}


@dataclass
class Report:
    """How many records of each model were made, known already, or left, these with the reason."""

    made: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def models(self) -> Sequence[str]:
        """The models that the file has, in the order in which they were carried."""
        seen = {*self.made, *self.known, *(model for model, _pk, _why in self.left)}
        return [*(one for one in old_records.MODELS if one in seen), *sorted(seen - set(old_records.MODELS))]


class DryRun(Exception):
    """Raised at the end of a dry run, so that nothing of it stays."""


def carry(
    content: bytes,
    *,
    source: str,
    club: Club | None = None,
    zone: str = "UTC",
    dry_run: bool = False,
    by: Actor,
    at: datetime,
) -> Report:
    """Make of a dump what is not there yet, all in one transaction; return what became of each record.

    `by` acts through the channel "import" and becomes the organiser, or the club is; nobody is told anything.
    `source` names the installation the dump is of: a record of it is carried once. Raises NotADump, and what
    `organising.check_may` raises.
    """
    records = old_records.read(content)
    report = Report()
    luggage = Luggage(source=source, club=club, zone=zone, by=by, at=at, records=records, notes=report.notes)
    try:
        with transaction.atomic():
            luggage.remember()
            for model in old_records.MODELS:
                for record in records.get(model, ()):
                    _carry_one(luggage, record, report)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    for model in sorted(records.keys() - set(old_records.MODELS)):
        report.left += [(model, record.pk, _("nothing here corresponds to it")) for record in records[model]]
    return report


def _carry_one(luggage: Luggage, record: Record, report: Report) -> None:
    if luggage.knows(record):
        report.known[record.model] += 1
        return
    try:
        with transaction.atomic():
            made = MAKERS[record.model](luggage, record)
            CarriedOver.objects.create(
                source=luggage.source, model=record.model, old_pk=record.pk, new_pk=str(made.pk), at=luggage.at
            )
    except Left as left:
        report.left.append((record.model, record.pk, str(left)))
    except Refusal as refusal:
        report.left.append((record.model, record.pk, str(refusal)))
    else:
        luggage.keep(record, made)
        report.made[record.model] += 1
