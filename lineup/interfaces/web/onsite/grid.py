"""The timetable drawn: a table with rooms side by side, on a phone one list by time.

In Python, because a day has hundreds of cells: a template would cost several times as much.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lineup.core.foundation import money, zones
from lineup.domains.onsite import sessions, statuses
from lineup.domains.onsite.models import Room, Session
from lineup.domains.onsite.timetable import Cell, Day
from lineup.interfaces.web import drawing

ATELIER = mark_safe(' data-kind="atelier"')
Slot = Callable[[Any], SafeString]


def table(day: Day, slot: Slot, *, zone: str, targets: bool = False) -> SafeString:
    """Draw the day, each session as `slot` draws it; `targets` names each free cell, for what is dropped there."""
    heads = format_html_join("", '<th scope="col">{}</th>', ((_room(room),) for room in day.rooms))
    rows = drawing.joined(_row(row, slot, zone, targets) for row in day.rows)
    head = '<table class="timetable"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>'
    return format_html(head, _("Time"), heads, rows)


def _room(room: Room | None) -> str:
    return room.name if room else _("No room yet")


def _row(row: Any, slot: Slot, zone: str, targets: bool) -> SafeString:  # noqa: FBT001 - handed through
    cells = drawing.joined(_cell(cell, slot, row.starts_at, targets) for cell in row.cells)
    return format_html('<tr><th scope="row">{}</th>{}</tr>', clock(row.starts_at, zone), cells)


def _cell(cell: Cell, slot: Slot, starts_at: datetime, targets: bool) -> SafeString:  # noqa: FBT001 - handed through
    span = format_html(' rowspan="{}"', cell.rows) if cell.rows > 1 else drawing.NOTHING
    target = drawing.NOTHING
    if targets:
        target = format_html(
            ' data-room="{}" data-start="{}"', cell.room.pk if cell.room else "", starts_at.isoformat()
        )
    label = format_html(' data-label="{}"', _room(cell.room)) if cell.sessions else drawing.NOTHING
    return format_html("<td{}{}{}>{}", span, target, label, drawing.joined(map(slot, cell.sessions)))


def clock(moment: datetime, zone: str) -> str:
    """Return the time of day on a clock of the zone, like 09:30."""
    return zones.local(moment, zone).strftime("%H:%M")


@dataclass(frozen=True)
class Public:
    """Draws a session for those who read the programme; `path` leads from its page to those of sessions.

    With stars, the table stands in the form that sends them, beside the words `in` and `out` that each is named by.
    What is written here is written for each of hundreds of sessions: hence a title that is said once and pointed at, a
    star that the style sheet draws, numbers and ends instead of ids, attributes without quotes, cells without end tags.
    """

    zone: str
    path: str
    speakers: Mapping[Any, Sequence[str]]
    starred: frozenset[Any]
    with_stars: bool
    at: datetime
    numbers: Iterator[int] = field(default_factory=count)

    def __call__(self, session: Session) -> SafeString:
        number, star = self._star(session) if self.with_stars else (drawing.NOTHING, drawing.NOTHING)
        return format_html(
            '<div{}><a{} href="{}/{}">{}</a>{}{}{}</div>',
            _kind(session),
            number,
            self.path,
            session.pk,
            session.title,
            star,
            about(session, self.zone, self.speakers),
            running(session, self.at),
        )

    def _star(self, session: Session) -> tuple[SafeString, SafeString]:
        """The attribute that numbers the title, and the button that is named by it."""
        number, on = next(self.numbers), session.pk in self.starred
        name, words = ("unstar", "out") if on else ("star", "in")
        button = '<button name={} value={} aria-labelledby="{} s{}"></button>'
        return format_html(" id=s{}", number), format_html(button, name, sessions.ending(session), words, number)


def _kind(session: Session) -> SafeString:
    return ATELIER if session.kind == Session.Kind.ATELIER else drawing.NOTHING


@dataclass(frozen=True)
class Kept:
    """Draws a session for its organisers, to be dragged or opened."""

    zone: str
    path: str
    speakers: Mapping[Any, Sequence[str]]

    def __call__(self, session: Session) -> SafeString:
        return format_html(
            '<div{} data-drag="{}" draggable="true"><a href="{}/sessions/{}">{}</a>{}</div>',
            _kind(session),
            session.pk,
            self.path,
            session.pk,
            session.title,
            about(session, self.zone, self.speakers),
        )


def about(session: Session, zone: str, speakers: Mapping[Any, Sequence[str]]) -> str:
    """Return times, speakers and price of a session, in one line."""
    parts = [*_times(session, zone), *speakers.get(session.pk, ())]
    if session.pool and session.pool.price is not None:
        parts.append(money.said(session.pool.price, session.pool.currency))
    return " · ".join(parts)


def _times(session: Session, zone: str) -> list[str]:
    if not session.starts_at or not session.ends_at:
        return []
    return [f"{clock(session.starts_at, zone)}–{clock(session.ends_at, zone)}"]


def running(session: Session, at: datetime) -> SafeString:
    """Draw the badge of a session that is running; nothing before and after."""
    status = statuses.of(session, at=at)
    if status != Session.Status.RUNNING:
        return drawing.NOTHING
    return drawing.badge(str(status.value), status.label)
