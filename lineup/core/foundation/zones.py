"""Instants as they look on a clock somewhere."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def local(instant: datetime, zone: str) -> datetime:
    """Return the instant on the clock of `zone` (IANA name); UTC where there is no such zone."""
    try:
        return instant.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return instant.astimezone(ZoneInfo("UTC"))


@cache
def known() -> frozenset[str]:
    """Return the names of all time zones."""
    return frozenset(available_timezones())


def is_known(zone: str) -> bool:
    """Whether this is the name of a time zone."""
    return zone in known()
