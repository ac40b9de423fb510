"""The racing catalogue: simulators with their cars, classes, tracks and licences."""

from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import CarClass, Layout, Licence, SimCar, SimTrack, Simulator
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Search, Sent, Slug

router = Router(tags=["racing"])


class SimulatorShown(Shown):
    """`skill_name` and `safety_name` are what its ratings are called, empty where it has none."""

    id: UUID
    slug: str
    name: str
    skill_name: str
    safety_name: str
    cars_count: int
    tracks_count: int

    @classmethod
    def of(cls, row: Simulator) -> Self:
        fields = ("slug", "name", "skill_name", "safety_name", "cars_count", "tracks_count")
        return cls.made(id=row.pk, **shapes.read(row, fields))


class ClassBrief(Shown):
    id: UUID
    name: str

    @classmethod
    def of(cls, row: CarClass) -> Self:
        return cls.made(id=row.pk, name=row.name)


class CarShown(Shown):
    """A car as the simulator has it. Litres and seconds are null where nobody measured."""

    id: UUID
    slug: str
    maker: str
    name: str
    category: str
    year: int | None
    code: str
    package: str
    is_wet: bool
    tank_litres: float | None
    litres_per_second: float | None
    tyre_seconds: float | None
    tyres_while_refuelling: bool
    classes: list[ClassBrief]

    @classmethod
    def of(cls, row: SimCar) -> Self:
        return cls.made(
            id=row.pk,
            classes=[ClassBrief.of(one) for one in row.classes.all()],
            **shapes.read(row.car, ("slug", "maker", "name", "category", "year")),
            **shapes.read(row, ("code", "package", "is_wet", "tyres_while_refuelling")),
            **{name: _number(getattr(row, name)) for name in ("tank_litres", "litres_per_second", "tyre_seconds")},
        )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


class LayoutShown(Shown):
    """One way round. `pit_seconds` is what driving through the pit lane costs."""

    id: UUID
    name: str
    code: str
    kind: str
    length_m: int
    grid_slots: int | None
    pit_stalls: int | None
    pit_kmh: int | None
    pit_seconds: float | None
    is_lit: bool

    @classmethod
    def of(cls, row: Layout) -> Self:
        fields = ("name", "code", "kind", "length_m", "grid_slots", "pit_stalls", "pit_kmh", "is_lit")
        return cls.made(id=row.pk, pit_seconds=_number(row.pit_seconds), **shapes.read(row, fields))


class TrackShown(Shown):
    """A track as the simulator has it, with its layouts."""

    id: UUID
    slug: str
    name: str
    city: str
    country: str
    time_zone: str
    code: str
    package: str
    is_wet: bool
    layouts: list[LayoutShown]

    @classmethod
    def of(cls, row: SimTrack) -> Self:
        return cls.made(
            id=row.pk,
            layouts=[LayoutShown.of(one) for one in row.layouts.all()],
            **shapes.read(row.track, ("slug", "name", "city", "country", "time_zone")),
            **shapes.read(row, ("code", "package", "is_wet")),
        )


class ClassShown(Shown):
    """Cars that race each other."""

    id: UUID
    name: str
    cars_count: int

    @classmethod
    def of(cls, row: CarClass) -> Self:
        return cls.made(id=row.pk, name=row.name, cars_count=row.cars_count)  # type: ignore[attr-defined]


class LicenceShown(Shown):
    """A step of the ladder; a higher `rank` includes what lower ones may do."""

    id: UUID
    name: str
    rank: int

    @classmethod
    def of(cls, row: Licence) -> Self:
        return cls.made(id=row.pk, name=row.name, rank=row.rank)


class ThingsWanted(Sent):
    q: Search = Field("", description="Words in the name.")


class CarsWanted(ThingsWanted):
    car_class: UUID | None = Field(None, description="Of this class alone.")


@router.get("/racing/simulators", response=paging.Page[SimulatorShown], auth=keys.ANYBODY, summary="List simulators")
def find(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Those that can be chosen, by name."""
    return paging.page(looking.simulators(), SimulatorShown, order=("name", "id"), window=window)


@router.get("/racing/simulators/{slug}/cars", response=paging.Page[CarShown], auth=keys.ANYBODY, summary="List cars")
def cars(request: HttpRequest, slug: Slug, wanted: Query[CarsWanted], window: Query[paging.Window]) -> Any:
    """Those of the simulator, with the classes they are in."""
    simulator = looking.find(slug)
    chosen = looking.find_class(simulator, wanted.car_class) if wanted.car_class else None
    rows = looking.cars(simulator, car_class=chosen, q=wanted.q)
    return paging.page(rows, CarShown, order=looking.CARS_BY, window=window)


@router.get(
    "/racing/simulators/{slug}/tracks", response=paging.Page[TrackShown], auth=keys.ANYBODY, summary="List tracks"
)
def tracks(request: HttpRequest, slug: Slug, wanted: Query[ThingsWanted], window: Query[paging.Window]) -> Any:
    """Those of the simulator, with their layouts."""
    rows = looking.tracks(looking.find(slug), q=wanted.q)
    return paging.page(rows, TrackShown, order=looking.TRACKS_BY, window=window)


@router.get(
    "/racing/simulators/{slug}/classes", response=paging.Page[ClassShown], auth=keys.ANYBODY, summary="List classes"
)
def classes(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those of the simulator, by name."""
    return paging.page(looking.classes(looking.find(slug)), ClassShown, order=("name", "id"), window=window)


@router.get(
    "/racing/simulators/{slug}/licences", response=paging.Page[LicenceShown], auth=keys.ANYBODY, summary="List licences"
)
def licences(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The ladder of the simulator, from the lowest up."""
    return paging.page(looking.licences(looking.find(slug)), LicenceShown, order=("rank", "id"), window=window)
