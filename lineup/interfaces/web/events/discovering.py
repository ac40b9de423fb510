"""Finding events: what comes next, what was, and the month at a glance."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.flags import flags
from lineup.core.foundation import clock, cursors, inputs
from lineup.core.foundation.errors import Missing
from lineup.core.participation import kinds
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events import listing, organising
from lineup.interfaces.web import calendars
from lineup.interfaces.web.events import cards, filters

PAGE = 24
MOST_RUNNING = 6
MOST_IN_A_MONTH = 400
# a stranger reads each time on the clock of its event: no two clocks differ by more than from UTC-12 to UTC+14
FURTHEST_CLOCK = timedelta(hours=26)
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    at = clock.now()
    chosen = filters.of(request, person, at=at)
    rows = (listing.past if chosen.past else listing.upcoming)(person, at=at, wanted=chosen.wanted)
    cursor = request.GET.get("cursor", "")
    page = cursors.page(rows, order=chosen.wanted.order(last_first=chosen.past), cursor=cursor, size=PAGE)
    shown = {
        "filters": chosen,
        "page": page,
        "cards": cards.of(page.items, person),
        "running": [] if cursor or chosen.past else _running(person, at, chosen),
        "views": _views("list", person, at),
        "may_organise": organising.may_organise(person),
    }
    return render(request, "events/discover.html", shown)


def _running(person: object, at: datetime, chosen: filters.Filters) -> list[cards.Card]:
    rows = listing.running(person, at=at, wanted=chosen.wanted)  # type: ignore[arg-type]
    return cards.of(rows.order_by(*chosen.wanted.order())[:MOST_RUNNING], person)  # type: ignore[arg-type]


def _views(current: str, person: Person | None, at: datetime) -> list[dict[str, object]]:
    if not flags.is_on("month-view", person=person):
        return []
    month = timezone.localtime(at).strftime("%Y-%m")
    return [
        {"label": _("List"), "href": reverse("events:list"), "icon": "list-bullet", "current": current == "list"},
        {
            "label": _("Month"),
            "href": reverse("events:month", kwargs={"month": month}),
            "icon": "calendar-days",
            "current": current == "month",
        },
    ]


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    return redirect("events:month", month=timezone.localtime(clock.now()).strftime("%Y-%m"))


@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    first, at = _first_day(month), clock.now()
    chosen = filters.of(request, person, at=at)
    found, more = _entries(person, first, chosen.wanted)
    weeks = calendars.weeks(first, found, day_of=_day_of, today=timezone.localtime(at).date())
    shown = {
        "filters": chosen,
        "weeks": weeks,
        "label": date_format(first, "YEAR_MONTH_FORMAT"),
        "empty": not found,
        "more": len(found) if more else 0,
        "previous": calendars.previous_month(first).strftime("%Y-%m") if first.year > inputs.YEARS[0] else "",
        "next": calendars.next_month(first).strftime("%Y-%m") if first.year < inputs.YEARS[1] else "",
        "views": _views("month", person, at),
        "may_organise": organising.may_organise(person),
    }
    return render(request, "events/month.html", shown)


def _first_day(written: str) -> date:
    found = MONTH.fullmatch(written)
    if not found or not inputs.YEARS[0] <= int(found[1]) <= inputs.YEARS[1]:
        raise Missing
    return date(int(found[1]), int(found[2]), 1)


def _entries(person: Person | None, first: date, wanted: listing.Wanted) -> tuple[list["_Entry"], bool]:
    """The events whose day, on the clock that they are shown by, lies in the month; whether there are more."""
    margin = timedelta() if person else FURTHEST_CLOCK
    start, end = _midnight(first) - margin, _midnight(calendars.next_month(first)) + margin
    rows = listing.between(person, start=start, end=end, wanted=wanted).order_by(*wanted.order())
    entries = [_Entry(row, cards.zone_for(person, row)) for row in rows[: MOST_IN_A_MONTH + 1]]
    more = len(entries) > MOST_IN_A_MONTH
    return [entry for entry in entries[:MOST_IN_A_MONTH] if _day_of(entry).replace(day=1) == first], more


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _day_of(entry: "_Entry") -> date:
    return entry.at.date()


class _Entry:
    """An event in its square of the month, on the clock of the zone; empty: the viewer's."""

    def __init__(self, row: Offering, zone: str) -> None:
        self.at = timezone.localtime(row.starts_at, ZoneInfo(zone) if zone else None)
        self.href = kinds.of(row).path(row)
        self.hue = cards.hue_of(row)
        cancelled = row.state == Offering.State.CANCELLED
        self.title = _("Cancelled: %(title)s") % {"title": row.title} if cancelled else f"{self.at:%H:%M} {row.title}"
