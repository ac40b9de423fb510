"""The order of a race that runs, in the channel of the race: one message, put right at each look at the guild."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.domains.guilds.cards import moment
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing import leaderboards
from lineup.domains.racing.models import CarStanding


def posts(
    race_ids: Collection[UUID], links: Mapping[UUID, str], *, club_id: UUID, at: datetime
) -> Mapping[UUID, Sequence[Post]]:
    """Return the order of each race that a timing tool tells of, by race, in the language that is active. One query.

    The first, and the cars of the club. `links`: the address of each race's event. Once the race is over its last order
    stays where it was said, and is not said anew.
    """
    return {
        feed.race_id: [
            Post(
                "leaderboard",
                words(rows, link=f"{links[feed.race_id]}/race/leaderboard"),
                is_pinned=True,
                is_late=not leaderboards.is_live(feed, at=at),
            )
        ]
        for feed, rows in leaderboards.of_races(race_ids, club_id=club_id).items()
    }


def words(rows: Sequence[CarStanding], *, link: str) -> Words:
    """Return the order as it was when the race was last told; who drives is not said here."""
    told_at = rows[0].told_at
    lines = [_("As it was %(when)s") % {"when": f"{moment(told_at)} ({moment(told_at, 'R')})"}, ""]
    has_classes = len({row.entry.race_class_id for row in rows}) > 1
    lines += [_line(row, has_classes=has_classes) for row in rows]
    return Words(_("Leaderboard"), "\n".join(lines), ((link, _("Whole leaderboard")),))


def _line(row: CarStanding, *, has_classes: bool) -> str:
    laps = ngettext("%(n)s lap", "%(n)s laps", row.laps_done) % {"n": row.laps_done}
    parts = [
        f"**{row.position}** #{plain(row.entry.number)} {plain(row.entry.name)}",
        plain(str(row.entry.race_class)) if has_classes else "",
        laps,
        leaderboards.gap(row),
        _("in the pits") if row.is_in_pit else "",
    ]
    return " · ".join(filter(None, parts))
