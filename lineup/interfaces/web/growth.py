"""What grows day by day, as the points of a line."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import pgettext

from lineup.interfaces.web.charts import Point

MOST_POINTS = 60
# a line goes on for so long after its last step, so that one sees that it is flat
AFTER = timedelta(days=14)


def curve(days: Sequence[tuple[date, int]], *, today: date) -> list[Point]:
    """Return the sums up to each day, without gaps, thinned to what a chart can show; `days` with some, in order."""
    if not days:
        return []
    counts = dict(days)
    first, last = days[0][0], max(days[-1][0], min(today, days[-1][0] + AFTER))
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    totals = list(accumulate(counts.get(day, 0) for day in span))
    return _thinned([(_label(day), total) for day, total in zip(span, totals, strict=True)])


def _label(day: date) -> str:
    return date_format(day, pgettext("date format", "j M"))


def _thinned(points: list[Point]) -> list[Point]:
    step = -(-len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]] if step > 1 else points
