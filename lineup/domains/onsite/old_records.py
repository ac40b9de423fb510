"""The old backend's data, as Django's `dumpdata` writes it: records by model, and what its words are called here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Invalid

# in the order in which they are carried over: what others point to comes first
MODELS = (
    "user",
    "event",
    "usereventassignment",
    "room",
    "session",
    "participant",
    "sessionaccess",
    "roomassignment",
    "annonce",
    "sessionquestion",
    "exposantscan",
    "roomaccess",
)
ROLES: Mapping[str, str] = {"organisateur": "gestionnaire_des_salles"}
STATUSES: Mapping[str, str] = {"scheduled": "pas_encore", "live": "en_cours", "completed": "termine"}
CANCELLED = ("cancelled", "canceled", "annule")


class NotADump(Invalid):
    code = "not_a_dump"
    sentence = _("This is no JSON of Django's dumpdata: a list of records with model, pk and fields.")
    field = "file"


@dataclass(frozen=True)
class Record:
    """One row of the old database; `model` without its app, in small letters."""

    model: str
    pk: str
    fields: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """Return the first of these fields that says something."""
        return next((str(self.fields[name]).strip() for name in names if self.fields.get(name)), "")

    def key(self, *names: str) -> str:
        """Return what the first of these fields points to, as text; nothing for nothing."""
        return self.text(*names)

    def is_set(self, name: str, *, default: bool = False) -> bool:
        """Return whether the box is ticked."""
        return bool(self.fields.get(name, default))

    def moment(self, *names: str, zone: str) -> datetime | None:
        """Return the first of these instants; one without an offset is on a clock of the zone."""
        said = self.text(*names)
        try:
            found = parse_datetime(said)
            day = parse_date(said) if found is None else None
        except ValueError:
            return None
        if day is not None:
            found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - put on the clock below
        if found is None or found.tzinfo is not None:
            return found
        return zones.on_clock(found.date(), found.time(), zone)

    def amount(self, name: str) -> Decimal | None:
        """Return the amount, None for nothing or zero."""
        try:
            found = Decimal(self.text(name) or "0")
        except InvalidOperation:
            return None
        return found if found > 0 else None


def read(content: bytes) -> dict[str, Sequence[Record]]:
    """Return the records by model, in the order of the file; other models under their own names. Raises NotADump."""
    try:
        rows = json.loads(content)
        if not isinstance(rows, list):
            raise NotADump
        records = [Record(row["model"].rsplit(".", 1)[-1].lower(), str(row["pk"]), dict(row["fields"])) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise NotADump from None
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.model, []).append(record)
    return dict(found)


def role(said: str) -> str:
    """Return the role by its name of today."""
    return ROLES.get(said, said)


def status(said: str) -> str:
    """Return the status of a session by its name of today."""
    return STATUSES.get(said, said)
