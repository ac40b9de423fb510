"""What a split into teams is asked for: who signed up, for what, with which wishes; what is settled already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from lineup.domains.racing.stints.windows import Window


@dataclass(frozen=True)
class Slot:
    """A time at which the race is held: an instance of the event."""

    id: str
    name: str
    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Car:
    """A car that some class of the race allows."""

    id: str
    name: str
    class_name: str = ""


@dataclass(frozen=True)
class Driver:
    """Who signed up. `slots` that they prefer (none: any); `cars` from the most wanted to the least (none: any).

    `windows`: when they can drive, over all slots. `rating`: of any kind, if only the same for all.
    """

    id: str
    name: str
    rating: float
    windows: tuple[Window, ...]
    slots: tuple[str, ...] = ()
    cars: tuple[str, ...] = ()


class Bond(StrEnum):
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True)
class Tie:
    """People to keep together or apart: a wish, or a must. `by`: whose wish it is."""

    bond: Bond
    drivers: tuple[str, ...]
    must: bool = False
    by: str = ""


@dataclass(frozen=True)
class Frame:
    """A team of which something is settled: its slot, its car, some of its drivers."""

    id: str
    slot: str | None = None
    car: str | None = None
    drivers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sizes:
    """How many drivers a team has: at least, at most, and best."""

    least: int = 4
    best: int = 5
    most: int = 6


@dataclass(frozen=True)
class Weights:
    """How many points each costs, so that a manager can say what matters. docs/racing/formation.md has the formula.

    An hour without a driver, an hour with only one, a member who wished for other slots, a member who has no hour in
    the team's, each step down a member's list of cars, the distance of a team's mean rating from all drivers' (of a
    standard deviation, squared), a wish for company that fails, and a seat more or less than best.
    """

    uncovered_hour: float = 100.0
    thin_hour: float = 0.5
    slot: float = 20.0
    absent: float = 60.0
    car: float = 8.0
    balance: float = 80.0
    tie: float = 40.0
    size: float = 4.0


@dataclass(frozen=True)
class Club:
    """`teams`: how many; `frames` are some of them, by id. `bin_minutes`: how finely hours are looked at."""

    drivers: tuple[Driver, ...]
    slots: tuple[Slot, ...]
    cars: tuple[Car, ...]
    teams: int
    sizes: Sizes = Sizes()
    frames: tuple[Frame, ...] = ()
    ties: tuple[Tie, ...] = ()
    weights: Weights = Weights()
    bin_minutes: int = 30

    @property
    def frame_ids(self) -> tuple[str, ...]:
        """Return the ids of all teams: those of the frames first, then free ones."""
        taken = [one.id for one in self.frames]
        free = (f"team-{number}" for number in range(1, self.teams + len(taken) + 1))
        return (*taken, *[one for one in free if one not in taken][: self.teams - len(taken)])


@dataclass(frozen=True)
class Team:
    """Who drives which car in which slot."""

    id: str
    slot: str
    car: str
    drivers: tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """Of a team or of all: minutes without and with only one driver, missed wishes, ratings, and the points of it all.

    `slot_misses`, `absent`: members. `car_steps`: down their lists. `rating_spread`: between the means of the best and
    the weakest team; of one team between its best and its weakest driver.
    """

    points: float
    uncovered_minutes: int
    thin_minutes: int
    slot_misses: int
    absent: int
    car_steps: int
    rating_spread: float
    failed_ties: int = 0


@dataclass(frozen=True)
class Proposal:
    """A split. `bound`: no split has fewer points. `steps`: how far the search went; `in_time`: to its end.

    `can_drive`: of each team whether some stint plan obeys the rules of the race, where that was asked.
    """

    teams: tuple[Team, ...]
    measures: Measures
    bound: float
    seconds: float = 0.0
    steps: int = 0
    in_time: bool = True
    can_drive: Mapping[str, bool | None] = field(default_factory=dict)
