"""The race of an event: its rules, requirements, classes, slots, sessions and forecast."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races, slots
from lineup.domains.racing.catalogue import looking, rows, sorts
from lineup.domains.racing.models import Race, RaceClass, RaceSession, Slot, WeatherPoint
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.drivers import Discipline
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.simulators import CarShown, LayoutShown, LicenceShown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["racing"])

Minutes = int | None
PLAIN = ("is_team_race", "minutes", "laps", *races.RULES, "tyre_laps", "discipline", "skill_least", "skill_most")
AMOUNTS = ("pit_seconds", "tyre_seconds", "litres_per_second", "tank_litres", "safety_least")
LINKS = {"layout": "layouts", "licence_least": "licences"}


class RaceShown(Shown):
    """What makes an event a race. A rule that is null is none; pit data that is null is the catalogue's."""

    simulator: str
    track: str
    layout: LayoutShown
    pool: UUID
    is_team_race: bool
    minutes: int | None
    laps: int | None
    drivers_least: int | None
    drivers_most: int | None
    fair_share_percent: int | None
    stint_minutes_most: int | None
    drive_minutes_most: int | None
    rest_minutes_least: int | None
    stops_least: int | None
    pit_seconds: float | None
    tyre_seconds: float | None
    litres_per_second: float | None
    tank_litres: float | None
    tyre_laps: int | None
    discipline: Discipline
    licence_least: LicenceShown | None
    safety_least: float | None
    skill_least: int | None
    skill_most: int | None
    requirement: str
    updated_at: datetime

    @classmethod
    def of(cls, row: Race) -> Self:
        return cls.made(
            simulator=row.simulator.slug,
            track=row.layout.sim_track.track.name,
            layout=LayoutShown.of(row.layout),
            pool=row.pool_id,
            licence_least=LicenceShown.of(row.licence_least) if row.licence_least else None,
            **shapes.read(row, (*PLAIN, "requirement", "updated_at")),
            **{name: _number(getattr(row, name)) for name in AMOUNTS},
        )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


class RaceChanged(Sent):
    """What to change; what is left out stays. A race lasts minutes or laps, one of the two."""

    layout: UUID | None = None
    is_team_race: bool = True
    minutes: Minutes = Field(None, ge=1, le=10080, examples=[360])
    laps: int | None = Field(None, ge=1, le=1000)
    drivers_least: int | None = Field(None, ge=1, le=20)
    drivers_most: int | None = Field(None, ge=1, le=20)
    fair_share_percent: int | None = Field(None, ge=1, le=100)
    stint_minutes_most: Minutes = Field(None, ge=1, le=10080)
    drive_minutes_most: Minutes = Field(None, ge=1, le=10080)
    rest_minutes_least: Minutes = Field(None, ge=1, le=10080)
    stops_least: int | None = Field(None, ge=1, le=100)
    pit_seconds: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    tyre_seconds: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    litres_per_second: float | None = Field(None, ge=0, le=100, allow_inf_nan=False)
    tank_litres: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    tyre_laps: int | None = Field(None, ge=1, le=1000)
    discipline: Discipline = "all"
    licence_least: UUID | None = None
    safety_least: float | None = Field(None, ge=0, le=1000, allow_inf_nan=False)
    skill_least: int | None = Field(None, ge=0, le=100_000)
    skill_most: int | None = Field(None, ge=0, le=100_000)
    requirement: str = Field("", max_length=500, examples=["Team speak during the race."])


class NewRace(RaceChanged):
    simulator: Slug = Field(examples=["iracing"])
    layout: UUID


class RaceClassShown(Shown):
    """A class that races. `pool` counts its entries: so many may enter, null for any number."""

    id: UUID
    car_class: UUID
    name: str
    pool: UUID
    most_entries: int | None
    entries: int

    @classmethod
    def of(cls, row: RaceClass) -> Self:
        pool = row.pool
        return cls.made(
            id=row.pk,
            car_class=row.car_class_id,
            name=str(row),
            pool=pool.pk,
            most_entries=pool.capacity,
            entries=pool.taken,
        )


class ClassEntries(Sent):
    most_entries: int | None = Field(None, ge=1, le=1_000_000)


class NewRaceClass(ClassEntries):
    car_class: UUID


