"""Instants as people read them: in their zone, with its name, and for machines in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from lineup.core.foundation import clock
from lineup.core.foundation.moments import zone_name

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def duration(minutes: int) -> str:
    """Return a span of so many minutes as clocks say it, in every language: 45 min, 24 h, 1 h 05."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def element(at: datetime, *, style: str = "full", until: datetime | None = None, zone: str = "") -> SafeString:
    """Return a <time> element for an instant in `zone` or the viewer's zone.

    `style` is full, date, day (what stays on record: always with its year), time, short (no zone) or ago; `until` makes
    it a span.
    """
    there = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    if style == "ago":
        return _draw(at, until, style, there)
    return _kept(at.replace(microsecond=0), until, style, there, get_language(), clock.now().year)


def elements(style: str) -> Callable[[datetime], SafeString]:
    """Return what draws the instants of a list as `element` does: who looks is asked once. Not for the style ago."""
    there, language, year = timezone.get_current_timezone(), get_language(), clock.now().year
    return lambda at: _kept(at.replace(microsecond=0), None, style, there, language, year)


# Kept, because a list is looked at over and over: by the viewer's language, and the year that goes without saying.
@lru_cache(maxsize=8192)
def _kept(
    at: datetime, until: datetime | None, style: str, there: tzinfo, language: str | None, year: int
) -> SafeString:
    return _draw(at, until, style, there)


def _draw(at: datetime, until: datetime | None, style: str, there: tzinfo) -> SafeString:
    start, end = at.astimezone(there), until.astimezone(there) if until else None
    machine = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    clocked = "" if style in ("date", "day", "ago") or end else " data-clock"
    attributes = f'datetime="{machine}" data-offset="{_offset_minutes(start)}"{_title(start, style)}{clocked}'
    return mark_safe(f"<time {attributes}>{escape(_text(start, end, style))}</time>")


def tile(at: datetime | date, zone: str = "") -> dict[str, str]:
    """Return weekday, day and month of an instant in its zone, as short words for a date tile."""
    if isinstance(at, datetime):
        at = at.astimezone(ZoneInfo(zone) if zone else timezone.get_current_timezone())
    return {
        "weekday": written(at, "D"),
        "day": written(at, "j"),
        "month": written(at, pgettext("month on a date tile", "M")),
    }


def ago(at: datetime, now: datetime) -> str:
    """Return how long ago an instant was (or how far ahead it is), in one unit."""
    seconds = (now - at).total_seconds()
    if abs(seconds) < MINUTE:
        return _("just now")
    amount = _amount(abs(int(seconds)))
    return _("%(amount)s ago") % {"amount": amount} if seconds > 0 else _("in %(amount)s") % {"amount": amount}


def _amount(seconds: int) -> str:
    if seconds < HOUR:
        return ngettext("%(n)d minute", "%(n)d minutes", seconds // MINUTE) % {"n": seconds // MINUTE}
    if seconds < 2 * DAY:
        return ngettext("%(n)d hour", "%(n)d hours", seconds // HOUR) % {"n": seconds // HOUR}
    return ngettext("%(n)d day", "%(n)d days", seconds // DAY) % {"n": seconds // DAY}


def _title(at: datetime, style: str) -> str:
    return "" if style == "full" else f' title="{escape(_span(at, None))}"'


def _offset_minutes(at: datetime) -> int:
    offset = at.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


def _text(start: datetime, end: datetime | None, style: str) -> str:
    if style == "ago":
        return ago(start, clock.now())
    if style == "day":
        return _written_date(start.date(), this_year=False, language=get_language() or "en")
    if style == "date":
        return _date(start) if not end or end.date() == start.date() else f"{_date(start)} – {_date(end)}"
    if style == "time":
        return f"{_clock(start)}{'–' + _clock(end) if end else ''} {zone_name(start)}"
    return _span(start, end, named=style != "short")


def _span(start: datetime, end: datetime | None, *, named: bool = True) -> str:
    zone = f" {zone_name(start)}" if named else ""
    if end is None:
        return f"{_date(start)}, {_clock(start)}{zone}"
    if end.date() == start.date():
        return f"{_date(start)}, {_clock(start)}–{_clock(end)}{zone}"
    return f"{_date(start)}, {_clock(start)} – {_date(end)}, {_clock(end)}{zone}"


def _date(at: datetime) -> str:
    return _written_date(at.date(), at.year == clock.now().year, get_language() or "en")


def _clock(at: datetime) -> str:
    return _written_time(at.hour, at.minute, get_language() or "en")


# Kept, because a list writes the same days and hours over and over.
@lru_cache(maxsize=4096)
def _written_date(day: date, this_year: bool, language: str) -> str:  # noqa: FBT001 - a cache key
    # Translators: see Django's "date" filter for the letters.
    pattern = pgettext("date format", "D j M") if this_year else pgettext("date format", "D j M Y")
    return written(day, pattern)


@lru_cache(maxsize=4096)
def _written_time(hour: int, minute: int, language: str) -> str:
    return written(time(hour, minute), pgettext("time format", "H:i"))
