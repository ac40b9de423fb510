"""The one shape into which every file of results is read. Times are whole milliseconds; None is no time."""

from dataclasses import dataclass
from enum import StrEnum


class ResultStatus(StrEnum):
    """How a car ended."""

    FINISHED = "finished"
    RETIRED = "retired"
    NOT_STARTED = "not_started"
    DISQUALIFIED = "disqualified"


class Source(StrEnum):
    """Which simulator wrote the file."""

    ACC = "acc"
    IRACING = "iracing"


class SessionKind(StrEnum):
    """What was run; the values are those of `RaceSession.Kind`."""

    PRACTICE = "practice"
    QUALIFYING = "qualifying"
    WARM_UP = "warm_up"
    RACE = "race"


@dataclass(frozen=True)
class Driver:
    """Somebody as the simulator knows them; `platform_id` is empty where the file has none."""

    platform_id: str
    name: str


@dataclass(frozen=True)
class Lap:
    """One lap: which of the car's drivers drove it (their place in its list), how long, and whether it counts."""

    driver: int
    ms: int | None
    is_valid: bool


@dataclass(frozen=True)
class Penalty:
    """What the simulator imposed, in its own words; `value` in its own unit, `lap` is None where it is not said."""

    reason: str
    penalty: str
    value: int
    lap: int | None


@dataclass(frozen=True)
class Line:
    """A car: `laps_done` laps in `total_ms`, with each lap where the file has them (`laps`)."""

    number: str
    team: str
    class_name: str
    drivers: tuple[Driver, ...]
    laps_done: int
    total_ms: int | None
    best_lap_ms: int | None
    laps_led: int | None
    status: ResultStatus
    laps: tuple[Lap, ...] = ()
    penalties: tuple[Penalty, ...] = ()


@dataclass(frozen=True)
class SessionResult:
    """One session of a file, cars in the order of the file."""

    source: Source
    kind: SessionKind
    track: str
    lines: tuple[Line, ...]
