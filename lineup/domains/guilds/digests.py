"""What a guild is told each Monday: what the week brings its club, and what the last one brought. Said once, as it was.

A week is named as ISO 8601 has it, and begins at eight on the clock of the club.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from lineup.core.foundation import zones
from lineup.core.participation.models import Offering, Pool
from lineup.domains.guilds.cards import moment
from lineup.domains.guilds.models import Guild, Thing
from lineup.domains.guilds.shape.asked import Post
from lineup.domains.guilds.shape.desired import DIGEST
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import State, Words
from lineup.domains.racing.models import RaceResults
from lineup.domains.racing.result_tables import BY_LAPS

HOUR = time(8)
WEEK = timedelta(days=7)
# a message takes 4096
MOST_BODY = 4000


@dataclass(frozen=True)
class Week:
    """From a Monday's morning to the next one's."""

    name: str
    begins_at: datetime
    ends_at: datetime

    @property
    def number(self) -> int:
        return int(self.name[-2:])


def week(at: datetime, zone: str) -> Week:
    """Return the week of the instant on the clock of `zone`; until eight on Monday it is the week before."""
    day = zones.local(at, zone).date()
    monday = day - timedelta(days=day.weekday())
    if at < _morning(monday, zone):
        monday -= WEEK
    year, number, _day = monday.isocalendar()
    return Week(f"{year}-W{number:02}", _morning(monday, zone), _morning(monday + WEEK, zone))


def _morning(monday: date, zone: str) -> datetime:
    return zones.on_clock(monday, HOUR, zone)


def wakes_at(guild: Guild, *, at: datetime) -> datetime | None:
    """Return when the guild is to be looked at for the sake of its next week, or None."""
    return week(at, guild.club.time_zone).ends_at if guild.digest else None


def posts(
    guild: Guild,
    rows: Sequence[Offering],
    pools: Mapping[UUID, Pool],
    links: Mapping[UUID, str],
    *,
    page: str,
    at: datetime,
) -> tuple[Post, ...]:
    """Return what was said of each week, and what is to be said of this one, in the language that is active.

    `links`: the address of each event, `page`: of the club. Where a club wants none, or there is nothing to say, there
    is none. What was said stays as it was, and has no words here. Two queries, or none.
    """
    if not guild.digest:
        return ()
    this = week(at, guild.club.time_zone)
    prefix = f"{DIGEST}/msg:"
    known = Thing.objects.filter(guild=guild.pk, key__startswith=prefix).order_by("key").values_list("key", "state")
    states = {key.removeprefix(prefix): state for key, state in known}
    kept = tuple(Post(name, None, is_late=True) for name in states if name != this.name)
    if states.get(this.name, State.MAKING) != State.MAKING:
        return (*kept, Post(this.name, None, is_late=True))
    body = _body(_sections(rows, pools, links, this, at))
    title = _("Week %(number)s at %(club)s") % {"number": this.number, "club": guild.club.name}
    return (*kept, Post(this.name, Words(title, body, ((page, _("The club")),)))) if body else kept


def _sections(
    rows: Sequence[Offering], pools: Mapping[UUID, Pool], links: Mapping[UUID, str], this: Week, at: datetime
) -> Iterator[tuple[str, list[str]]]:
    """Yield what is told under which heading: of this week, what is still to come."""
    held = [row for row in reversed(rows) if row.state != Offering.State.CANCELLED]
    since = max(at, this.begins_at)
    begins = [(row.starts_at, row) for row in held if row.starts_at and since <= row.starts_at < this.ends_at]
    closes = [
        (pool.closes_at, row)
        for row in held
        if (pool := pools.get(row.pk)) and pool.closes_at and since <= pool.closes_at < this.ends_at
    ]
    yield _("Begins this week"), [_line(row, links[row.pk], moment(when)) for when, row in begins]
    earliest = sorted(closes, key=lambda one: one[0])
    yield _("Sign-up closes"), [_line(row, links[row.pk], moment(when)) for when, row in earliest]
    yield _("Results of last week"), _results({row.pk: row for row in held}, links, this)


def _results(rows: Mapping[UUID, Offering], links: Mapping[UUID, str], this: Week) -> list[str]:
    found = RaceResults.objects.filter(
        race__in=list(rows),
        kind__in=BY_LAPS,
        published_at__gte=this.begins_at - WEEK,
        published_at__lt=this.begins_at,
    )
    return [
        _line(rows[one.race_id], f"{links[one.race_id]}/race/results/{one.pk}", str(one))
        for one in found.order_by("published_at", "pk")
    ]


def _line(row: Offering, link: str, told: str) -> str:
    return f"• [{plain(row.title)}]({link}) {told}"


def _body(sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return what fits into a message, whole lines of it."""
    lines = [line for title, told in sections if told for line in ("", f"**{title}**", *told)]
    kept: list[str] = []
    room = MOST_BODY
    for line in lines[1:]:
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*kept, _("and more, on the club’s page")])
        kept.append(line)
    return "\n".join(kept)
