"""The sprints of the demo that are over: drivers who entered alone, results out of a file, and a cup of them all."""

import json
import random
from datetime import datetime
from typing import Any

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.racing import race_classes, race_entries, races, results, series, signups, slots
from lineup.domains.racing.models import Race, RaceEntry
from lineup.domains.racing.series_points import PRESETS
from lineup.interfaces.command.demo import racing
from lineup.interfaces.command.demo.made import Community

STARTERS = 14
CUP = "Coupe d’automne"
PENALTY_SECONDS, PENALTY_REASON = 5, "Contact au premier virage"


def enter(row: dict[str, Any], event: Event, made: Community, *, at: datetime) -> None:
    """Let drivers sign up and enter, each with a car of their own."""
    race, chance = races.find(event), random.Random(row["day"])
    race_class, slot, cars = race_classes.of(race)[0], slots.of(race)[0], list(race_classes.cars(race))
    numbers = chance.sample(range(2, 100), STARTERS)
    for person, number in zip(racing.drivers(made)[:STARTERS], numbers, strict=True):
        by = Actor(person, channel="import")
        signups.sign_up(race, person, by=by, at=at)
        asked = {"race_class": race_class, "slot": slot, "car": chance.choice(cars), "number": str(number)}
        race_entries.enter(race, by=by, at=at, **asked)


def finish(row: dict[str, Any], event: Event, by: Actor, *, at: datetime) -> None:
    """Publish what came of it, if it is a sprint that was run: one of the first three has a penalty, one gave up."""
    if "sprint" not in row:
        return
    race = races.find(event)
    content = json.dumps(_file(race, random.Random(row["day"]), **row["sprint"])).encode()
    found = results.import_file(race, content, kind="race", by=by, at=at)
    lines = list(results.lines(found))
    for line in (lines[2], lines[-1]):
        line.results = found
    results.correct(lines[2], penalty_seconds=PENALTY_SECONDS, reason=PENALTY_REASON, by=by, at=at)
    results.correct(lines[-1], status="retired", by=by, at=at)
    results.publish(found, by=by, at=at)


def count(made: Community, *, at: datetime) -> None:
    """Let the sprints count together."""
    club, by = made.clubs["endurance"], Actor(made.sign_in["claire@lineup.example"], channel="import")
    cup = series.create(club, name=CUP, points=list(PRESETS["ten"]), by=by, at=at)
    rounds = series.races_for(cup).filter(event__offering__title__startswith=CUP)
    series.set_rounds(cup, list(rounds.order_by("event__offering__starts_at")), by=by, at=at)


def _file(race: Race, chance: random.Random, *, laps: int, lap_ms: int) -> dict[str, Any]:
    """What Assetto Corsa Competizione would have written."""
    entries = RaceEntry.objects.filter(race=race).select_related("contact").order_by("created_at", "id")
    driven = [(entry, _laps(place, laps, lap_ms, chance)) for place, entry in enumerate(entries)]
    driven[-1] = (driven[-1][0], driven[-1][1][: laps // 3])
    driven.sort(key=lambda one: (-len(one[1]), sum(one[1])))
    return {
        "sessionType": "R",
        "trackName": race.layout.sim_track.track.name,
        "sessionResult": {
            "leaderBoardLines": [_line(number, entry, times) for number, (entry, times) in enumerate(driven)]
        },
        "laps": [
            {"carId": number, "driverIndex": 0, "laptime": times[lap], "isValidForBest": True}
            for lap in range(laps)
            for number, (_entry, times) in enumerate(driven)
            if lap < len(times)
        ],
        "penalties": [],
        "post_race_penalties": [],
    }


def _laps(place: int, laps: int, lap_ms: int, chance: random.Random) -> list[int]:
    """Slower from a standing start; everybody has a day of their own, and lifts now and then."""
    pace = lap_ms + 90 * place + chance.randrange(900)
    times = [pace + chance.randrange(700) + (chance.random() < 0.06) * chance.randrange(6_000) for _ in range(laps)]
    return [times[0] + 4_000 + 350 * place, *times[1:]]


def _line(number: int, entry: RaceEntry, times: list[int]) -> dict[str, Any]:
    return {
        "car": {
            "carId": number,
            "raceNumber": int(entry.number),
            "cupCategory": 0,
            "teamName": "",
            "drivers": [_driver(entry.contact)],
        },
        "timing": {"bestLap": min(times), "totalTime": sum(times), "lapCount": len(times), "lastLap": times[-1]},
    }


def _driver(person: Person) -> dict[str, str]:
    first, _space, last = person.name.partition(" ")
    known = int(person.pk.hex[-8:], 16)
    return {"firstName": first, "lastName": last, "shortName": last[:3].upper(), "playerID": f"S765611{known:010}"}
