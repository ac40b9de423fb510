"""What is asked of a club's guild, out of its events, races and teams: as many questions for many as for few."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import translation

from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.guilds import alerts, cards, control_posts, guilds, result_posts, strategies, teams
from lineup.domains.guilds.cards import SignUp
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.shape.asked import Asked, Event, Post, Series, Team, is_archived
from lineup.domains.racing.models import Race
from lineup.domains.racing.roles import DRIVER

# how far ahead a channel is opened, and how long ago at most an event was whose channel is kept
AHEAD, BEHIND_DAYS = timedelta(days=120), 730
# with three channels each, a guild of 500 has room for them
MOST = 120
TOLD = (Offering.State.PUBLISHED, Offering.State.FINISHED, Offering.State.CANCELLED)
# where nothing says when it ends
LASTS = timedelta(hours=3)


def asked(guild: Guild, *, address: str, at: datetime) -> Asked:
    """Return what the guild is asked for now; `address` of this installation, without a slash at its end.

    Drafts and what only the invited may see are left out. Fourteen questions, whatever there is.
    """
    rows = list(_offerings(guild, at))
    with translation.override(guild.language):
        found = _facts(rows, at)
        _speak(guild, rows, found, address, at)
        events = tuple(_event(row, found, address, at) for row in rows if row.pk in found.pools)
        series = tuple(_series(rows, found, at))
        return Asked(guilds.choices(guild), cards.labels(), series, events)


def _offerings(guild: Guild, at: datetime) -> "QuerySet[Offering]":
    behind = at - timedelta(days=guild.archive_days + (BEHIND_DAYS if guild.keep_days is None else guild.keep_days))
    rows = Offering.objects.filter(
        club=guild.club_id,
        kind=Offering.Kind.EVENT,
        binned_at=None,
        state__in=TOLD,
        visibility__in=guilds.SEEN,
        starts_at__gt=behind,
        starts_at__lte=at + AHEAD,
    )
    if guild.only_races:
        rows = rows.filter(event__race__isnull=False)
    told = ("event__race__simulator", "event__race__layout__sim_track__track", "event__occurrence__repetition")
    return rows.select_related("event", *told).order_by("-starts_at", "id")[:MOST]


@dataclass
class _Facts:
    """What is known of the events, by the id of the offering, or of the pool."""

    pools: dict[UUID, Pool] = field(default_factory=dict)
    waiting: Mapping[UUID, int] = field(default_factory=dict)
    names: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    teams: Mapping[UUID, Sequence[Team]] = field(default_factory=dict)
    said: Mapping[UUID, Sequence[Post]] = field(default_factory=dict)


def _facts(rows: Sequence[Offering], at: datetime) -> _Facts:
    pools: dict[UUID, Pool] = {}
    # of a race, its drivers sign up; whoever comes to watch does so on the event's page
    for pool in Pool.objects.filter(offering__in=[row.pk for row in rows], role__in=(ATTENDEE, DRIVER)):
        if pool.role == DRIVER or pool.offering_id not in pools:
            pools[pool.offering_id] = pool
    ids = [pool.pk for pool in pools.values()]
    waits = Place.objects.filter(pool__in=ids, state=State.WAITLISTED).values_list("pool").annotate(n=Count("pk"))
    named = [pools[row.pk].pk for row in rows if row.pk in pools and row.event.shows_participants]
    return _Facts(pools, dict(waits), _names(named), teams.of_events([row.pk for row in rows], at=at))


def _speak(guild: Guild, rows: Sequence[Offering], found: _Facts, address: str, at: datetime) -> None:
    """Add what the channel of a race says of it, and what the threads of its teams do until they are closed."""
    every = {row.pk: _link(row, address) for row in rows}
    found.said = _joined(control_posts.posts(every, every, at=at), result_posts.posts(every, every))
    links = {row.pk: every[row.pk] for row in rows if not is_archived(span(row)[1], guild.archive_days, at)}
    plans = strategies.posts(links, links)
    said = alerts.posts(links, links, at=at)
    found.teams = {
        pk: [
            replace(team, posts=_said(plans.get(key), said.get(key)))
            for team in several
            for key in [(pk, UUID(team.id))]
        ]
        for pk, several in found.teams.items()
    }


def _joined(*parts: Mapping[UUID, Sequence[Post]]) -> Mapping[UUID, Sequence[Post]]:
    found: dict[UUID, list[Post]] = defaultdict(list)
    for pk, posts in (item for part in parts for item in part.items()):
        found[pk] += posts
    return found


def _said(plan: Post | None, alerts_said: Sequence[Post] | None) -> tuple[Post, ...]:
    return (*([plan] if plan else []), *(alerts_said or ()))


def _link(row: Offering, address: str) -> str:
    return f"{address}/events/{row.slug}"


def _names(pools: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Place.objects.filter(pool__in=list(pools), state=State.CONFIRMED).select_related("participant", "entered")
    for row in rows.order_by("participant__name_folded", "id"):
        found[row.pool_id].append(row.shown_name)
    return found


def _event(row: Offering, found: _Facts, address: str, at: datetime) -> Event:
    pool = found.pools[row.pk]
    waiting, names = found.waiting.get(pool.pk, 0), found.names.get(pool.pk, ())
    sign_up = SignUp(row, pool, _race(row), waiting, names)
    starts, ends = span(row)
    return Event(
        id=str(row.pk),
        name=row.title,
        starts_at=starts,
        ends_at=ends,
        series=_home(row)[0],
        posts=(*cards.posts(sign_up, link=_link(row, address), at=at), *found.said.get(row.pk, ())),
        teams=tuple(found.teams.get(row.pk, ())),
    )


def span(row: Offering) -> tuple[datetime, datetime]:
    """Return from when to when it lasts, as far as is known."""
    if row.starts_at is None:
        raise ValueError(row.pk)
    return row.starts_at, row.ends_at or row.starts_at + LASTS


def _race(row: Offering) -> Race | None:
    return getattr(row.event, "race", None)


def _home(row: Offering) -> tuple[str, str]:
    """Return the id of the series that the event is of, and its name: what repeats is one, and races of a simulator."""
    occurrence: Any = getattr(row.event, "occurrence", None)
    if occurrence is not None:
        return str(occurrence.repetition_id), row.title
    race = _race(row)
    return (f"simulator-{race.simulator.slug}", race.simulator.name) if race else ("", "")


def _series(rows: Sequence[Offering], found: _Facts, at: datetime) -> Iterable[Series]:
    """Yield the series of these events. One is over when its rule ended and its last event is past."""
    homes: dict[str, list[Offering]] = defaultdict(list)
    for row in rows:
        if _home(row)[0]:
            homes[_home(row)[0]].append(row)
    for pk, its in homes.items():
        name = _home(its[0])[1]
        over = _has_ended(its[0]) and all(span(row)[1] <= at for row in its)
        taken = sum(found.pools[row.pk].taken for row in its if row.pk in found.pools)
        yield Series(pk, name, over, cards.statistics(name, events=len(its), taken=taken) if over else None)


def _has_ended(row: Offering) -> bool:
    occurrence: Any = getattr(row.event, "occurrence", None)
    return occurrence is not None and occurrence.repetition.ended_at is not None
