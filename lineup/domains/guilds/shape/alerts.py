"""Which driver is told now that their stint comes: each change of driver once, and one correction where it moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# so much later or earlier is not worth calling somebody again
TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Change:
    """A stint that somebody else drives than the one before it: its number, its driver, and when it begins."""

    number: int
    driver: str
    starts_at: datetime


@dataclass(frozen=True)
class Told:
    """What was said of a stint last; without a driver, that the car does not change hands there any more."""

    driver: str
    starts_at: datetime
    is_corrected: bool = False
    is_missed: bool = False


class Act(StrEnum):
    """ALERT and CORRECT call somebody; FOLLOW puts a correction right without a call; MISS: it was too late."""

    ALERT = "alert"
    CORRECT = "correct"
    FOLLOW = "follow"
    MISS = "miss"


@dataclass(frozen=True)
class Step:
    act: Act
    number: int
    change: Change | None


def due(plan: Iterable[Change], told: Mapping[int, Told], *, lead: timedelta, at: datetime) -> tuple[Step, ...]:
    """Return what is to be said of an entry's stints at this instant, by number; nothing is said twice.

    `told`: what was said so far, by the number of the stint. A stint is told `lead` before it begins and not once it
    has begun; whose stint moves by more than TOLERANCE, or is another's, after it was told, hears of that once.
    """
    changes = {one.number: one for one in plan}
    steps = (_of(number, changes.get(number), told.get(number), lead, at) for number in sorted({*changes, *told}))
    return tuple(one for one in steps if one is not None)


def _of(number: int, change: Change | None, told: Told | None, lead: timedelta, at: datetime) -> Step | None:
    if told is None or told.is_missed:
        return _first(change, told, lead, at)
    begins = change.starts_at if change else told.starts_at
    if begins <= at or not _differs(change, told):
        return None
    return Step(Act.FOLLOW if told.is_corrected else Act.CORRECT, number, change)


def _first(change: Change | None, told: Told | None, lead: timedelta, at: datetime) -> Step | None:
    if change is None or at < change.starts_at - lead:
        return None
    if at < change.starts_at:
        return Step(Act.ALERT, change.number, change)
    return None if told else Step(Act.MISS, change.number, change)


def _differs(change: Change | None, told: Told) -> bool:
    if change is None:
        return bool(told.driver)
    return change.driver != told.driver or abs(change.starts_at - told.starts_at) > TOLERANCE
