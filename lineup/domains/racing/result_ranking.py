"""Who came where: laps, then time with penalties; who retired after who finished. Computed here alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lineup.domains.racing.result_files.shape import ResultStatus

CLASSIFIED = (ResultStatus.FINISHED, ResultStatus.RETIRED)
AFTER_EACH_OTHER = (*CLASSIFIED, ResultStatus.NOT_STARTED, ResultStatus.DISQUALIFIED)


@dataclass(frozen=True)
class Ran:
    """What a car did. `order` is where the simulator put it, which decides where times do not."""

    key: Any
    class_name: str
    status: str
    laps: int
    total_ms: int | None
    best_lap_ms: int | None
    penalty_ms: int = 0
    order: int = 0


@dataclass(frozen=True)
class Placed:
    """Where a car came, overall and in its class; None where it came nowhere.

    `behind_laps` and `behind_ms` are to the first of its class: one of the two, or neither.
    """

    ran: Ran
    place: int | None
    class_place: int | None
    time_ms: int | None
    behind_laps: int | None = None
    behind_ms: int | None = None


def ranked(cars: Sequence[Ran], *, by_best_lap: bool) -> list[Placed]:
    """Return the cars from the first to the last; of practice and qualifying by the best lap."""
    found: list[Placed] = []
    first: dict[str, Ran] = {}
    in_class: dict[str, int] = {}
    for place, ran in enumerate(sorted(cars, key=_by_best_lap if by_best_lap else _by_laps_and_time), 1):
        if not _comes_somewhere(ran, by_best_lap=by_best_lap):
            found.append(Placed(ran, None, None, _time(ran, by_best_lap=by_best_lap)))
            continue
        leader = first.setdefault(ran.class_name, ran)
        in_class[ran.class_name] = in_class.get(ran.class_name, 0) + 1
        laps, ms = _behind(leader, ran, by_best_lap=by_best_lap)
        time = _time(ran, by_best_lap=by_best_lap)
        found.append(Placed(ran, place, in_class[ran.class_name], time, laps, ms))
    return found


def _by_laps_and_time(ran: Ran) -> tuple[int, int, bool, int, int]:
    time = _time(ran, by_best_lap=False)
    return AFTER_EACH_OTHER.index(ResultStatus(ran.status)), -ran.laps, time is None, time or 0, ran.order


def _by_best_lap(ran: Ran) -> tuple[bool, bool, int, int]:
    return ran.status == ResultStatus.DISQUALIFIED, ran.best_lap_ms is None, ran.best_lap_ms or 0, ran.order


def _comes_somewhere(ran: Ran, *, by_best_lap: bool) -> bool:
    if by_best_lap:
        return ran.best_lap_ms is not None and ran.status != ResultStatus.DISQUALIFIED
    return ran.status in CLASSIFIED


def _time(ran: Ran, *, by_best_lap: bool) -> int | None:
    if by_best_lap:
        return ran.best_lap_ms
    return None if ran.total_ms is None else ran.total_ms + ran.penalty_ms


def _behind(leader: Ran, ran: Ran, *, by_best_lap: bool) -> tuple[int | None, int | None]:
    if leader is ran or (not by_best_lap and ran.status != ResultStatus.FINISHED):
        return None, None
    if not by_best_lap and leader.laps > ran.laps:
        return leader.laps - ran.laps, None
    mine, theirs = _time(ran, by_best_lap=by_best_lap), _time(leader, by_best_lap=by_best_lap)
    return None, None if mine is None or theirs is None else mine - theirs
