"""What a team's thread begins with: who drives together, in what, and when. It calls them, once.

Discord calls nobody when a message is edited; who comes into the team later finds the thread among theirs, as they are
seated in it, where the message names them by then.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lineup.domains.guilds.cards import moment
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.guilds.teams import Crew, Mate
from lineup.domains.racing.models.team import Role

# how many have room in a message, and as many are called as its text takes
MOST = 80
ROLES = dict(Role.choices)


def posts(
    crews: Mapping[UUID, Sequence[Crew]],
    links: Mapping[UUID, str],
    *,
    teams: str,
    begins: Mapping[UUID, datetime],
    over: Collection[UUID],
) -> Mapping[tuple[UUID, UUID], Post]:
    """Return the notice to each team with somebody in it, by event and team, in the language that is active.

    `links`: the addresses of the events whose threads are open; `teams`: of the pages of teams. Of events that are
    `over` it is not said any more. No query.
    """
    return {
        (pk, crew.id): Post("team", _words(crew, links[pk], teams, begins[pk]), is_late=pk in over)
        for pk, several in crews.items()
        for crew in several
        if pk in links and crew.mates
    }


def _words(crew: Crew, link: str, teams: str, begins_at: datetime) -> Words:
    entry = crew.entry
    page = (f"{link}/race/entries/{entry.pk}", _("The entry")) if entry else (f"{teams}/{crew.slug}", _("The team"))
    # a race may be run in several slots
    begins = entry.slot.starts_at if entry and entry.slot else begins_at
    lines = [f"{moment(begins)} ({moment(begins, 'R')})", *_car(crew), "", *map(_line, crew.mates[:MOST])]
    title = _("Your team: %(team)s") % {"team": entry or crew.name}
    return Words(title, "\n".join(lines), (page,), calls=tuple(sorted(crew.numbers)[:MOST]))


def _car(crew: Crew) -> Iterator[str]:
    if crew.entry:
        yield " · ".join(plain(str(part)) for part in (crew.entry.race_class, crew.entry.car) if part)


def _line(mate: Mate) -> str:
    role = "" if mate.role == Role.DRIVER else f" · {ROLES[mate.role]}"
    return f"• {plain(mate.name)}{role}"
