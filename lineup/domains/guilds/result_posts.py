"""What the channel of a race says once its results are published: who won each class, and the race in figures."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing import laps, result_tables
from lineup.domains.racing.models import RaceResults, ResultLine
from lineup.domains.racing.result_tables import Row

# of each class, and how many classes have room
PODIUM, CLASSES = 3, 12


def posts(race_ids: Collection[UUID], links: Mapping[UUID, str]) -> Mapping[UUID, Sequence[Post]]:
    """Return the post of each published result of a race, by race, in the language that is active. Two queries.

    `links`: the address of each race's event. Results that are taken back have none; corrected ones say so in place.
    """
    found: dict[UUID, list[Post]] = defaultdict(list)
    for results, rows in result_tables.of_races(race_ids).items():
        link = f"{links[results.race_id]}/race/results/{results.pk}"
        found[results.race_id].append(Post(f"results:{results.number}", words(results, rows, link=link)))
    return found


def words(results: RaceResults, rows: Sequence[Row], *, link: str) -> Words:
    """Return the podium of each class and the figures of the race."""
    title = _("Results: %(session)s") % {"session": results}
    classes = [_of_class(name, inside) for name, inside in result_tables.by_class(rows)[:CLASSES]]
    body = "\n\n".join([*filter(None, classes), _figures([row.line for row in rows])])
    return Words(title, body, ((link, _("All results")),))


def _of_class(name: str, rows: Iterable[Row]) -> str:
    placed = [row for row in rows if row.placed.class_place]
    lines = [f"{row.placed.class_place}. {_name(row.line)} · {_laps(row.line.laps_done)}" for row in placed[:PODIUM]]
    return "\n".join([f"**{plain(name)}**", *lines]) if lines else ""


def _name(line: ResultLine) -> str:
    """The entry or the team of the file; who drove is not said here."""
    name = plain(line.entry.name if line.entry is not None else line.team)
    return f"#{plain(line.number)} {name}".strip() if line.number else name or "–"


def _laps(number: int) -> str:
    return ngettext("%(n)s lap", "%(n)s laps", number) % {"n": number}


def _figures(lines: Sequence[ResultLine]) -> str:
    status = ResultLine.Status
    started = [line for line in lines if line.status != status.NOT_STARTED]
    said = [ngettext("%(n)s car started", "%(n)s cars started", len(started)) % {"n": len(started)}]
    finished = sum(line.status == status.FINISHED for line in lines)
    said.append(ngettext("%(n)s finished", "%(n)s finished", finished) % {"n": finished})
    said.append(_laps(sum(line.laps_done for line in lines)))
    best = min((line for line in lines if line.best_lap_ms), key=lambda line: line.best_lap_ms or 0, default=None)
    figures = " · ".join(said)
    if best is None or best.best_lap_ms is None:
        return figures
    fastest = _("Fastest lap: %(time)s, %(name)s") % {"time": laps.said(best.best_lap_ms), "name": _name(best)}
    return f"{figures}\n{fastest}"