class SlotShown(Shown):
    """A time at which the race is run."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None
    external_id: str

    @classmethod
    def of(cls, row: Slot) -> Self:
        return cls.made(id=row.pk, **shapes.read(row, ("starts_at", "ends_at", "opens_at", "external_id")))


class NewSlot(Sent):
    """Without an end it lasts as long as the race does by its minutes."""

    starts_at: Moment
    ends_at: Moment | None = None
    opens_at: Moment | None = None
    external_id: str = Field("", max_length=slots.LONGEST_ID)


class SlotChanged(Sent):
    """What to change; what is left out stays."""

    starts_at: Moment | None = None
    ends_at: Moment | None = None
    opens_at: Moment | None = None
    external_id: str = Field("", max_length=slots.LONGEST_ID)


class RacePart(Sent):
    """A session of the race, in minutes or laps."""

    kind: Literal["practice", "qualifying", "warm_up", "race"]
    minutes: int | None = Field(None, ge=1, le=10080)
    laps: int | None = Field(None, ge=1, le=1000)

    @classmethod
    def of(cls, row: RaceSession) -> Self:
        return cls.model_construct(**shapes.read(row, ("kind", "minutes", "laps")))  # type: ignore[return-value]


class Forecast(Sent):
    """What is expected so many minutes into the race."""

    minute: int = Field(ge=0, le=10080)
    air_celsius: int = Field(ge=races.COLDEST, le=races.HOTTEST)
    rain_percent: int = Field(0, ge=0, le=100)
    cloud_percent: int = Field(0, ge=0, le=100)
    wind_kmh: int = Field(0, ge=0, le=races.WINDIEST)
    is_night: bool = False

    @classmethod
    def of(cls, row: WeatherPoint) -> Self:
        return cls.model_construct(**shapes.read(row, cls.model_fields))  # type: ignore[return-value]


class RaceParts(Sent):
    sessions: list[RacePart] = Field(max_length=races.MOST_SESSIONS)


class Forecasts(Sent):
    weather: list[Forecast] = Field(max_length=races.MOST_POINTS)


@router.get("/events/{slug}/race", response=RaceShown, auth=keys.ANYBODY, summary="Show the race of an event")
def show(request: HttpRequest, slug: Slug) -> Any:
    """Where, how long, by which rules, and what is asked of who drives."""
    return RaceShown.of(_seen(request, slug))


@router.post("/events/{slug}/race", response={201: RaceShown}, summary="Make an event a race")
def create(request: HttpRequest, slug: Slug, body: NewRace) -> Any:
    """Drivers sign up in its pool; classes and slots are added then."""
    event = events.find_managed(keys.person(request), slug=slug)
    values = _values(body.model_dump(exclude={"simulator"}))
    made = races.create(event, simulator=looking.find(body.simulator), by=keys.actor(request), at=clock.now(), **values)
    return Status(201, RaceShown.of(made))


@router.patch("/events/{slug}/race", response=RaceShown, summary="Change the race of an event")
def change(request: HttpRequest, slug: Slug, body: RaceChanged) -> Any:
    """Rules, requirements, pit data; the simulator stays."""
    values = _values(body.model_dump(exclude_unset=True))
    return RaceShown.of(races.change(_kept(request, slug), by=keys.actor(request), at=clock.now(), **values))


@router.delete("/events/{slug}/race", response={204: None}, summary="Take the race off an event")
def remove(request: HttpRequest, slug: Slug) -> Any:
    """Put on by mistake: refused as soon as anybody signed up, entered or had results. The event stays."""
    races.remove(_kept(request, slug), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/events/{slug}/race/classes", response=paging.Page[RaceClassShown], auth=keys.ANYBODY, summary="List race classes"
)
def classes(request: HttpRequest, slug: Slug) -> Any:
    """In their order, with how many have entered."""
    return paging.whole(race_classes.of(_seen(request, slug)), RaceClassShown)


@router.post("/events/{slug}/race/classes", response={201: RaceClassShown}, summary="Add a class to a race")
def add_class(request: HttpRequest, slug: Slug, body: NewRaceClass) -> Any:
    """With room for so many entries."""
    race = _kept(request, slug)
    car_class = rows.find(sorts.find("classes"), body.car_class)
    made = race_classes.add(race, car_class, most_entries=body.most_entries, by=keys.actor(request), at=clock.now())
    return Status(201, RaceClassShown.of(made))


@router.patch(
    "/events/{slug}/race/classes/{race_class}", response=RaceClassShown, summary="Change how many may enter in a class"
)
def change_class(request: HttpRequest, slug: Slug, race_class: UUID, body: ClassEntries) -> Any:
    """Never below what has entered."""
    row = race_classes.find(_kept(request, slug), race_class)
    changed = race_classes.change(row, most_entries=body.most_entries, by=keys.actor(request), at=clock.now())
    return RaceClassShown.of(changed)


@router.delete("/events/{slug}/race/classes/{race_class}", response={204: None}, summary="Remove a class from a race")
def remove_class(request: HttpRequest, slug: Slug, race_class: UUID) -> Any:
    """Refused once somebody entered in it."""
    race = _kept(request, slug)
    row = race_classes.find(race, race_class)
    row.race = race
    race_classes.remove(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/events/{slug}/race/cars", response=paging.Page[CarShown], auth=keys.ANYBODY, summary="List cars of a race"
)
def cars(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those of its classes, or of the whole simulator where it has none."""
    found = race_classes.cars(_seen(request, slug)).prefetch_related("classes")
    return paging.page(found, CarShown, order=looking.CARS_BY, window=window)


