"""Spans of time in which somebody can drive or spot, as instants in UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Invalid

NEUTRAL = 3


class BadWindow(Invalid):
    code = "bad_window"
    sentence = _("A window must end after it begins, and say in which zone its hours are.")
    field = "windows"


@dataclass(frozen=True, order=True)
class Window:
    """From `starts_at` until just before `ends_at`; `preference` from 1 (if need be) to 5 (gladly)."""

    starts_at: datetime
    ends_at: datetime
    preference: int = NEUTRAL

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None or self.ends_at <= self.starts_at:
            raise BadWindow
        if not 1 <= self.preference <= 5:
            raise BadWindow(_("A preference is a number from 1 to 5."), field="preference")

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


def on_clock(day: date, begins: time, ends: time, zone: str, *, preference: int = NEUTRAL) -> Window:
    """Return the window that clocks of the zone show so; one that ends at or before its begin ends the day after.

    A night in which clocks are put forward or back is an hour shorter or longer, as it is for who lives there.
    Raises BadWindow if nothing is left of it: an hour that clocks skip.
    """
    last = day if ends > begins else day + timedelta(days=1)
    return Window(zones.on_clock(day, begins, zone), zones.on_clock(last, ends, zone), preference)


def joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return the same time as windows that neither touch nor overlap, in order, without preferences."""
    found: list[Window] = []
    for one in sorted(windows):
        starts_at, ends_at = one.starts_at.astimezone(UTC), one.ends_at.astimezone(UTC)
        if found and starts_at <= found[-1].ends_at:
            found[-1] = Window(found[-1].starts_at, max(found[-1].ends_at, ends_at))
        else:
            found.append(Window(starts_at, ends_at))
    return tuple(found)


def within(windows: Iterable[Window], starts_at: datetime, ends_at: datetime) -> tuple[Window, ...]:
    """Return what of the windows lies in this span."""
    cut = ((max(one.starts_at, starts_at), min(one.ends_at, ends_at), one.preference) for one in windows)
    return tuple(Window(begins, ends, preference) for begins, ends, preference in cut if begins < ends)


def gaps(windows: Iterable[Window], starts_at: datetime, ends_at: datetime) -> tuple[Window, ...]:
    """Return the parts of the span that no window covers, in order."""
    found, reached = [], starts_at
    for one in joined(within(windows, starts_at, ends_at)):
        if reached < one.starts_at:
            found.append(Window(reached, one.starts_at))
        reached = one.ends_at
    if reached < ends_at:
        found.append(Window(reached, ends_at))
    return tuple(found)


def covers(windows: Sequence[Window], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the windows leave nothing out of the span."""
    return not gaps(windows, starts_at, ends_at)


def preference_at(windows: Iterable[Window], instant: datetime) -> int:
    """Return the highest preference of the windows at that instant; neutral where there is none."""
    found = [one.preference for one in windows if one.starts_at <= instant < one.ends_at]
    return max(found, default=NEUTRAL)
