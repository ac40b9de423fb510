"""Instants in words, on the reader's clock."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lineup.core.foundation import zones


def moment(instant: datetime, zone: str) -> str:
    """Return the instant with its weekday, in the active language, on the clock of `zone`."""
    local = zones.local(instant, zone)
    return f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def span(starts: datetime, ends: datetime | None, zone: str) -> str:
    """Return from when to when: one date if it ends on the day it starts."""
    if ends is None:
        return moment(starts, zone)
    first, last = zones.local(starts, zone), zones.local(ends, zone)
    if first.date() != last.date():
        return _("%(start)s to %(end)s") % {"start": moment(starts, zone), "end": moment(ends, zone)}
    day = f"{date_format(first, 'l')} {date_format(first, 'DATE_FORMAT')}"
    hours = f"{date_format(first, 'TIME_FORMAT')} – {date_format(last, 'TIME_FORMAT')}"
    return f"{day}, {hours} ({first.tzname()})"
