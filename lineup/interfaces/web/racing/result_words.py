"""Results as people read them: times, gaps, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.racing import laps, result_tables
from lineup.domains.racing.models import ResultLine
from lineup.domains.racing.result_ranking import Placed
from lineup.domains.racing.result_tables import Row

NOTHING = "–"
HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Line:
    """A line of the table, in words. `drivers` are (name, address of their page or nothing)."""

    pk: Any
    place: str
    number: str
    name: str
    drivers: list[tuple[str, str]]
    car: str
    laps: int
    time: str
    best: str
    is_best: bool
    note: str


def clock(milliseconds: int | None) -> str:
    """Return a time like 2:18.456, or 1:02:18.456 from an hour on."""
    if milliseconds is None:
        return NOTHING
    hours, rest = divmod(milliseconds, HOUR_MS)
    if not hours:
        return laps.said(milliseconds)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def gap(placed: Placed) -> str:
    """Return the time of the first of a class, and how far behind it the others are."""
    if placed.behind_laps:
        count = placed.behind_laps
        return ngettext("+%(count)s lap", "+%(count)s laps", count) % {"count": count}
    if placed.behind_ms is not None:
        minutes, rest = divmod(placed.behind_ms, 60_000)
        return f"+{minutes}:{rest // 1000:02}.{rest % 1000:03}" if minutes else f"+{rest // 1000}.{rest % 1000:03}"
    return clock(placed.time_ms) if placed.class_place == 1 else NOTHING


def note(line: ResultLine) -> str:
    """Return what is to be said of how it ended: retired, disqualified, a penalty, and why."""
    said = [] if line.status == ResultLine.Status.FINISHED else [str(line.get_status_display())]
    if line.penalty_seconds:
        said.append(_("+%(seconds)s s penalty") % {"seconds": line.penalty_seconds})
    what = ", ".join(said)
    return _("%(what)s: %(why)s") % {"what": what, "why": line.reason} if what and line.reason else what or line.reason


def tables(rows: list[Row], *, manages: bool) -> list[tuple[str, list[Line]]]:
    """Return the lines of each class in words."""
    best = min((row.line.best_lap_ms for row in rows if row.line.best_lap_ms), default=None)
    return [(name, [_line(row, best, manages) for row in inside]) for name, inside in result_tables.by_class(rows)]


def _line(row: Row, best: int | None, manages: bool) -> Line:  # noqa: FBT001
    line, entry = row.line, row.line.entry
    shown, drivers = name(line, manages=manages), list(_drivers(line, manages))
    return Line(
        pk=line.pk,
        place=str(row.placed.class_place or NOTHING),
        number=line.number or NOTHING,
        name=shown,
        # who drives alone is named once
        drivers=[] if drivers == [(shown, "")] else drivers,
        car=str(entry.car) if entry and entry.car else "",
        laps=line.laps_done,
        time=gap(row.placed),
        best=clock(line.best_lap_ms),
        is_best=best is not None and line.best_lap_ms == best,
        note=note(line),
    )


def name(line: ResultLine, *, manages: bool) -> str:
    """Return who it was: the entry, the team of the file, or its drivers."""
    said = line.entry.name if line.entry else line.team
    names = (driver for driver, _address in _drivers(line, manages))
    return said or ", ".join(names) or NOTHING


def _drivers(line: ResultLine, manages: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    if not (manages or result_tables.shows_drivers(line)):
        return
    for one in line.drivers.all():
        profile = one.profile
        is_seen = profile is not None and profile.is_public and profile.person_id is not None
        yield one.name or NOTHING, reverse("racing:driver", args=[one.profile_id]) if is_seen else ""
