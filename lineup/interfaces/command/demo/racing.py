"""Who of the demo community drives in simulators, how well, and in which races."""

import random
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation

from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.racing import laps, profiles, proposals, race_classes, races, ratings, signups, slots
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Race, SimProfile, Slot
from lineup.interfaces.command.demo.made import Community

SIMULATOR, TRACK = "iracing", "Circuit de Spa-Francorchamps"
DRIVERS = 30
QUICKEST_MS = 138_000
WEEKS = (40, 12, 1)


def drive(made: Community, *, at: datetime) -> None:
    """Give drivers a profile, ratings that rose over the year, and a lap of Spa; the quick ones have more of both."""
    chance = random.Random(24)  # apart from the rest, so that the community stays who it is
    simulator = looking.find(SIMULATOR)
    ladder = list(looking.licences(simulator))
    layout = looking.layouts(simulator).filter(sim_track__track__name=TRACK, name="Endurance").get()
    car = looking.cars(simulator, q="BMW M4 GT3").first()
    assert car
    for number, person in enumerate(drivers(made)):
        by, skill = Actor(person, channel="import"), round(chance.gauss(2100, 650))
        profile = _profile(person, number, by, at)
        for weeks in WEEKS:
            stood = max(350, skill - weeks * chance.randrange(4, 16))
            licence = ladder[min(4, max(0, stood // 600))]
            safety = Decimal(chance.randrange(180, 499)) / 100
            values: Any = {"discipline": "sports_car", "licence": licence, "safety": safety, "skill": stood}
            ratings.note(profile, by=by, at=at - timedelta(weeks=weeks), **values)
        slower = max(0, 4000 - skill) * 2 + chance.randrange(900)
        laps.note(profile, layout=layout, car=car, milliseconds=QUICKEST_MS + slower, by=by, at=at - timedelta(days=9))


def race(row: dict[str, Any], event: Event, by: Actor, *, at: datetime) -> None:
    """Make the event the race of this row of the data file: with its classes, slots, sessions and forecast."""
    if "race" not in row:
        return
    said = dict(row["race"])
    simulator = looking.find(said.pop("simulator", SIMULATOR))
    classes, starts, weather = said.pop("classes"), said.pop("slots"), said.pop("weather", [])
    layout = looking.layouts(simulator).get(sim_track__track__name=said.pop("track"), name=said.pop("layout"))
    made = races.create(event, simulator=simulator, layout=layout, by=by, at=at, **said)
    for name, entries in classes.items():
        race_classes.add(made, looking.classes(simulator).get(name=name), most_entries=entries, by=by, at=at)
    assert event.offering.starts_at
    for hours in starts:
        slots.add(made, starts_at=event.offering.starts_at + timedelta(hours=hours), by=by, at=at)
    parts = [{"kind": "practice", "minutes": 120}, {"kind": "qualifying", "minutes": 20}]
    races.set_sessions(made, [*parts, {"kind": "race", "minutes": made.minutes}], by=by, at=at)
    races.set_weather(made, weather, by=by, at=at)


def sign_up(row: dict[str, Any], event: Event, made: Community, *, at: datetime) -> None:
    """Let drivers sign up to the race, if it is one; Claire has still to, and whose rating is too low cannot."""
    if "race" not in row:
        return
    found, chance = races.find(event), random.Random(25)
    cars, starts = list(race_classes.cars(found)[:6]), list(slots.of(found))
    for number, person in enumerate(drivers(made)[1:]):
        when = at + timedelta(hours=9 * number)
        with suppress(Refusal):
            signups.sign_up(
                found, person, by=Actor(person, channel="import"), at=when, **_said(found, cars, starts, chance)
            )


def propose(row: dict[str, Any], event: Event, by: Actor, *, at: datetime) -> None:
    """Have teams proposed of those who signed up to the race, if it is one: a worker searches them."""
    if "race" not in row:
        return
    found = races.find(event)
    chosen = [one for one in proposals.candidates(found) if signups.spans(one, "drive")]
    asked: Any = {"teams_count": -(-len(chosen) // 5), "seats_least": 3, "seats_best": 5, "seats_most": 6}
    with translation.override(by.human.language):
        proposals.order(found, chosen, by=by, at=at, **asked)


def _said(race: Race, cars: list[Any], starts: list[Slot], chance: random.Random) -> dict[str, Any]:
    """What a driver would like; they can drive for two stretches of each slot that suits them, and spot in between."""
    preferred, backup = chance.sample(cars, 2)
    suits = chance.sample(starts, chance.randint(1, len(starts)))
    drive, spot = [], []
    for slot in suits:
        begins = slot.starts_at + timedelta(hours=chance.randrange(0, 8))
        drive += [(begins, begins + timedelta(hours=5)), (begins + timedelta(hours=10), begins + timedelta(hours=15))]
        spot.append((begins + timedelta(hours=6), begins + timedelta(hours=9)))
    return {
        "preferred_car": preferred,
        "backup_car": backup,
        "slots": suits,
        "drive": drive,
        "spot": spot,
        "wants_to_spot": True,
        "experience": chance.choice(["beginner", "intermediate", "advanced", "expert"]),
        "stint_minutes_most": chance.choice([45, 60, 65]),
        "rest_minutes_least": chance.choice([60, 90, 120]),
        "has_agreed": bool(race.requirement),
    }


def drivers(made: Community) -> list[Person]:
    """Return who of the community drives: two who can sign in, and people of zones nearby."""
    near = [person for person in made.people if person.time_zone.startswith("Europe/")]
    signed_in = [made.sign_in[f"{name}@lineup.example"] for name in ("claire", "kenji")]
    return [*signed_in, *near[:DRIVERS]]


def _profile(person: Person, number: int, by: Actor, at: datetime) -> SimProfile:
    return profiles.add(
        person,
        looking.find(SIMULATOR),
        platform_id=str(481_000 + 137 * number),
        name=person.name,
        is_public=number % 2 == 0,
        by=by,
        at=at - timedelta(weeks=50),
    )