@router.get("/events/{slug}/race/slots", response=paging.Page[SlotShown], auth=keys.ANYBODY, summary="List race slots")
def find_slots(request: HttpRequest, slug: Slug) -> Any:
    """By time."""
    return paging.whole(slots.of(_seen(request, slug)), SlotShown)


@router.post("/events/{slug}/race/slots", response={201: SlotShown}, summary="Add a slot to a race")
def add_slot(request: HttpRequest, slug: Slug, body: NewSlot) -> Any:
    """A time at which it is run."""
    made = slots.add(_kept(request, slug), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, SlotShown.of(made))


@router.patch("/events/{slug}/race/slots/{slot}", response=SlotShown, summary="Change a slot of a race")
def change_slot(request: HttpRequest, slug: Slug, slot: UUID, body: SlotChanged) -> Any:
    """Who chose it keeps it; its times stay once somebody entered in it."""
    race = _kept(request, slug)
    row = slots.find(race, slot)
    row.race = race
    values = body.model_dump(exclude_unset=True)
    return SlotShown.of(slots.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.delete("/events/{slug}/race/slots/{slot}", response={204: None}, summary="Remove a slot from a race")
def remove_slot(request: HttpRequest, slug: Slug, slot: UUID) -> Any:
    """Who chose it keeps the others they chose."""
    race = _kept(request, slug)
    row = slots.find(race, slot)
    row.race = race
    slots.remove(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/events/{slug}/race/sessions", response=paging.Page[RacePart], auth=keys.ANYBODY, summary="List race sessions"
)
def sessions(request: HttpRequest, slug: Slug) -> Any:
    """One after the other."""
    return paging.whole(_seen(request, slug).sessions.order_by("position"), RacePart)


@router.put("/events/{slug}/race/sessions", response=paging.Page[RacePart], summary="Set the sessions of a race")
def set_sessions(request: HttpRequest, slug: Slug, body: RaceParts) -> Any:
    """All of them, in their order."""
    said = [part.model_dump() for part in body.sessions]
    made = races.set_sessions(_kept(request, slug), said, by=keys.actor(request), at=clock.now())
    return paging.whole(made, RacePart)


@router.get(
    "/events/{slug}/race/weather", response=paging.Page[Forecast], auth=keys.ANYBODY, summary="List the forecast"
)
def weather(request: HttpRequest, slug: Slug) -> Any:
    """By minutes into the race."""
    return paging.whole(_seen(request, slug).weather.order_by("minute"), Forecast)


@router.put("/events/{slug}/race/weather", response=paging.Page[Forecast], summary="Set the forecast of a race")
def set_weather(request: HttpRequest, slug: Slug, body: Forecasts) -> Any:
    """All of it."""
    said = [point.model_dump() for point in body.weather]
    made = races.set_weather(_kept(request, slug), said, by=keys.actor(request), at=clock.now())
    return paging.whole(made, Forecast)


def _seen(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(keys.person(request), slug=slug))


def _kept(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_managed(keys.person(request), slug=slug))


def _values(values: dict[str, Any]) -> dict[str, Any]:
    """The values with rows of the catalogue for ids. Raises Missing for an id of nothing."""
    for name, sort in LINKS.items():
        if values.get(name) is not None:
            values[name] = rows.find(sorts.find(sort), values[name])
    return values
