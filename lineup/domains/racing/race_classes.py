"""The classes of a race, each with the pool of its entries."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import pools
from lineup.core.participation.models import Pool
from lineup.core.people.actors import Actor
from lineup.domains.racing.models import CarClass, Race, RaceClass, RaceEntry, SimCar
from lineup.domains.racing.roles import ENTRANT

MOST = 12


class ForeignClass(Invalid):
    code = "foreign_class"
    sentence = _("This class is of another simulator; choose one of the simulator of the race.")
    field = "car_class"


class RacesAlready(Invalid):
    code = "class_races_already"
    sentence = _("This class races already; change how many may enter, or choose another class.")
    field = "car_class"


class TooManyClasses(Invalid):
    code = "too_many_race_classes"
    sentence = _("A race has at most %(most)s classes; remove one first.")


class ClassHasEntries(Refusal):
    code = "class_has_entries"
    sentence = _("Teams have entered in this class; withdraw their entries first.")


def of(race: Race) -> "QuerySet[RaceClass]":
    """Return the classes of the race with their pools, in their order."""
    return RaceClass.objects.filter(race=race).select_related("car_class", "pool").order_by("position", "id")


def find(race: Race, pk: Any) -> RaceClass:
    """Return the class of the race with this id. Raises Missing."""
    try:
        return of(race).get(pk=pk)
    except (RaceClass.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def cars(race: Race) -> "QuerySet[SimCar]":
    """Return the cars that may race: those of its classes, or of the whole simulator where it has none."""
    rows = SimCar.objects.filter(simulator=race.simulator_id, is_active=True).select_related("car")
    wanted = list(race.classes.values_list("car_class", flat=True))
    if wanted:
        rows = rows.filter(pk__in=CarClass.cars.through.objects.filter(carclass__in=wanted).values("simcar"))
    return rows.order_by("car__maker", "car__name", "id")


@transaction.atomic
def add(race: Race, car_class: CarClass, *, most_entries: int | None = None, by: Actor, at: datetime) -> RaceClass:
    """Let the class race, with room for so many entries, None for any number.

    Raises ForeignClass, RacesAlready, TooManyClasses, OutOfRange.
    """
    if car_class.simulator_id != race.simulator_id:
        raise ForeignClass
    there = race.classes.aggregate(last=Max("position"))["last"]
    if race.classes.filter(car_class=car_class).exists():
        raise RacesAlready
    if race.classes.count() >= MOST:
        raise TooManyClasses(most=MOST)
    offering = race.event.offering
    # teams enter by forming line-ups, and nobody through the door of the pool
    pool = pools.make(
        offering,
        role=ENTRANT,
        name=car_class.name,
        capacity=most_entries,
        admission=Pool.Admission.INVITATION,
        party_limit=1,
    )
    position = 0 if there is None else there + 1
    row = RaceClass.objects.create(race=race, car_class=car_class, pool=pool, position=position)
    entries.record(by=by, at=at, action="race.add_class", on=offering, club_id=offering.club_id)
    return row


@transaction.atomic
def change(row: RaceClass, *, most_entries: int | None, by: Actor, at: datetime) -> RaceClass:
    """Set how many may enter in the class. Raises CapacityBelowTaken, OutOfRange."""
    row.pool = pools.change(row.pool, capacity=most_entries, by=by, at=at)
    return row


@transaction.atomic
def remove(row: RaceClass, *, by: Actor, at: datetime) -> None:
    """Let the class race no more. Raises ClassHasEntries."""
    offering = row.race.event.offering
    if row.pool.places.exists() or RaceEntry.objects.filter(race_class=row).exists():
        raise ClassHasEntries
    # the class goes with it
    row.pool.delete()
    entries.record(by=by, at=at, action="race.remove_class", on=offering, club_id=offering.club_id)
