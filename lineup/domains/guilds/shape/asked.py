"""What is asked of a guild: a club's series, events and teams, in its language, and what the club chose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lineup.domains.guilds.shape.things import Words


@dataclass(frozen=True)
class Choices:
    """What the club chose. `pattern` may say {event}, {series}, {date} and {what}; `keep_days` None is for ever."""

    pattern: str = "{event}-{what}"
    voice: bool = True
    roles: bool = True
    threads: bool = True
    respects_people: bool = True
    race_voice_hours: int = 24
    role_days: int = 14
    archive_days: int = 7
    keep_days: int | None = 365


@dataclass(frozen=True)
class Labels:
    """The words that names are made of."""

    signup: str = "signup"
    practice: str = "practice-voice"
    race: str = "race-voice"
    others: str = "Events"
    archive: str = "Archive"
    news: str = "news"


@dataclass(frozen=True)
class Post:
    """A message, known again by its `id`. `is_late`: who did not hear it by now is not told any more.

    One that was said and stays as it is has no words.
    """

    id: str
    words: Words | None
    is_pinned: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Team:
    """`members` are Discord ids of those who linked theirs."""

    id: str
    name: str
    members: frozenset[int] = frozenset()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True)
class Event:
    """An event with a sign-up sheet; `series` is the id of one, or empty. `is_put_away`: archived before its time."""

    id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    series: str = ""
    posts: tuple[Post, ...] = ()
    teams: tuple[Team, ...] = ()
    is_put_away: bool = False


@dataclass(frozen=True)
class Series:
    """`statistics` are posted into its archive once it is over; None then: what was said there stays."""

    id: str
    name: str
    is_over: bool = False
    statistics: Words | None = None


@dataclass(frozen=True)
class Asked:
    """`digest`: what is said of each week; where there is nothing to say, there is no channel for it."""

    choices: Choices = Choices()
    labels: Labels = Labels()
    series: tuple[Series, ...] = ()
    events: tuple[Event, ...] = ()
    digest: tuple[Post, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What stands already, so that nothing moves without need.

    `parents`: things of ours by key, with the key of what they are in. `strangers`: channels of others by the key of
    our category. `other_channels`, `other_roles`: how many the guild has that are not ours.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    strangers: Mapping[str, int] = field(default_factory=dict)
    other_channels: int = 0
    other_roles: int = 1


@dataclass(frozen=True)
class Stage:
    """Where an event stands at an instant."""

    has_roles: bool
    is_race_day: bool
    is_raced: bool
    is_archived: bool
    is_forgotten: bool


# how long after the end voice stays, and a race day lasts
AFTERWARDS = timedelta(hours=6)


def stage(event: Event, choices: Choices, at: datetime) -> Stage:
    """Return where the event stands."""
    archived = is_archived(event.ends_at, choices.archive_days, at, is_put_away=event.is_put_away)
    raced = archived or at >= event.ends_at + AFTERWARDS
    days = timedelta(days=choices.role_days)
    around = event.starts_at - days <= at < event.ends_at + max(days, AFTERWARDS)
    day = timedelta(hours=choices.race_voice_hours)
    return Stage(
        has_roles=choices.roles and around and not archived,
        is_race_day=event.starts_at - day <= at and not raced,
        is_raced=raced,
        is_archived=archived,
        is_forgotten=choices.keep_days is not None
        and archived
        and at >= event.ends_at + timedelta(days=choices.keep_days),
    )


def is_archived(ends_at: datetime, days: int, at: datetime, *, is_put_away: bool = False) -> bool:
    """Whether what ended then is archived, where that is done so many days after, or before by hand."""
    return is_put_away or at >= ends_at + max(timedelta(days=days), AFTERWARDS)
