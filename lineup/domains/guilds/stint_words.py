"""What a team's thread says of stints, in the language that is active. Times are shown in the reader's zone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.guilds.cards import moment
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing.models import PlannedStint


@dataclass(frozen=True)
class HandOver:
    """A stint that somebody takes over from `before`. `link`: the entry's plan; `calls`: Discord ids of whom it calls.

    `stint` is None where a correction says that nobody takes over there any more.
    """

    number: int
    stint: PlannedStint | None
    before: str = ""
    link: str = ""
    calls: tuple[int, ...] = ()


def alert(said: HandOver) -> Words:
    """Return what calls the next driver: when, for how long, from whom, and what is done at the stop."""
    return Words(_title(said), _facts(said), _plan(said.link), calls=said.calls)


def correction(said: HandOver) -> Words:
    """Return what calls whoever was told something else before."""
    if said.stint is None:
        title = _("Changed: nobody takes over at stint %(number)s") % {"number": said.number}
        return Words(title, _("What was said of it before does not hold."), _plan(said.link), calls=said.calls)
    title = _("Changed: %(title)s") % {"title": _title(said)}
    return Words(title, _facts(said), _plan(said.link), calls=said.calls)


def _plan(link: str) -> tuple[tuple[str, str], ...]:
    return ((link, _("Stint plan")),) if link else ()


def _title(said: HandOver) -> str:
    name = said.stint.driver.person.name if said.stint else ""
    return _("Stint %(number)s: %(name)s takes over") % {"number": said.number, "name": name}


def _facts(said: HandOver) -> str:
    if said.stint is None:
        return ""
    begins = said.stint.starts_at
    lines = [f"{moment(begins)} ({moment(begins, 'R')})"]
    if said.before:
        lines.append(_("%(name)s hands over.") % {"name": said.before})
    return "\n".join([*lines, notes(said.stint)])


def notes(stint: PlannedStint) -> str:
    """Return how long the stint is, and what is done before it, in one line."""
    minutes = round((stint.ends_at - stint.starts_at).total_seconds() / 60)
    said = [f"{minutes} min", ngettext("%(n)s lap", "%(n)s laps", stint.laps) % {"n": stint.laps}]
    if stint.litres:
        said.append(_("%(n)s l of fuel") % {"n": round(stint.litres)})
    said += [_("new tyres")] if stint.new_tyres else []
    said += [_("in the dark")] if stint.is_dark else []
    return " · ".join(said)


def strategy(stints: Iterable[PlannedStint], *, entry: str, version: int, note: str, link: str) -> Words:
    """Return the plan that holds: a line for each stint, as many as a message takes, and what its makers wrote."""
    lines = [_line(one) for one in stints]
    title = _("Stint plan of %(entry)s, version %(version)s") % {"entry": entry, "version": version}
    text = note.strip()[:MOST_NOTE]
    room = MOST_BODY - len(text)
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept.append(_("and later"))
            break
        kept.append(line)
    return Words(title, "\n".join([*kept, *(["", text] if text else [])]), _plan(link))


# a message takes 4096
MOST_BODY, MOST_NOTE = 4000, 1000


def _line(stint: PlannedStint) -> str:
    span = f"{moment(stint.starts_at, 't')}–{moment(stint.ends_at, 't')}"
    return f"`{stint.number:>2}` {span} **{plain(stint.driver.person.name)}** · {notes(stint)}"
