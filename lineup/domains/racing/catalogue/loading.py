"""The catalogue that comes with the house, as data files: what is missing is added, what is there stays as it is."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from lineup.core.audit import entries
from lineup.core.people.actors import Actor
from lineup.domains.racing.models import Car, CarClass, Layout, Licence, SimCar, SimTrack, Simulator, Track

DATA = Path(__file__).with_name("data")
EVERYWHERE = UUID("6f0f6c5e-6a53-4d2f-9d3c-6d1f5f1f2a11")
SIMULATORS = ("iracing", "acc", "lmu")


@dataclass(frozen=True)
class Loaded:
    """How many rows were added."""

    added: int


def load(*, by: Actor, at: datetime) -> Loaded:
    """Add what the packaged files have and the catalogue has not, file by file; safe to run twice, or at once."""
    added = _cars(_read("cars")["car"]) + _tracks(_read("tracks")["track"])
    for name in SIMULATORS:
        added += _simulator(_read(name), by, at)
    return Loaded(added)


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def _cars(rows: Iterable[list[Any]]) -> int:
    fields = ("slug", "maker", "name", "category", "year")
    return _add(Car, [dict(zip(fields, row, strict=True)) for row in rows], ("slug",))


@transaction.atomic
def _tracks(rows: Iterable[list[str]]) -> int:
    fields = ("slug", "name", "city", "country", "time_zone")
    return _add(Track, [dict(zip(fields, row, strict=True)) for row in rows], ("slug",))


@transaction.atomic
def _simulator(data: Mapping[str, Any], by: Actor, at: datetime) -> int:
    told = {name: data[name] for name in ("name", "skill_name", "safety_name")}
    told["id"] = _id(Simulator, [data["slug"]])
    simulator, is_new = Simulator.objects.get_or_create(slug=data["slug"], defaults=told)
    ladder = [{"simulator": simulator, "name": name, "rank": rank} for rank, name in enumerate(data["licences"], 1)]
    added = is_new + _add(Licence, ladder, ("simulator", "name"))
    added += _layouts(simulator, data["layout"]) + _classes(simulator, data["class"])
    if added:
        entries.record(by=by, at=at, action="catalogue.load", on=simulator, metadata={"rows": added})
    return added


def _layouts(simulator: Simulator, rows: Iterable[list[Any]]) -> int:
    rows = list(rows)
    tracks = {track.slug: track for track in Track.objects.filter(slug__in={row[0] for row in rows})}
    wanted = [{"simulator": simulator, "track": tracks[slug]} for slug in dict.fromkeys(row[0] for row in rows)]
    added = _add(SimTrack, wanted, ("simulator", "track"))
    editions = {row.track.slug: row for row in SimTrack.objects.filter(simulator=simulator).select_related("track")}
    ways = [
        {"sim_track": editions[slug], "name": name, "kind": kind, "length_m": length}
        for slug, name, kind, length in rows
    ]
    return added + _add(Layout, ways, ("sim_track", "name"))


def _classes(simulator: Simulator, classes: Mapping[str, list[str]]) -> int:
    slugs = list(dict.fromkeys(slug for cars in classes.values() for slug in cars))
    cars = {car.slug: car for car in Car.objects.filter(slug__in=slugs)}
    added = _add(SimCar, [{"simulator": simulator, "car": cars[slug]} for slug in slugs], ("simulator", "car"))
    editions = {row.car.slug: row for row in SimCar.objects.filter(simulator=simulator).select_related("car")}
    there = set(simulator.classes.values_list("name", flat=True))
    fresh = [name for name in classes if name not in there]
    added += _add(CarClass, [{"simulator": simulator, "name": name} for name in fresh], ("simulator", "name"))
    for row in simulator.classes.filter(name__in=fresh):
        row.cars.add(*(editions[slug] for slug in classes[row.name]))
    return added


def _add(model: type[Any], wanted: list[dict[str, Any]], key: tuple[str, ...]) -> int:
    """Add the rows whose key there is not yet, in one statement; how many there were."""
    there = set(model._default_manager.values_list(*key))
    fresh = [values for values in wanted if tuple(_plain(values[name]) for name in key) not in there]
    made = [model(id=_id(model, [values[name] for name in key]), **values) for values in fresh]
    model._default_manager.bulk_create(made, ignore_conflicts=True)
    return len(fresh)


def _id(model: type[Any], key: list[Any]) -> UUID:
    """The same on every installation, so that what a club chose is found where it moves to."""
    return uuid5(EVERYWHERE, ":".join([model._meta.model_name, *(str(_plain(value)) for value in key)]))


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)
