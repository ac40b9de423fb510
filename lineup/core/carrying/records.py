"""What Django's `dumpdata` wrote, read: records by model, and their fields as values of here, whatever stands there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, zones
from lineup.core.foundation.errors import Invalid

MOST_BYTES = 256 * 2**20
# what the table of records carried over holds
LONGEST_MODEL, LONGEST_PK = 40, 64


class NotADump(Invalid):
    code = "not_a_dump"
    sentence = _("This is no JSON of Django's dumpdata: a list of records with model, pk and fields.")
    field = "file"


class DumpTooLarge(Invalid):
    code = "dump_too_large"
    sentence = _("This file has more than %(most)s MB; dump some of the apps alone, one file after the other.")
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

    def keys(self, name: str) -> Sequence[str]:
        """Return what a field points to that points to several."""
        said = self.fields.get(name)
        return [str(one).strip() for one in said] if isinstance(said, list) else []

    def is_set(self, name: str, *, default: bool = False) -> bool:
        """Return whether the box is ticked."""
        return bool(self.fields.get(name, default))

    def moment(self, *names: str, zone: str) -> datetime | None:
        """Return the first of these instants; one without an offset is on a clock of the zone."""
        said = self.text(*names)
        try:
            found = parse_datetime(said)
            day = parse_date(said) if found is None else None
            if day is not None:
                found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - put on the clock below
            if found is None or found.tzinfo is not None:
                return found
            return zones.on_clock(found.date(), found.time(), zone)
        except (ValueError, OverflowError):
            return None

    def amount(self, name: str) -> Decimal | None:
        """Return the amount, None for nothing or zero."""
        try:
            found = Decimal(self.text(name) or "0")
        except InvalidOperation:
            return None
        return found if found.is_finite() and found > 0 else None

    def number(self, name: str, *, least: int = 0, most: int = inputs.LARGEST) -> int | None:
        """Return the whole number if it lies from `least` to `most`, a fraction rounded; else None."""
        said = self.text(name)
        try:
            found = Decimal(said)
        except InvalidOperation:
            return None
        # compared before it is rounded: a million digits are soon written, and take half a minute to be counted out
        return round(found) if found.is_finite() and least <= found <= most else None

    @property
    def is_storable(self) -> bool:
        """Whether a database takes its id and its texts, and the table of records carried over its id."""
        if len(self.model) > LONGEST_MODEL or len(self.pk) > LONGEST_PK:
            return False
        return not any(inputs.UNSTORABLE.search(one) for one in _texts([self.pk, dict(self.fields)]))


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def read(content: bytes) -> dict[str, Sequence[Record]]:
    """Return the records by model, in the order of the file; other models under their own names.

    Raises NotADump, DumpTooLarge.
    """
    if len(content) > MOST_BYTES:
        raise DumpTooLarge(most=MOST_BYTES // 2**20)
    try:
        rows = json.loads(content)
        if not isinstance(rows, list):
            raise NotADump
        records = [Record(row["model"].rsplit(".", 1)[-1].lower(), str(row["pk"]), dict(row["fields"])) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotADump from None
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.model, []).append(record)
    return dict(found)
