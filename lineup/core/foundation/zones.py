"""Instants as they look on a clock somewhere."""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def local(instant: datetime, zone: str) -> datetime:
    """Return the instant on the clock of `zone` (IANA name); UTC where there is no such zone."""
    try:
        return instant.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return instant.astimezone(ZoneInfo("UTC"))


def on_clock(day: date, clock: time, zone: str) -> datetime:
    """Return the instant in UTC at which a clock of the zone (UTC, where there is no such zone) shows this.

    As RFC 5545 has it: of two such instants the first; a time that the clocks skip is read with the offset before.
    """
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        there = ZoneInfo("UTC")
    return datetime.combine(day, clock, there).replace(fold=0).astimezone(UTC)


@cache
def known() -> frozenset[str]:
    """Return the names of all time zones."""
    return frozenset(available_timezones())


def is_known(zone: str) -> bool:
    """Whether this is the name of a time zone."""
    return zone in known()
