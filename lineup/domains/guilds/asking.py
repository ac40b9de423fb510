"""What is asked of a club's guild, out of its events, races and teams: as many questions for many as for few."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import translation

from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.guilds import (
    alerts,
    cards,
    control_posts,
    digests,
    guilds,
    homes,
    leaderboard_posts,
    result_posts,
    series_posts,
    strategies,
    team_posts,
    teams,
)
from lineup.domains.guilds.cards import SignUp
from lineup.domains.guilds.homes import LASTS, Homes, race_of, span
from lineup.domains.guilds.models import Archived, Guild
from lineup.domains.guilds.shape.asked import Asked, Event, Post, Team, is_archived
from lineup.domains.guilds.teams import Crew
from lineup.domains.racing.roles import DRIVER

# how far ahead a channel is opened, and how long ago at most an event was whose channel is kept
AHEAD, BEHIND_DAYS = timedelta(days=120), 730
# with three channels each, a guild of 500 has room for them
MOST = 120
TOLD = (Offering.State.PUBLISHED, Offering.State.FINISHED, Offering.State.CANCELLED)


def asked(guild: Guild, *, address: str, at: datetime) -> Asked:
    """Return what the guild is asked for now; `address` of this installation, without a slash at its end.

    Drafts and what only the invited may see are left out. Sixteen questions, whatever there is; two more where
    the club is told of its week, seven where a series of races ended of late.
    """
    rows = list(_offerings(guild, at))
    with translation.override(guild.language):
        found = _facts(guild, rows, at)
        _speak(guild, rows, found, address, at)
        events = tuple(_event(row, found, address, at) for row in rows if row.pk in found.pools)
        series = tuple(series_posts.series(guild, rows, found.homes, found.pools, address=address, at=at))
        links, page = {row.pk: _link(row, address) for row in rows}, f"{address}/clubs/{guild.club.slug}"
        digest = digests.posts(guild, rows, found.pools, links, page=page, at=at)
        return Asked(guilds.choices(guild), cards.labels(), series, events, digest)


def next_teams(guild: Guild, *, at: datetime) -> tuple[str, Sequence[Crew]] | None:
    """Return the name of the guild's next event at which people drive together, and who does; or None. Five questions.

    One that runs counts, one that was cancelled does not.
    """
    runs = Q(ends_at__gt=at) | Q(ends_at=None, starts_at__gt=at - LASTS)
    rows = _shown(guild).filter(runs, teams.some(), starts_at__lte=at + AHEAD)
    found = rows.exclude(state=Offering.State.CANCELLED).order_by("starts_at", "id").first()
    return (found.title, teams.of_events([found.pk], at=at).get(found.pk, ())) if found else None


def _offerings(guild: Guild, at: datetime) -> "QuerySet[Offering]":
    behind = at - timedelta(days=guild.archive_days + (BEHIND_DAYS if guild.keep_days is None else guild.keep_days))
    rows = _shown(guild).filter(starts_at__gt=behind, starts_at__lte=at + AHEAD)
    rows = rows.annotate(is_put_away=Exists(Archived.objects.filter(offering=OuterRef("pk"))))
    told = ("event__race__simulator", "event__race__layout__sim_track__track", "event__occurrence__repetition")
    return rows.select_related("event", *told).order_by("-starts_at", "id")[:MOST]


def _shown(guild: Guild) -> "QuerySet[Offering]":
    rows = Offering.objects.filter(
        club=guild.club_id,
        kind=Offering.Kind.EVENT,
        binned_at=None,
        state__in=TOLD,
        visibility__in=guilds.SEEN,
    )
    return rows.filter(event__race__isnull=False) if guild.only_races else rows


@dataclass
class _Facts:
    """What is known of the events, by the id of the offering, or of the pool."""

    pools: dict[UUID, Pool] = field(default_factory=dict)
    waiting: Mapping[UUID, int] = field(default_factory=dict)
    names: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    crews: Mapping[UUID, Sequence[Crew]] = field(default_factory=dict)
    teams: Mapping[UUID, Sequence[Team]] = field(default_factory=dict)
    homes: Homes = field(default_factory=Homes)
    said: Mapping[UUID, Sequence[Post]] = field(default_factory=dict)


def _facts(guild: Guild, rows: Sequence[Offering], at: datetime) -> _Facts:
    pools: dict[UUID, Pool] = {}
    # of a race, its drivers sign up; whoever comes to watch does so on the event's page
    for pool in Pool.objects.filter(offering__in=[row.pk for row in rows], role__in=(ATTENDEE, DRIVER)):
        if pool.role == DRIVER or pool.offering_id not in pools:
            pools[pool.offering_id] = pool
    ids = [pool.pk for pool in pools.values()]
    waits = Place.objects.filter(pool__in=ids, state=State.WAITLISTED).values_list("pool").annotate(n=Count("pk"))
    named = [pools[row.pk].pk for row in rows if row.pk in pools and row.event.shows_participants]
    crews = teams.of_events([row.pk for row in rows], at=at)
    return _Facts(pools, dict(waits), _names(named), crews, homes=homes.find(guild, rows))


def _speak(guild: Guild, rows: Sequence[Offering], found: _Facts, address: str, at: datetime) -> None:
    """Add what the channel of a race says of it, and what the threads of its teams do until they are closed."""
    every = {row.pk: _link(row, address) for row in rows}
    order = leaderboard_posts.posts(every, every, club_id=guild.club_id, at=at)
    found.said = _joined(order, control_posts.posts(every, every, at=at), result_posts.posts(every, every))
    links = {row.pk: every[row.pk] for row in rows if not _is_archived(guild, row, at)}
    over = {row.pk for row in rows if row.state == Offering.State.CANCELLED or span(row)[1] <= at}
    begins = {row.pk: span(row)[0] for row in rows}
    notices = team_posts.posts(found.crews, links, teams=f"{address}/racing/teams", begins=begins, over=over)
    plans = strategies.posts(links, links)
    said = alerts.posts(links, links, at=at)
    found.teams = {
        pk: [
            Team(str(crew.id), crew.name, crew.numbers, _said([notices.get(key), plans.get(key)], said.get(key, ())))
            for crew in crews
            for key in [(pk, crew.id)]
        ]
        for pk, crews in found.crews.items()
    }


def _joined(*parts: Mapping[UUID, Sequence[Post]]) -> Mapping[UUID, Sequence[Post]]:
    found: dict[UUID, list[Post]] = defaultdict(list)
    for pk, posts in (item for part in parts for item in part.items()):
        found[pk] += posts
    return found


def _said(first: Iterable[Post | None], alerts_said: Sequence[Post]) -> tuple[Post, ...]:
    return (*filter(None, first), *alerts_said)


def _is_archived(guild: Guild, row: Any, at: datetime) -> bool:
    return is_archived(span(row)[1], guild.archive_days, at, is_put_away=row.is_put_away)


def _link(row: Offering, address: str) -> str:
    return f"{address}/events/{row.slug}"


def _names(pools: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Place.objects.filter(pool__in=list(pools), state=State.CONFIRMED).select_related("participant", "entered")
    for row in rows.order_by("participant__name_folded", "id"):
        found[row.pool_id].append(row.shown_name)
    return found


def _event(row: Any, found: _Facts, address: str, at: datetime) -> Event:
    pool = found.pools[row.pk]
    waiting, names = found.waiting.get(pool.pk, 0), found.names.get(pool.pk, ())
    sign_up = SignUp(row, pool, race_of(row), waiting, names)
    starts, ends = span(row)
    return Event(
        id=str(row.pk),
        name=row.title,
        starts_at=starts,
        ends_at=ends,
        series=found.homes.of(row)[0],
        posts=(*cards.posts(sign_up, link=_link(row, address), at=at), *found.said.get(row.pk, ())),
        teams=tuple(found.teams.get(row.pk, ())),
        is_put_away=row.is_put_away,
    )
