"""Results as iRacing gives them: all sessions in one file, times in ten-thousandths of a second."""

from collections.abc import Iterator

from lineup.domains.racing.result_files.fields import LARGEST, Part
from lineup.domains.racing.result_files.refusals import PartWrong
from lineup.domains.racing.result_files.shape import (
    Driver,
    Line,
    ResultStatus,
    SessionKind,
    SessionResult,
    Source,
)

MOST_SESSIONS, MOST_CARS, MOST_DRIVERS = 30, 100, 40
LONGEST_NAME = 80
TENTHS_OF_MS = 10
# by the number of the sort of session, as their order in the file says nothing
KINDS = {
    2: SessionKind.PRACTICE,
    3: SessionKind.PRACTICE,
    4: SessionKind.QUALIFYING,
    5: SessionKind.QUALIFYING,
    6: SessionKind.RACE,
}
WARM_UP = "WARMUP"
ENDED = {"running": ResultStatus.FINISHED, "disqualified": ResultStatus.DISQUALIFIED}


def looks_so(said: Part) -> bool:
    """Whether it could be such a file."""
    return said.has("session_results") or (said.has("data") and said.part("data").has("session_results"))


def sessions(said: Part) -> list[SessionResult]:
    """Return the sessions of the file; of two races the last first, which is the one that counts.

    Raises PartWrong, TooManyOf.
    """
    body = _body(said)
    track = _track(body)
    return [
        SessionResult(Source.IRACING, kind, track, _lines(row, kind))
        for row in _last_first(body)
        if (kind := _kind(row)) is not None
    ]


def team_rows(said: Part) -> Iterator[Part]:
    """Yield what each session says of a team, the last session first. Raises PartWrong, TooManyOf."""
    for session in _last_first(_body(said)):
        for row in session.rows("results", most=MOST_CARS):
            if row.has("driver_results"):
                yield row


def car_name(row: Part) -> str:
    """Return what the team drove, as it is said of the car or of who drove it first; empty where it is not."""
    said = (row, *row.rows("driver_results", most=MOST_DRIVERS))
    return next((name for one in said if (name := one.text("car_name", most=LONGEST_NAME, default=""))), "")


def _body(said: Part) -> Part:
    return said if said.has("session_results") else said.part("data")


def _last_first(body: Part) -> list[Part]:
    rows = list(body.rows("session_results", most=MOST_SESSIONS))
    # the main session has number 0, those before it -1, -2 and so on
    rows.sort(key=lambda row: row.whole("simsession_number", default=0), reverse=True)
    return rows


def _kind(row: Part) -> SessionKind | None:
    if row.text("simsession_name", most=40, default="").upper().replace(" ", "") == WARM_UP:
        return SessionKind.WARM_UP
    return KINDS.get(row.whole("simsession_type"))


def _track(body: Part) -> str:
    if not body.has("track"):
        return ""
    track = body.part("track")
    name = track.text("track_name", most=LONGEST_NAME, default="")
    return f"{name} {track.text('config_name', most=LONGEST_NAME, default='')}".strip()[:LONGEST_NAME]


def _lines(session: Part, kind: SessionKind) -> tuple[Line, ...]:
    rows = list(session.rows("results", most=MOST_CARS))
    rows.sort(key=lambda row: row.whole("finish_position", default=0))
    leader = _driven(rows[0]) if rows else None
    return tuple(_line(row, leader if kind == SessionKind.RACE else None) for row in rows)


def _line(row: Part, leader_ms: int | None) -> Line:
    is_team = row.has("driver_results")
    name = row.text("display_name", most=LONGEST_NAME, default="")
    done = max(0, row.whole("laps_complete"))
    led = row.whole("laps_lead", default=-1)
    return Line(
        number=_number(row),
        team=name if is_team else "",
        class_name=row.text("car_class_short_name", most=60, default="")
        or row.text("car_class_name", most=60, default=""),
        drivers=drivers(row) if is_team else (Driver(_id(row), name),),
        laps_done=done,
        total_ms=_total(row, leader_ms),
        best_lap_ms=_time(row.whole("best_lap_time", default=-1)),
        laps_led=led if led >= 0 else None,
        status=_status(row, done),
    )


def drivers(row: Part) -> tuple[Driver, ...]:
    """Return who drove for the team. Raises PartWrong, TooManyOf."""
    rows = row.rows("driver_results", most=MOST_DRIVERS)
    return tuple(Driver(_id(one), one.text("display_name", most=LONGEST_NAME, default="")) for one in rows)


def _id(one: Part) -> str:
    found = one.whole("cust_id", default=0)
    return str(found) if found > 0 else ""


def _number(row: Part) -> str:
    if not row.has("livery"):
        return ""
    said = row.part("livery").text("car_number", most=4, default="")
    if not said.isascii() or (said and not said.isdecimal()):
        raise PartWrong(part=f"{row.path}.livery.car_number")
    return said


def _total(row: Part, leader_ms: int | None) -> int | None:
    """The file has no total: it is the leader's and the gap, and for who was lapped the average of their laps."""
    behind = row.whole("interval", default=-1)
    if leader_ms is None or behind < 0:
        return _driven(row)
    total = leader_ms + round(behind / TENTHS_OF_MS)
    return total if total < LARGEST else None


def _driven(row: Part) -> int | None:
    average, done = row.whole("average_lap", default=-1), row.whole("laps_complete")
    total = round(average * done / TENTHS_OF_MS)
    return total if average > 0 and 0 < total < LARGEST else None


def _time(said: int) -> int | None:
    return round(said / TENTHS_OF_MS) or None if said > 0 else None


def _status(row: Part, done: int) -> ResultStatus:
    found = ENDED.get(row.text("reason_out", most=40, default="running").lower(), ResultStatus.RETIRED)
    return ResultStatus.NOT_STARTED if not done and found == ResultStatus.FINISHED else found
