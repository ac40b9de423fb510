"""The questions of a session drawn: once for all who watch, since five hundred ask for them in the same second.

What differs from one to the other (own votes, own questions) is put in between, or kept by the page that shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lineup.core.foundation import cursors
from lineup.core.people.models import Person
from lineup.domains.onsite import pulses, questions, sessions
from lineup.domains.onsite.models import Session
from lineup.domains.onsite.pulses import Reading
from lineup.interfaces.web import drawing
from lineup.interfaces.web.onsite import grid

PAGE = 50
QUIET = '<button class="button" data-size="sm" data-variant="quiet"'
# nobody is shown by a name of before for longer than this; who is erased is gone at once (`leaving`)
DRAWN_ANEW_SECONDS = 60


@dataclass(frozen=True)
class Drawn:
    """A question without what only its reader has."""

    pk: Any
    person_id: Any
    wanted: int
    label: str
    inside: SafeString


@dataclass(frozen=True)
class Page:
    """A page of drawn questions, with the cursors of its neighbours."""

    items: tuple[Drawn, ...]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class _Asked:
    """For whom a list is drawn; two of the same get the same."""

    session_id: Any
    pulse: str
    language: str
    keeps: bool
    span: int
    session: Session = field(compare=False)


def first(session: Session, *, pulse: str, keeps: bool, at: datetime) -> Page:
    """Return the first page as it is at this pulse, drawn once for everybody; `keeps`: for the session's keepers."""
    span = int(at.timestamp()) // DRAWN_ANEW_SECONDS
    return _first(_Asked(session.pk, pulse, get_language() or "en", keeps, span, session))


@lru_cache(maxsize=64)
def _first(asked: _Asked) -> Page:
    return page(asked.session, keeps=asked.keeps)


def shared(reading: Reading, *, pulse: str, at: datetime) -> bytes:
    """Return the list as all read it who hold its key: as it is at this pulse, nothing in it anybody's own.

    Raises Missing where the session is gone.
    """
    return _shared(reading, pulse, int(at.timestamp()) // DRAWN_ANEW_SECONDS)


@lru_cache(maxsize=64)
def _shared(reading: Reading, pulse: str, span: int) -> bytes:
    session = sessions.standing(reading.session_id)
    with translation.override(reading.language):
        found = page(session, keeps=False)
        drawn = items(found.items, person=None, voted=frozenset(), may_vote=True)
        shown = {"page": found, "items": drawn, "pulse": pulse, **paths(session)}
        return render_to_string("onsite/question_list.html", shown).encode()


def paths(session: Session) -> dict[str, str]:
    """Return what a watching page asks: whether there is news, and for the list of its reader alone."""
    key = {"slug": session.event.offering.slug, "pk": session.pk}
    return {"pulse_key": pulses.key_of(session.pk), "list_path": reverse("onsite:questions-list", kwargs=key)}


def page(session: Session, *, keeps: bool, cursor: str = "") -> Page:
    """Return a page drawn for this reader alone. Raises BadCursor."""
    rows = questions.of(session, hidden=keeps)
    found = cursors.page(rows, order=questions.ORDER, cursor=cursor, size=PAGE)
    zone, path = session.event.time_zone, f"/events/{session.event.offering.slug}/programme/{session.pk}/questions"
    return Page(tuple(_drawn(row, zone, path, keeps=keeps) for row in found.items), found.next, found.previous)


def _drawn(row: Any, zone: str, path: str, *, keeps: bool) -> Drawn:
    inside = format_html(
        '<p class="asked">{}</p><p class="small soft">{} · {}</p>{}{}',
        row.text,
        _("Anonymous") if row.is_anonymous else row.person.name,
        grid.clock(row.asked_at, zone),
        _answer(row),
        _acts(row, path) if keeps else "",
    )
    return Drawn(row.pk, row.person_id, row.wanted, row.text[:80], inside)


def _answer(row: Any) -> SafeString:
    if not row.is_answered:
        return drawing.NOTHING
    if not row.answer:
        return format_html(
            '<p class="small">{} {}</p>', drawing.icon("check-circle", "mini"), _("Answered in the room")
        )
    by = row.answered_by.name if row.answered_by else ""
    return format_html(
        '<blockquote class="answer"><p>{}</p><footer class="small soft">{}</footer></blockquote>', row.answer, by
    )


def _acts(row: Any, path: str) -> SafeString:
    hidden = drawing.badge("withdrawn", _("Hidden")) if row.hidden_at else ""
    marks = [("open", _("Not answered yet"))] if row.is_answered else [("answered", _("Answered in the room"))]
    marks.append(("shown", _("Show")) if row.hidden_at else ("hidden", _("Hide")))
    buttons = format_html_join(
        "",
        QUIET + ' form="marks" name="{}" value="{}" aria-label="{}">{}</button>',
        ((mark, row.pk, f"{words}: {row.text[:80]}", words) for mark, words in marks),
    )
    link = '<div class="button-row">{}<a class="button" data-size="sm" href="{}/{}" aria-label="{}">{}</a>{}</div>'
    words = _("Answer in writing")
    return format_html(link, hidden, path, row.pk, f"{words}: {row.text[:80]}", words, buttons)


def items(drawn: Iterable[Drawn], *, person: Person | None, voted: frozenset[Any], may_vote: bool) -> SafeString:
    """Return the list for this reader; for None, what all of them have."""
    return mark_safe("".join(_item(one, person, voted, may_vote=may_vote) for one in drawn))


def _item(one: Drawn, person: Person | None, voted: frozenset[Any], *, may_vote: bool) -> str:
    on = one.pk in voted
    vote = _vote(one, on=on) if may_vote else format_html('<span class="vote">{}</span>', _figure(one))
    mine = _own(one) if person and one.person_id == person.pk else ""
    return format_html('<li class="question" id="q-{}">{}<div>{}{}</div></li>', one.pk, vote, one.inside, mine)


def _vote(one: Drawn, *, on: bool) -> SafeString:
    return format_html(
        '<button class="vote" id="vote-{0}" form="votes" name="{1}" value="{0}" aria-pressed="{2}" '
        'aria-label="{3}">{4}</button>',
        one.pk,
        "unvote" if on else "vote",
        "true" if on else "false",
        _("I want this answered too: %(question)s (%(n)s)") % {"question": one.label, "n": one.wanted},
        _figure(one),
    )


def _figure(one: Drawn) -> SafeString:
    return format_html('{}<b class="number">{}</b>', drawing.icon("chevron-up", "mini"), one.wanted)


def _own(one: Drawn) -> SafeString:
    words = _("Take back")
    button = QUIET + ' form="removals" name="question" value="{}" aria-label="{}">{}</button>'
    return format_html(button, one.pk, f"{words}: {one.label}", words)
