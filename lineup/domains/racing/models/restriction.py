"""How a car is held back in a race, so that it is no quicker than the others."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.race import Race


def _number(label: object, least: int, most: int) -> models.SmallIntegerField:
    limits: Any = [MinValueValidator(least), MaxValueValidator(most)]
    return models.SmallIntegerField(label, null=True, blank=True, validators=limits)  # type: ignore[arg-type]


class CarRestriction(models.Model):
    """What a car may have in a race; what is empty is as the simulator has it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="restrictions")
    car = models.ForeignKey(SimCar, models.PROTECT, related_name="+", verbose_name=_("car"))
    fuel_percent = _number(_("fuel at most, in % of the tank"), 1, 100)
    weight_kg = _number(_("weight added, in kg"), -500, 500)
    power_percent = _number(_("power added, in %"), -50, 50)
    tyre_sets = _number(_("sets of tyres at most"), 1, 99)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["race", "car"], name="a_car_is_restricted_once_in_a_race"),
            models.CheckConstraint(
                condition=~Q(fuel_percent=None, weight_kg=None, power_percent=None, tyre_sets=None),
                name="a_restriction_says_something",
            ),
        ]
