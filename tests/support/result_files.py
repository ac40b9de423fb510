"""Files of results, written for the tests as the simulators write them."""

import json
from typing import Any

NO_TIME = 2**31 - 1
# by car: number, team, drivers as (id, first name, last name), the laps in ms
CARS = (
    (
        7,
        "North Wind",
        (("S76561190000000001", "Dana", "Dubois"), ("S76561190000000002", "Otto", "Ottesen")),
        3 * [91_000],
    ),
    (12, "South Wall", (("S76561190000000003", "Mia", "Moreau"),), [92_000, 90_500, 93_000]),
    (33, "Late Apex", (("S76561190000000004", "Sam", "Sand"),), [95_000, 96_000]),
    (99, "", (("S76561190000000005", "Nora", "Nil"),), []),
)


def acc(session: str = "R", cars: Any = CARS, **more: Any) -> dict[str, Any]:
    """Return what ACC says after a session of three laps: two finish them, one is lapped, one never started."""
    lines = [_acc_line(1001 + place, *car) for place, car in enumerate(cars)]
    laps = [
        {
            "carId": 1001 + place,
            "driverIndex": lap % len(car[2]),
            "laptime": ms,
            "isValidForBest": lap != 2,
            "splits": [],
        }
        for lap in range(3)
        for place, car in enumerate(cars)
        for ms in car[3][lap : lap + 1]
    ]
    result = {"bestlap": 90_500, "bestSplits": [1, 2, 3], "isWetSession": 0, "type": 10, "leaderBoardLines": lines}
    return {
        "sessionType": session,
        "trackName": "spa",
        "sessionIndex": 2,
        "serverName": "Sunday",
        "sessionResult": result,
        "laps": laps,
        "penalties": [
            {
                "carId": 1002,
                "driverIndex": 0,
                "reason": "PitSpeeding",
                "penalty": "DriveThrough",
                "penaltyValue": 3,
                "violationInLap": 2,
                "clearedInLap": 3,
            }
        ],
        "post_race_penalties": None,
        **more,
    }


def _acc_line(car_id: int, number: int, team: str, drivers: Any, laps: list[int]) -> dict[str, Any]:
    return {
        "car": {
            "carId": car_id,
            "raceNumber": number,
            "carModel": 30,
            "cupCategory": 3 if number == 12 else 0,
            "teamName": team,
            "drivers": [
                {"firstName": first, "lastName": last, "shortName": last[:3].upper(), "playerID": pk}
                for pk, first, last in drivers
            ],
        },
        "currentDriverIndex": 0,
        "timing": {
            "lastLap": laps[-1] if laps else NO_TIME,
            "bestLap": min(laps, default=NO_TIME),
            "totalTime": sum(laps) or NO_TIME,
            "lapCount": len(laps),
        },
        "missingMandatoryPitstop": -1,
    }


def iracing(*, wrapped: bool = True, **more: Any) -> dict[str, Any]:
    """Return what iRacing says of a team race: practice first in the file, then the race."""
    rows = [
        _iracing_row(0, -501, "North Wind", "7", ((482913, "Dana D"), (70, "Otto O")), 20, 0, 910_000),
        _iracing_row(1, -502, "South Wall", "12", ((71, "Mia M"),), 20, 153_217, 917_000),
        _iracing_row(2, -503, "Late Apex", "033", ((72, "Sam S"),), 18, -1, 960_000),
        _iracing_row(3, -504, "Gone Off", "5", ((73, "Gus G"),), 4, -1, 930_000, "Disconnected"),
    ]
    practice = {"simsession_number": -2, "simsession_type": 3, "simsession_name": "PRACTICE", "results": rows[:1]}
    race = {"simsession_number": 0, "simsession_type": 6, "simsession_name": "RACE", "results": rows}
    body = {
        "subsession_id": 1,
        "track": {"track_name": "Okayama", "config_name": "Full Course"},
        "session_results": [practice, race],
        **more,
    }
    return {"type": "event_result", "data": body} if wrapped else body


def _iracing_row(
    place: int, pk: int, name: str, number: str, drivers: Any, laps: int, interval: int, lap: int, out: str = "Running"
) -> dict[str, Any]:
    return {
        "team_id": pk,
        "display_name": name,
        "finish_position": place,
        "laps_complete": laps,
        "laps_lead": laps if place == 0 else 0,
        "best_lap_time": lap - 5_555,
        "average_lap": lap,
        "interval": interval,
        "reason_out": out,
        "livery": {"car_number": number},
        "car_class_short_name": "GT3",
        "driver_results": [{"cust_id": one, "display_name": said} for one, said in drivers],
    }


def written(said: Any, encoding: str = "utf-8") -> bytes:
    """Return the file as bytes."""
    return json.dumps(said, ensure_ascii=False, indent=1).encode(encoding)
