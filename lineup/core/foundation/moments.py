"""Instants in words, in the active language, on the clock of whoever reads them."""

from datetime import datetime

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lineup.core.foundation import zones


def said(instant: datetime, zone: str) -> str:
    """Return the instant with weekday, date, time and zone, as it stands in sentences and letters."""
    local = zones.local(instant, zone)
    return f"{_day(local)}, {_clock(local)} ({zone_name(local)})"


def day(instant: datetime, zone: str) -> str:
    """Return the day of the instant, with its weekday."""
    return _day(zones.local(instant, zone))


def span(starts: datetime, ends: datetime | None, zone: str) -> str:
    """Return from when to when; the date once if it ends on the day it starts."""
    if ends is None:
        return said(starts, zone)
    first, last = zones.local(starts, zone), zones.local(ends, zone)
    if first.date() == last.date() and first.utcoffset() == last.utcoffset():
        return f"{_day(first)}, {_clock(first)}–{_clock(last)} ({zone_name(first)})"
    return _("%(start)s to %(end)s") % {"start": said(starts, zone), "end": said(ends, zone)}


def zone_name(at: datetime) -> str:
    """Return the zone's abbreviation at that instant: CET, or UTC+4 where it has none."""
    name = at.tzname() or ""
    if name[:1] not in "+-" or not name:
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{name[0]}{hours}" + (f":{minutes}" if minutes.strip("0") else "")


def _day(at: datetime) -> str:
    # Translators: see Django's "date" filter for the letters.
    return written(at, pgettext("date in a sentence", "l j F Y"))


def _clock(at: datetime) -> str:
    return written(at, pgettext("time format", "H:i"))
