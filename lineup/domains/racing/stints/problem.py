"""What a stint plan is asked for: the race, its rules, the drivers, and what has been driven already.

A *stint* lies between two stops; a *turn* is one stint or several in a row by the same driver. A stint begins with the
stop before it: who drives it must be there from the moment the car comes in until the next driver's stop begins.
Whole milliseconds count, so that nothing is rounded twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from lineup.domains.racing.stints.windows import Window

MINUTE = 60_000


@dataclass(frozen=True)
class Stops:
    """What a tank and a set of tyres carry, and what a stop costs. Every stop is reckoned with a full refill.

    `at_once`: fuel, tyres and the driver's change take place at the same time; else tyres follow fuel.
    """

    tank_litres: float
    litres_per_lap: float
    litres_per_second: float
    lane_ms: int
    tyre_laps: int | None = None
    tyres_ms: int = 0
    driver_change_ms: int = 0
    at_once: bool = True


@dataclass(frozen=True)
class Race:
    """A race over time. `nights` are instants of the real clock at which it is dark in the game.

    `stint_laps`: shorter stints than the tank allows, to save fuel or by wish.
    """

    green_flag_at: datetime
    minutes: int
    stops: Stops
    nights: tuple[Window, ...] = ()
    stint_laps: int | None = None

    @property
    def ends_at(self) -> datetime:
        return self.green_flag_at + timedelta(minutes=self.minutes)

    @property
    def length_ms(self) -> int:
        return self.minutes * MINUTE

    def ms(self, instant: datetime) -> int:
        """Return the instant in milliseconds from the green flag on."""
        return (instant - self.green_flag_at) // timedelta(milliseconds=1)

    def instant(self, ms: int) -> datetime:
        return self.green_flag_at + timedelta(milliseconds=ms)


@dataclass(frozen=True)
class Rules:
    """The rules of a race, each for every driver. None or 0: there is no such rule.

    stint_minutes         longest without a stop: the clock that some simulators start anew in the pit lane
    turn_minutes          longest at the wheel in a row;  turn_stints: most stints in a row
    rest_minutes          shortest time between two turns, also free of spotting
    long_rest_minutes     once in the race so long without driving or spotting
    fair_share_percent    each drives so much of an equal share of all laps, rounded up
    least_minutes, most_minutes          at the wheel in all
    window_minutes, most_in_window       at most so long at the wheel within any window of so many minutes
    """

    stint_minutes: int | None = None
    turn_minutes: int | None = None
    turn_stints: int | None = 3
    rest_minutes: int = 0
    long_rest_minutes: int = 0
    least_drivers: int = 1
    most_drivers: int | None = None
    fair_share_percent: int = 0
    least_minutes: int = 0
    most_minutes: int | None = None
    window_minutes: int | None = None
    most_in_window: int | None = None
    least_stops: int = 0
    starter: str | None = None


@dataclass(frozen=True)
class Driver:
    """Who is declared for the car; all must drive what the rules ask, unless `excused` (they dropped out).

    `accepted`: how far they may break rules because a planner let it go before, by the fault's code (`heeding`).
    """

    id: str
    name: str
    lap_ms: int
    drives: tuple[Window, ...]
    spots: tuple[Window, ...] = ()
    turn_minutes: int | None = None
    turn_stints: int | None = None
    rest_minutes: int = 0
    least_stints: int = 0
    most_stints: int | None = None
    most_night_stints: int | None = None
    excused: bool = False
    accepted: Mapping[str, int] = field(default_factory=dict)

    def least(self, code: str, limit: int) -> int:
        """Return what a search asks of them at least: the limit, or less where that was accepted."""
        return min(limit, self.accepted.get(code, limit))

    def most(self, code: str, limit: int) -> int:
        """Return what a search lets them do at most: the limit, or more where that was accepted."""
        return max(limit, self.accepted.get(code, limit))


@dataclass(frozen=True)
class Driven:
    """A stint that was driven, or runs: then `ends_at` is when the car is expected in."""

    driver: str
    starts_at: datetime
    ends_at: datetime
    laps: int
    new_tyres: bool = False


class Kind(StrEnum):
    """Rules of which a plan can be let off, each for one driver or for the car."""

    AVAILABILITY = "availability"
    TURN = "turn"
    REST = "rest"
    LONG_REST = "long_rest"
    LEAST = "least"
    MOST = "most"
    WINDOW = "window"
    NIGHT = "night"
    LOCK = "lock"
    STARTER = "starter"
    LEAST_DRIVERS = "least_drivers"


@dataclass(frozen=True, order=True)
class Rule:
    """One rule for one driver, or a lock on one stint (counted from 1)."""

    kind: Kind
    driver: str = ""
    stint: int = 0


@dataclass(frozen=True)
class Problem:
    """`driven`: the stints of the race so far, the running one last. `locks`: stint (from 1) to driver.

    `waived`: rules that shall not hold, as a manager may decide. `order`: what counts first among good plans.
    """

    race: Race
    drivers: tuple[Driver, ...]
    rules: Rules = field(default_factory=Rules)
    driven: tuple[Driven, ...] = ()
    locks: Mapping[int, str] = field(default_factory=dict)
    waived: frozenset[Rule] = frozenset()
    order: tuple[str, ...] = ("spread", "changes", "unwished")

    def holds(self, kind: Kind, driver: str = "", stint: int = 0) -> bool:
        return Rule(kind, driver, stint) not in self.waived

    def driver(self, wanted: str) -> Driver:
        return next(one for one in self.drivers if one.id == wanted)
