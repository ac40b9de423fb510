"""Racing in the small world: a simulator with one of everything, and what its people made of it."""

from datetime import datetime
from typing import Any

from lineup.core.people.actors import Actor
from lineup.domains.racing import laps, profiles, ratings
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.catalogue.sorts import SORTS


def build(world: Any) -> None:
    """A simulator with one of everything, and two driver profiles of the holder: one for everybody, one not."""
    by, at, holder = world.by("holder"), world.at, world.someone("holder")
    made = catalogue(1, by=world.by("platform_admin"), at=at)
    simulator, layout, car = made["simulator"], made["layout"], made["sim_car"]
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
