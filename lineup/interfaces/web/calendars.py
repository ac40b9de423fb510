"""A month as weeks of days, with what happens on each, for the month grid."""

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Day:
    """One square of the grid."""

    date: date
    in_month: bool
    is_today: bool
    items: Sequence[Any]


def weeks(
    month: date, items: Iterable[Any], *, day_of: Callable[[Any], date], today: date, first: int = calendar.MONDAY
) -> list[list[Day]]:
    """Return the weeks that cover `month` (any day of it); each item stands on the day `day_of` gives."""
    by_day: dict[date, list[Any]] = {}
    for item in items:
        by_day.setdefault(day_of(item), []).append(item)
    grid = calendar.Calendar(first).monthdatescalendar(month.year, month.month)
    return [[Day(day, day.month == month.month, day == today, by_day.get(day, [])) for day in week] for week in grid]


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous_month(month: date) -> date:
    """Return the first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
