"""The switches as this process knows them: read again every few seconds, and at once after a change of its own."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lineup.core.flags.models import Switch

# what another process switched is seen here after this long
FRESH_SECONDS = 3.0

# (flag, club or None for the platform) → share in percent
Shares = Mapping[tuple[str, UUID | None], int]


@dataclass(frozen=True)
class _Snapshot:
    read_at: float
    shares: Shares


_latest: list[_Snapshot] = []


def shares() -> Shares:
    """Return every switch; one query at most every FRESH_SECONDS, whoever asks."""
    # on a clock that nobody sets
    now = time.monotonic()
    if not _latest or now - _latest[0].read_at > FRESH_SECONDS:
        rows = Switch.objects.values_list("flag", "club", "share")
        _latest[:] = [_Snapshot(now, {(flag, club): share for flag, club, share in rows})]
    return _latest[0].shares


def start_empty() -> None:
    """Take it that nothing is switched, without asking."""
    _latest[:] = [_Snapshot(time.monotonic(), {})]


def forget() -> None:
    """Read anew the next time."""
    _latest.clear()
