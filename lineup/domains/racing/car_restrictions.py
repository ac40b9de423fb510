"""Cars held back in a race: set, lifted, and what is left of a tank."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.racing import columns, race_classes
from lineup.domains.racing.models import CarRestriction, Race, SimCar

FIELDS = ("fuel_percent", "weight_kg", "power_percent", "tyre_sets")


class RestrictionNeeded(Invalid):
    code = "car_restriction_needed"
    sentence = _("Say how the car is held back: by fuel, weight, power or tyres.")
    field = "fuel_percent"


class NotARaceCar(Invalid):
    code = "not_a_race_car"
    sentence = _("This car doesn't race here; choose one of the classes of the race.")
    field = "car"


def of(race: Race) -> "QuerySet[CarRestriction]":
    """Return the restrictions of the race with their cars, by name; at most one for each car that races."""
    rows = CarRestriction.objects.filter(race=race).select_related("car__car")
    return rows.order_by("car__car__maker", "car__car__name", "id")


def find(race: Race, car: Any) -> CarRestriction:
    """Return the restriction of the car with this id in the race. Raises Missing."""
    try:
        found = of(race).get(car=car)
    except (CarRestriction.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.race = race
    return found


@transaction.atomic
def put(race: Race, car: SimCar, *, by: Actor, at: datetime, **values: Any) -> CarRestriction:
    """Let the car have this in the race: all of FIELDS, what is not given as the simulator has it.

    `fuel_percent` of the tank, `weight_kg` and `power_percent` added (below 0: taken off). Raises NotARaceCar,
    RestrictionNeeded, OutOfRange.
    """
    if not race_classes.cars(race).filter(pk=car.pk).exists():
        raise NotARaceCar
    said = _checked(values)
    if all(value is None for value in said.values()):
        raise RestrictionNeeded
    row, _made = CarRestriction.objects.update_or_create(race=race, car=car, defaults=said)
    _record(race, "race.restrict_car", car, by, at)
    return row


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a restriction: {sorted(unknown)}")
    return {name: columns.checked(CarRestriction._meta.get_field(name), values.get(name)) for name in FIELDS}


@transaction.atomic
def lift(row: CarRestriction, *, by: Actor, at: datetime) -> None:
    """Let the car race as the simulator has it."""
    _record(row.race, "race.lift_restriction", row.car, by, at)
    row.delete()


def tank(race: Race, car: SimCar | None, litres: Decimal) -> Decimal:
    """Return how many of the tank's litres the car may have on board in the race."""
    found = CarRestriction.objects.filter(race=race, car=car).first() if car else None
    return litres * found.fuel_percent / 100 if found and found.fuel_percent else litres


def _record(race: Race, action: str, car: SimCar, by: Actor, at: datetime) -> None:
    offering = race.event.offering
    metadata = {"car": str(car.pk)}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
