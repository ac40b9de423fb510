"""Cars held back in a race."""

from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import car_restrictions, race_classes, races
from lineup.domains.racing.models import CarRestriction, Race
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

PATH = "/events/{slug}/race/car-restrictions"


class CarRestrictionShown(Shown):
    """What a car may have in the race; what is null is as the simulator has it."""

    car: UUID
    name: str
    fuel_percent: int | None
    weight_kg: int | None
    power_percent: int | None
    tyre_sets: int | None

    @classmethod
    def of(cls, row: CarRestriction) -> Self:
        return cls.made(car=row.car_id, name=str(row.car), **shapes.read(row, car_restrictions.FIELDS))


class CarRestrictionPut(Sent):
    """Weight and power are added; below 0 they are taken off."""

    fuel_percent: int | None = Field(None, ge=1, le=100)
    weight_kg: int | None = Field(None, ge=-500, le=500)
    power_percent: int | None = Field(None, ge=-50, le=50)
    tyre_sets: int | None = Field(None, ge=1, le=99)


@router.get(PATH, response=paging.Page[CarRestrictionShown], auth=keys.ANYBODY, summary="List cars held back in a race")
def find(request: HttpRequest, slug: Slug) -> Any:
    """For everybody who sees the event, by name."""
    race = races.find(events.find_visible(keys.person(request), slug=slug))
    return paging.whole(car_restrictions.of(race), CarRestrictionShown)


@router.put(f"{PATH}/{{car}}", response=CarRestrictionShown, summary="Hold a car back in a race")
def put(request: HttpRequest, slug: Slug, car: UUID, body: CarRestrictionPut) -> Any:
    """All of it anew: what is left out is as the simulator has it."""
    race = _kept(request, slug)
    found = race_classes.cars(race).filter(pk=car).first()
    if found is None:
        raise car_restrictions.NotARaceCar
    row = car_restrictions.put(race, found, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return CarRestrictionShown.of(row)


@router.delete(f"{PATH}/{{car}}", response={204: None}, summary="Let a car race as it is")
def lift(request: HttpRequest, slug: Slug, car: UUID) -> Any:
    """As the simulator has it."""
    row = car_restrictions.find(_kept(request, slug), car)
    car_restrictions.lift(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _kept(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_managed(keys.person(request), slug=slug))
