"""What a guild should look like at an instant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lineup.domains.guilds.shape import limits, names, shelves
from lineup.domains.guilds.shape.asked import Asked, Event, Post, Series, Stage, Standing, Team, stage
from lineup.domains.guilds.shape.permissions import VOICE, Permission
from lineup.domains.guilds.shape.things import BOT, EVERYONE, USER, Access, Kind, Lane, Wanted
from lineup.domains.guilds.shape.thrift import fitting

ARCHIVE, OTHERS, DIGEST = "archive", "series:-", "digest"
FIRST = (Kind.CATEGORY, Kind.TEXT, Kind.MESSAGE)
THEN = (Kind.TEXT, Kind.ROLE, Kind.GRANT, Kind.VOICE, Kind.THREAD, Kind.SEAT, Kind.MESSAGE, Kind.PIN)
# text, practice voice and race voice
PLACES = 3
QUIET = Access(
    EVERYONE,
    deny=Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS,
)
# what the bot denies others it must hold itself, also in the category
SPEAKS_ON = Access(BOT, allow=Permission.VIEW_CHANNEL | QUIET.deny)
ARCHIVED = tuple(sorted((QUIET, SPEAKS_ON)))


@dataclass(frozen=True)
class Desired:
    """All that should be, what holds before what is held. `left_out`: keys for which the guild has no room."""

    things: tuple[Wanted, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Staged:
    event: Event
    stage: Stage

    @property
    def key(self) -> str:
        return f"event:{self.event.id}"

    @property
    def text(self) -> str:
        return f"{self.key}/text"

    def role(self, team: Team) -> str:
        return f"{self.key}/team:{team.id}/role"


def desired(asked: Asked, *, at: datetime, standing: Standing | None = None) -> Desired:
    """Return what the guild should hold at this instant; the same for the same arguments.

    What does not fit into the guild is left out, the events that are farthest away first; nothing that stands already.
    """
    stands = standing or Standing()
    staged = [_Staged(one, stage(one, asked.choices, at)) for one in sorted(asked.events, key=lambda one: one.id)]
    staged = [one for one in staged if not one.stage.is_forgotten]
    nearest = sorted(staged, key=lambda one: (one.stage.is_raced, abs(one.event.starts_at - at), one.event.id))
    roles = [role for one in nearest for role in _roles(one)]
    kept, without_role = fitting(roles, stands, limit=limits.ROLES - stands.other_roles, counted=frozenset({Kind.ROLE}))
    granted = frozenset(one.key for one in kept if one.kind is Kind.ROLE)
    channels = [*_channels(asked, nearest, granted), *_ends(asked, staged, stands), *_news(asked)]
    held = [thing for one in nearest for thing in _held(one, threads=asked.choices.threads)]
    housed = _housed(asked, channels, stands)
    room = limits.CHANNELS - stands.other_channels
    told = [*_statistics(asked, staged, stands), *_posts(asked.digest, DIGEST, f"{DIGEST}/text", lane=Lane.MAKE)]
    things, without_channel = fitting([*housed, *kept, *held, *told], stands, limit=room)
    return Desired(tuple(_in_order(things)), (*without_role, *without_channel))


def _in_order(things: Sequence[Wanted]) -> list[Wanted]:
    """Where people sign up comes first, each channel with what is said in it; what others are made of before these."""
    places = {one.key: number for number, one in enumerate(things)}

    def rank(one: Wanted) -> tuple[int, int, int]:
        if one.lane is not Lane.FIRST:
            return 2, THEN.index(one.kind), 0
        if one.kind is Kind.CATEGORY:
            return 0, 0, 0
        # Discord makes ten channels a second: fifty would go before the first word
        return 1, places.get(one.key if one.kind is Kind.TEXT else one.parent, 0), FIRST.index(one.kind)

    return sorted(things, key=rank)


# --- what an event has ----------------------------------------------------------------------------


def _roles(one: _Staged) -> Iterator[Wanted]:
    if not one.stage.has_roles:
        return
    for team in one.event.teams:
        key = one.role(team)
        yield Wanted(key, Kind.ROLE, names.line(team.name) or names.FALLBACK, lane=Lane.MAKE)
        for user in sorted(team.members):
            yield Wanted(f"{key}/grant:{user}", Kind.GRANT, parent=key, user=user, lane=Lane.ACCESS)


def _channels(asked: Asked, staged: Sequence[_Staged], granted: frozenset[str]) -> Iterator[Wanted]:
    titles = {one.id: one.name for one in asked.series}
    seen: dict[str, str] = {}
    named = {
        one.event.id: _is_twin(seen, one, titles.get(one.event.series, ""), asked)
        for one in sorted(staged, key=lambda one: one.event.id)
    }
    for one in staged:
        series = titles.get(one.event.series, "")

        def name(what: str, one: _Staged = one, series: str = series) -> str:
            return names.of_channel(one.event, what, series=series, choices=asked.choices, twin=named[one.event.id])

        access = ARCHIVED if one.stage.is_archived else ()
        yield Wanted(one.text, Kind.TEXT, name(asked.labels.signup), access=access, lane=Lane.FIRST)
        if not asked.choices.voice or one.stage.is_raced:
            continue
        if one.event.teams and one.stage.has_roles:
            yield Wanted(
                f"{one.key}/voice:practice", Kind.VOICE, name(asked.labels.practice), access=_team_only(one, granted)
            )
        if one.stage.is_race_day:
            yield Wanted(f"{one.key}/voice:race", Kind.VOICE, name(asked.labels.race), access=_team_only(one, granted))


def _is_twin(seen: dict[str, str], one: _Staged, series: str, asked: Asked) -> bool:
    name = names.of_channel(one.event, asked.labels.signup, series=series, choices=asked.choices)
    return seen.setdefault(name, one.event.id) != one.event.id


def _team_only(one: _Staged, granted: frozenset[str]) -> tuple[Access, ...]:
    """Teams get in by their role, or one by one where the guild has no room for it; without teams, everybody does."""
    if not one.event.teams:
        return ()
    roles = {one.role(team) for team in one.event.teams} & granted
    alone = {user for team in one.event.teams if one.role(team) not in granted for user in team.members}
    # the two for everyone and the bot come first, so that who can't be listed is somebody, not the door
    let_in = [*sorted(roles), *(f"{USER}{user}" for user in sorted(alone))][: limits.OVERWRITES - 2]
    closed = Access(EVERYONE, deny=Permission.VIEW_CHANNEL | Permission.CONNECT)
    own = Access(BOT, allow=Permission.VIEW_CHANNEL | Permission.CONNECT)
    return tuple(sorted((closed, own, *(Access(who, allow=VOICE) for who in let_in))))


def _held(one: _Staged, *, threads: bool) -> Iterator[Wanted]:
    """What is in the event's channel."""
    yield from _posts(one.event.posts, one.key, one.text, lane=Lane.FIRST)
    for team in one.event.teams if threads else ():
        key = f"{one.key}/team:{team.id}/thread"
        is_open = False if one.stage.is_archived else (True if one.stage.is_race_day else None)
        yield Wanted(key, Kind.THREAD, names.line(team.name) or names.FALLBACK, one.text, is_open=is_open)
        for user in sorted(team.members)[: limits.THREAD_MEMBERS - 1]:
            yield Wanted(f"{key}/seat:{user}", Kind.SEAT, parent=key, user=user, lane=Lane.ACCESS)
        yield from _posts(team.posts, f"{one.key}/team:{team.id}", key, lane=Lane.MAKE)


