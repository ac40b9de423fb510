"""The series at Discord, and what is said in the archive of one that is over: how much it held, and who came first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.participation.models import Offering, Pool
from lineup.domains.guilds.homes import Homes, occurrence_of, span
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.result_posts import CLASSES, PODIUM
from lineup.domains.guilds.shape import asked
from lineup.domains.guilds.shape.names import plain
from lineup.domains.guilds.shape.things import Words
from lineup.domains.racing import series_standings
from lineup.domains.racing.models import Series
from lineup.domains.racing.roles import DRIVER
from lineup.domains.racing.series_standings import Row, Standings

# so long after its channels went into the archive the end of a series is put right; then it stays as it was said
SETTLES = timedelta(days=30)
NONE = Standings([], [])


def series(
    guild: Guild, rows: Iterable[Offering], homes: Homes, pools: Mapping[UUID, Pool], *, address: str, at: datetime
) -> Iterator[asked.Series]:
    """Yield the series of these events, with what is said of those that are over. Seven queries at most.

    One of races is over when all that count for it are; of what repeats, when its rule ended and its last event is
    past. `pools`: where people sign up, by event; `address` of this installation.
    """
    inside: dict[str, list[Offering]] = defaultdict(list)
    for row in rows:
        inside[homes.of(row)[0]].append(row)
    of_races = {str(one.pk): one for one in homes.by_race.values()}
    ends = {pk: _ended_at(homes.rounds[one.pk], at) for pk, one in of_races.items()}
    settles = at - SETTLES - timedelta(days=guild.archive_days)
    told = _told([of_races[pk] for pk, end in ends.items() if end and end > settles], homes, address)
    for pk, its in inside.items():
        name = homes.of(its[0])[1]
        if pk in of_races:
            yield asked.Series(pk, name, is_over=ends[pk] is not None, statistics=told.get(pk))
        elif pk:
            taken = sum(pools[row.pk].taken for row in its if row.pk in pools)
            is_over = _has_ended(its[0]) and all(span(row)[1] <= at for row in its)
            said = words(name, events=len(its), taken=taken) if is_over else None
            yield asked.Series(pk, name, is_over=is_over, statistics=said)


def _has_ended(row: Offering) -> bool:
    return occurrence_of(row) is not None and occurrence_of(row).repetition.ended_at is not None


def _ended_at(rounds: Iterable[Offering], at: datetime) -> datetime | None:
    """Return when the last of these events ended; None while one is to come, or if there is none."""
    live = _live(rounds)
    if not live or any(row.state == Offering.State.DRAFT or row.starts_at is None for row in live):
        return None
    ended_at = max(span(row)[1] for row in live)
    return ended_at if ended_at <= at else None


def _live(rounds: Iterable[Offering]) -> list[Offering]:
    return [row for row in rounds if row.binned_at is None and row.state != Offering.State.CANCELLED]


def _told(over: Collection[Series], homes: Homes, address: str) -> Mapping[str, Words]:
    if not over:
        return {}
    standings = series_standings.of_many(over)
    offerings = {one.pk: [row.pk for row in _live(homes.rounds[one.pk])] for one in over}
    pools = Pool.objects.filter(offering__in=[pk for its in offerings.values() for pk in its], role=DRIVER)
    taken = dict(pools.values_list("offering", "taken"))
    return {
        str(one.pk): words(
            one.name,
            events=len(offerings[one.pk]),
            taken=sum(taken.get(pk, 0) for pk in offerings[one.pk]),
            standings=standings[one.pk],
            link=f"{address}/racing/series/{one.pk}",
        )
        for one in over
    }


def words(title: str, *, events: int, taken: int, standings: Standings = NONE, link: str = "") -> Words:
    """Return what is posted where a series came to its end; of races, the first of each class with their points."""
    held = ngettext("%(n)s event", "%(n)s events", events) % {"n": events}
    places = ngettext("%(n)s place taken", "%(n)s places taken", taken) % {"n": taken}
    classes = [_podium(name, rows) for name, rows in standings.classes[:CLASSES]]
    links = ((link, _("All standings")),) if classes else ()
    return Words(_("%(series)s is over") % {"series": title}, "\n\n".join([f"{held}\n{places}", *classes]), links)


def _podium(name: str, rows: Sequence[Row]) -> str:
    first = [row for row in rows if row.stood.place <= PODIUM]
    return "\n".join([f"**{plain(name)}**", *map(_line, first)])


def _line(row: Row) -> str:
    points = ngettext("%(n)s point", "%(n)s points", row.stood.points) % {"n": row.stood.points}
    return f"{row.stood.place}. {plain(row.name)} · {points}"
