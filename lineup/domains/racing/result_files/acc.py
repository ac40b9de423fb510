"""Results as Assetto Corsa Competizione writes them: one session a file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lineup.domains.racing.result_files.fields import LARGEST, Part
from lineup.domains.racing.result_files.refusals import PartWrong
from lineup.domains.racing.result_files.shape import (
    Driver,
    Lap,
    Line,
    Penalty,
    ResultStatus,
    SessionKind,
    SessionResult,
    Source,
)

MOST_CARS, MOST_DRIVERS, MOST_LAPS, MOST_PENALTIES = 100, 20, 100_000, 2_000
LONGEST_NAME, LONGEST_REASON = 80, 80
KINDS = {"P": SessionKind.PRACTICE, "F": SessionKind.PRACTICE, "Q": SessionKind.QUALIFYING, "R": SessionKind.RACE}
CUPS = {1: "Pro-Am", 2: "Am", 3: "Silver", 4: "National"}
DISQUALIFIED = "Disqualified"


def looks_so(said: Part) -> bool:
    """Whether it could be such a file."""
    return said.has("sessionResult") and said.has("sessionType")


def sessions(said: Part) -> list[SessionResult]:
    """Return the one session of the file. Raises PartWrong, TooManyOf."""
    named = said.text("sessionType", most=20).upper()
    kind = KINDS.get(named[:1])
    if kind is None:
        raise PartWrong(part="sessionType")
    laps, penalties = _laps(said), _penalties(said)
    rows = said.part("sessionResult").rows("leaderBoardLines", most=MOST_CARS)
    lines = tuple(_line(row, laps, penalties) for row in rows)
    return [SessionResult(Source.ACC, kind, said.text("trackName", most=LONGEST_NAME, default=""), lines)]


def _line(row: Part, laps: Mapping[int, Sequence[Lap]], penalties: Mapping[int, Sequence[Penalty]]) -> Line:
    car, timing = row.part("car"), row.part("timing")
    car_id, done = car.whole("carId"), max(0, timing.whole("lapCount"))
    drivers = tuple(_driver(one) for one in car.rows("drivers", most=MOST_DRIVERS))
    own = tuple(penalties.get(car_id, ()))
    return Line(
        number=str(max(0, car.whole("raceNumber")))[:4],
        team=car.text("teamName", most=LONGEST_NAME, default=""),
        class_name=CUPS.get(car.whole("cupCategory", default=0), ""),
        drivers=drivers,
        laps_done=done,
        total_ms=_time(timing.whole("totalTime", default=0)),
        best_lap_ms=_time(timing.whole("bestLap", default=0)),
        laps_led=None,
        status=_status(done, own),
        laps=tuple(lap for lap in laps.get(car_id, ()) if lap.driver < max(1, len(drivers))),
        penalties=own,
    )


def _status(done: int, penalties: Sequence[Penalty]) -> ResultStatus:
    """The file does not say who gave up; the organiser does."""
    if any(one.penalty == DISQUALIFIED for one in penalties):
        return ResultStatus.DISQUALIFIED
    return ResultStatus.FINISHED if done else ResultStatus.NOT_STARTED


def _driver(one: Part) -> Driver:
    name = f"{one.text('firstName', most=40, default='')} {one.text('lastName', most=40, default='')}".strip()
    return Driver(
        _platform_id(one.text("playerID", most=60, default="")),
        (name or one.text("shortName", most=20, default=""))[:LONGEST_NAME],
    )


def _platform_id(said: str) -> str:
    """Steam's number without the letter that the game sets before it: so people know it."""
    return said[1:] if said[:1] == "S" and said[1:].isdecimal() else said


def _time(ms: int) -> int | None:
    return ms if 0 < ms < LARGEST else None


def _laps(said: Part) -> Mapping[int, Sequence[Lap]]:
    found = defaultdict[int, list[Lap]](list)
    for row in said.rows("laps", most=MOST_LAPS):
        driver, ms = max(0, row.whole("driverIndex", default=0)), _time(row.whole("laptime"))
        found[row.whole("carId")].append(Lap(driver, ms, row.flag("isValidForBest", default=True)))
    return found


def _penalties(said: Part) -> Mapping[int, Sequence[Penalty]]:
    found = defaultdict[int, list[Penalty]](list)
    for key in ("penalties", "post_race_penalties"):
        for row in said.rows(key, most=MOST_PENALTIES):
            lap = row.whole("violationInLap", default=-1)
            found[row.whole("carId")].append(
                Penalty(
                    row.text("reason", most=LONGEST_REASON, default=""),
                    row.text("penalty", most=LONGEST_REASON, default=""),
                    row.whole("penaltyValue", default=0),
                    lap if lap >= 0 else None,
                )
            )
    return found