def _posts(posts: Iterable[Post], prefix: str, parent: str, *, lane: Lane) -> Iterator[Wanted]:
    for post in posts:
        key = f"{prefix}/msg:{post.id}"
        yield Wanted(key, Kind.MESSAGE, parent=parent, words=post.words, lane=lane, is_late=post.is_late)
        if post.is_pinned:
            yield Wanted(f"{key}/pin", Kind.PIN, parent=key, lane=Lane.LOOKS, is_late=post.is_late)


# --- what a series has ----------------------------------------------------------------------------


def _over(asked: Asked, staged: Sequence[_Staged], standing: Standing) -> list[Series]:
    """Return the series that have a channel in the archive: it stands, or there is something to say in it."""
    going = {one.event.series for one in staged if not one.stage.is_archived}
    over = [one for one in asked.series if one.is_over and one.id not in going]
    return [one for one in over if one.statistics or f"series:{one.id}/archive" in standing.parents]


def _ends(asked: Asked, staged: Sequence[_Staged], standing: Standing) -> Iterator[Wanted]:
    for one in _over(asked, staged, standing):
        name = names.slug(one.name)[: limits.NAME].strip("-_") or names.FALLBACK
        yield Wanted(f"series:{one.id}/archive", Kind.TEXT, name, access=ARCHIVED)


def _statistics(asked: Asked, staged: Sequence[_Staged], standing: Standing) -> Iterator[Wanted]:
    for one in _over(asked, staged, standing):
        key, channel, words = f"series:{one.id}/msg:statistics", f"series:{one.id}/archive", one.statistics
        yield Wanted(key, Kind.MESSAGE, parent=channel, words=words, is_late=not words)


def _news(asked: Asked) -> Iterator[Wanted]:
    if asked.digest:
        yield Wanted(f"{DIGEST}/text", Kind.TEXT, names.slug(asked.labels.news) or names.FALLBACK)


# --- categories -----------------------------------------------------------------------------------


def _housed(asked: Asked, channels: Sequence[Wanted], standing: Standing) -> list[Wanted]:
    """Put the channels into categories, and return these with them, each category before what it holds."""
    titles = {f"series:{one.id}": one.name for one in asked.series}
    titles |= {OTHERS: asked.labels.others, ARCHIVE: asked.labels.archive}
    prefixes = {f"event:{one.id}": f"series:{one.series}" for one in asked.events}
    groups: dict[str, dict[str, list[str]]] = {}
    for one in channels:
        owner = one.key.rsplit("/", 1)[0]
        prefix = ARCHIVE if one.access == ARCHIVED else prefixes.get(owner, OTHERS)
        prefix = prefix if prefix in titles else OTHERS
        groups.setdefault(prefix, {}).setdefault(owner, []).append(one.key)
    homes: dict[str, str] = {}
    for prefix, group in groups.items():
        homes |= shelves.homes(prefix, group, standing, places=1 if prefix == ARCHIVE else PLACES)
    return [*_categories(homes, titles), *(replace(one, parent=homes[one.key]) for one in channels)]


def _categories(homes: dict[str, str], titles: dict[str, str]) -> Iterator[Wanted]:
    for key in dict.fromkeys(homes.values()):
        prefix, number = key.split(shelves.MARK)
        tail = "" if number == "1" else f" {number}"
        name = (names.line(titles[prefix]) or names.FALLBACK)[: limits.NAME - len(tail)].strip() + tail
        access = ARCHIVED if prefix == ARCHIVE else ()
        yield Wanted(key, Kind.CATEGORY, name, access=access, lane=Lane.FIRST)
