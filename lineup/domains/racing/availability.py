"""When drivers can drive and spot: windows put in order, and the hours of a race as cells to be painted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid

Span = tuple[datetime, datetime]
MOST_WINDOWS = 200
# how fine the cells are: by how long they span in all
STEPS = ((12, 30), (120, 60), (10**9, 240))
MOST_CELLS = 240


class WindowWrongWayRound(Invalid):
    code = "window_wrong_way_round"
    sentence = _("A time when you can ends after it begins; change one of the two.")
    field = "windows"


class TooManyWindows(Invalid):
    code = "too_many_windows"
    sentence = _("At most %(most)s times; join those that follow each other.")
    field = "windows"


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or touch as one. Raises WindowWrongWayRound, TooManyWindows."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if ends <= begins:
            raise WindowWrongWayRound
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    if len(found) > MOST_WINDOWS:
        raise TooManyWindows(most=MOST_WINDOWS)
    return found


def within(spans: Iterable[Span], bounds: Iterable[Span]) -> list[Span]:
    """Return the parts of the spans that lie in the bounds; all of them where there are none."""
    bounds = merged(bounds)
    if not bounds:
        return merged(spans)
    cut = [(max(a, c), min(b, d)) for a, b in merged(spans) for c, d in bounds if max(a, c) < min(b, d)]
    return merged(cut)


def without(spans: Sequence[Span], cut: Sequence[Span]) -> list[Span]:
    """Return the parts of the spans that lie in none of those that are cut out; both are merged."""
    found: list[Span] = []
    for begins, ends in spans:
        for a, b in cut:
            if begins < a < ends:
                found.append((begins, a))
            if a < ends and b > begins:
                begins = b
        if begins < ends:
            found.append((begins, ends))
    return found


def cells(bounds: Iterable[Span]) -> list[Span]:
    """Return the cells of a grid over these spans: half hours of a short race, hours, or four hours of a long one."""
    spans = merged(bounds)
    hours = sum((ends - begins).total_seconds() for begins, ends in spans) / 3600
    step = timedelta(minutes=next(minutes for most, minutes in STEPS if hours <= most))
    found: list[Span] = []
    for begins, ends in spans:
        while begins < ends and len(found) < MOST_CELLS:
            found.append((begins, min(begins + step, ends)))
            begins += step
    return found


def covers(spans: Sequence[Span], cell: Span) -> bool:
    """Whether one of the spans, which are merged, covers all of the cell."""
    return any(begins <= cell[0] and cell[1] <= ends for begins, ends in spans)


@dataclass(frozen=True)
class Coverage:
    """How many can drive, and how many spot, through all of a cell."""

    starts_at: datetime
    ends_at: datetime
    drive: int
    spot: int


def coverage(bounds: Iterable[Span], drive: Iterable[Sequence[Span]], spot: Iterable[Sequence[Span]]) -> list[Coverage]:
    """Return, for each cell, how many of these people, each with their merged spans, can."""
    drivers, spotters = list(drive), list(spot)
    return [
        Coverage(
            begins,
            ends,
            sum(covers(spans, (begins, ends)) for spans in drivers),
            sum(covers(spans, (begins, ends)) for spans in spotters),
        )
        for begins, ends in cells(bounds)
    ]
