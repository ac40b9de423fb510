"""How sign-up went: over time, at the door, from the waitlist."""

from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.core.participation import figures
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.domains.events.models import Attendance
from lineup.interfaces.web import charts
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk

MOST_POINTS = 60


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    zone = timezone.get_current_timezone()
    days = figures.sign_ups_by_day(desk.offering, zone=zone)
    states = figures.by_state(Place.objects.filter(pool__in=desk.pool_ids))
    here = Attendance.objects.filter(place__pool__in=desk.pool_ids, place__state=State.CONFIRMED).count()
    shown = {
        "states": states,
        "total": sum(number for _day, number in days),
        "chart": charts.line(_growth(days, clock.now().astimezone(zone).date())),
        "showed_up": figures.Share(here, states[State.CONFIRMED]),
        "conversion": figures.waitlist_conversion(desk.offering),
        "kept": figures.kept(desk.offering),
        "begun": bool(desk.offering.starts_at and clock.now() >= desk.offering.starts_at),
    }
    return opening.page(request, desk, "figures.html", shown, room="figures")


def _growth(days: list[tuple[date, int]], today: date) -> list[tuple[str, float]]:
    """Sign-ups in all, day by day without gaps, thinned to what a chart can show."""
    if not days:
        return []
    counts = dict(days)
    first, last = days[0][0], min(today, days[-1][0] + timedelta(days=14))
    span = [first + timedelta(days=n) for n in range(max(1, (last - first).days + 1))]
    totals = list(accumulate(counts.get(day, 0) for day in span))
    return _thinned(
        [(date_format(day, pgettext("date format", "j M")), total) for day, total in zip(span, totals, strict=True)]
    )


def _thinned(points: list[Any]) -> list[Any]:
    step = -(-len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]] if step > 1 else points
