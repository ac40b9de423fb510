"""Racing in the small world: a simulator with one of everything, and what its people made of it."""

from datetime import datetime, timedelta
from typing import Any

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.racing import laps, profiles, race_classes, races, ratings, slots
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.catalogue.sorts import SORTS


def build(world: Any) -> None:
    """A simulator with one of everything, and two driver profiles of the holder: one for everybody, one not."""
    by, at, holder = world.by("holder"), world.at, world.someone("holder")
    made = catalogue(1, by=world.by("platform_admin"), at=at)
    simulator, layout, car = made["simulator"], made["layout"], made["sim_car"]
    for target in [name for name, found in world.keys.items() if "offering_id" in found]:
        world.keys[target] |= race(world, target, made, at=at)
    own = profiles.add(holder, simulator, platform_id="1", name="Own", by=by, at=at)
    seen = profiles.add(holder, simulator, platform_id="2", name="Seen", is_public=True, by=by, at=at)
    ratings.note(seen, skill=2000, by=by, at=at)
    laps.note(seen, layout=layout, car=car, milliseconds=90_000, by=by, at=at)
    world.keys["racing"] = {
        "simulator": simulator.slug,
        "sort": SORTS[0].slug,
        "row": simulator.pk,
        "profile": own.pk,
        "public_profile": seen.pk,
        "layout": layout.pk,
        "sim_car": car.pk,
    }


def race(world: Any, target: str, made: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Make the event of this target a race, with a class and a slot."""
    event = Event.objects.select_related("offering").get(pk=world.keys[target]["offering_id"])
    by = world.by("organiser" if target == "personal" else "club_owner")
    layout = made["layout"]
    found = races.create(event, simulator=made["simulator"], layout=layout, minutes=60, by=by, at=at)
    race_class = race_classes.add(found, made["car_class"], most_entries=30, by=by, at=at)
    slot = slots.add(found, starts_at=at + timedelta(days=20), by=by, at=at)
    return {
        "race_pool": found.pool_id,
        "race_class": race_class.pk,
        "slot": slot.pk,
        "layout": layout.pk,
        "car_class": made["car_class"].pk,
    }


def catalogue(number: int, simulator: Any = None, *, by: Actor, at: datetime) -> dict[str, Any]:
    """One more row of each sort, of the simulator or of a new one."""

    def made(sort: str, **values: Any) -> Any:
        return rows.create(sorts.find(sort), by=by, at=at, **values)

    simulator = simulator or made("simulators", slug=f"sim-{number}", name=f"Simulator {number}")
    car = made("cars", slug=f"car-{number}", maker="Maker", name=f"Car {number}", category="GT3")
    track = made("tracks", slug=f"track-{number}", name=f"Track {number}", country="BE")
    sim_car = made("sim-cars", simulator=simulator, car=car)
    sim_track = made("sim-tracks", simulator=simulator, track=track)
    return {
        "simulator": simulator,
        "sim_car": sim_car,
        "layout": made("layouts", sim_track=sim_track, name="Full", length_m=5000),
        "licence": made("licences", simulator=simulator, name=f"Licence {number}", rank=number % 100),
        "car_class": made("classes", simulator=simulator, name=f"Class {number}", cars=[sim_car]),
    }
