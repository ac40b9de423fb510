"""Quiet hours: from a time to a time on somebody's own clock, also across midnight and changes of the clock."""

from datetime import UTC, datetime, time, timedelta

from lineup.core.foundation import zones


def ends_at(at: datetime, *, zone: str, quiet_from: time | None, quiet_until: time | None) -> datetime | None:
    """Return the instant (UTC) at which the quiet hours end that are on at `at`; None where it is not quiet.

    An end that the clock leaves out comes as late as if it had not been put forward; one that the clock
    shows twice ends the quiet both times.
    """
    if quiet_from is None or quiet_until is None:
        return None
    local = zones.local(at, zone)
    if not _within(local.time(), quiet_from, quiet_until):
        return None
    overnight = quiet_from > quiet_until and local.time() >= quiet_from
    day = local.date() + timedelta(days=1 if overnight else 0)
    end = datetime.combine(day, quiet_until, local.tzinfo)
    first, second = (end.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    # of an end that the clock leaves out, the second reading lies before the gap, when it is still quiet
    return first if first > at else second


def _within(now: time, quiet_from: time, quiet_until: time) -> bool:
    if quiet_from <= quiet_until:
        return quiet_from <= now < quiet_until
    return now >= quiet_from or now < quiet_until
