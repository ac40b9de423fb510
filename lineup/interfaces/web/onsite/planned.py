"""A programme as its pages show it: one day at a time, on the clock of the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.dateformat import format as written
from django.utils.translation import pgettext

from lineup.core.foundation import zones
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite import rooms, sessions, speakers, timetable
from lineup.domains.onsite.models import Room


@dataclass(frozen=True)
class Shown:
    """The days of a programme, the one that is shown, and what takes place on it."""

    days: Sequence[date]
    day: date | None
    table: timetable.Day | None
    # who speaks, by the id of the session
    speakers: Mapping[Any, Sequence[str]]

    def tabs(self, path: str, more: str = "") -> list[dict[str, Any]]:
        """Return the links to the days; `more` goes on at the end of each query."""
        return [
            {"label": named(day), "href": f"{path}?day={day.isoformat()}{more}", "current": day == self.day}
            for day in self.days
        ]


def named(day: date) -> str:
    """Return the day as a tab names it."""
    return written(day, pgettext("day of a programme", "l j M"))


def of(
    event: Event, wanted: str, *, only: frozenset[Any] | None = None, keeper: Person | None = None, at: datetime
) -> Shown:
    """Return the programme on the wanted day (as 2027-05-03), else today's or the first; `only` these sessions of it.

    `keeper`: what this person keeps of it. Four queries, however long it is; for a keeper a few more.
    """
    rows = sessions.kept_by(event, keeper).filter(starts_at__isnull=False)
    if only is not None:
        rows = rows.filter(pk__in=only)
    days = timetable.days(rows.values_list("starts_at", flat=True), event.time_zone)
    day = chosen(days, wanted, zones.local(at, event.time_zone).date())
    if day is None:
        return Shown(days, None, None, {})
    begins, ends = (zones.on_clock(one, time(), event.time_zone) for one in (day, day + timedelta(days=1)))
    shown = list(sessions.of_span(rows, begins, ends))
    table = timetable.of_day(shown, _rooms(event), day, event.time_zone)
    return Shown(days, day, table, speakers.names(shown))


def _rooms(event: Event) -> list[Room]:
    return list(rooms.of(event))


def chosen(days: Sequence[date], wanted: str, today: date) -> date | None:
    """Return the wanted day if it is one of them, else today, else the first."""
    named = {day.isoformat(): day for day in days}
    if wanted in named:
        return named[wanted]
    return today if today in days else (days[0] if days else None)
