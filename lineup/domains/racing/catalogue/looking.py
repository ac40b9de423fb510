"""The catalogue as everybody looks it up: what can be chosen, by simulator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, QuerySet

from lineup.core.foundation.errors import Missing
from lineup.domains.racing.catalogue import finding
from lineup.domains.racing.models import CarClass, Layout, Licence, SimCar, SimTrack, Simulator

CARS_BY = ("car__maker", "car__name", "id")
TRACKS_BY = ("track__name", "id")


def simulators() -> "QuerySet[Simulator]":
    """Return the simulators in use, by name, with `cars_count` and `tracks_count`."""
    cars = Count("cars", filter=Q(cars__is_active=True), distinct=True)
    tracks = Count("tracks", filter=Q(tracks__is_active=True), distinct=True)
    rows = Simulator.objects.filter(is_active=True).annotate(cars_count=cars, tracks_count=tracks)
    return rows.order_by("name", "id")


def find(slug: str) -> Simulator:
    """Return the simulator in use at this address. Raises Missing."""
    try:
        return Simulator.objects.get(slug=slug, is_active=True)
    except Simulator.DoesNotExist:
        raise Missing from None


def cars(simulator: Simulator, *, car_class: Any = None, q: str = "") -> "QuerySet[SimCar]":
    """Return the simulator's cars with their classes; of one class, or with a word in maker, model or category."""
    rows = SimCar.objects.filter(simulator=simulator, is_active=True, car__is_active=True).select_related("car")
    rows = rows.prefetch_related(Prefetch("classes", CarClass.objects.filter(is_active=True).order_by("name")))
    if car_class is not None:
        rows = rows.filter(classes=car_class)
    return rows.filter(finding.words(q, ("car__maker", "car__name", "car__category")))


def tracks(simulator: Simulator, *, q: str = "") -> "QuerySet[SimTrack]":
    """Return the simulator's tracks with their layouts; with a word in name, city or a layout."""
    rows = SimTrack.objects.filter(simulator=simulator, is_active=True, track__is_active=True).select_related("track")
    rows = rows.prefetch_related(Prefetch("layouts", Layout.objects.filter(is_active=True).order_by("name", "id")))
    return rows.filter(finding.words(q, ("track__name", "track__city")))


def layouts(simulator: Simulator) -> "QuerySet[Layout]":
    """Return the layouts of the simulator that can be chosen, by track and name."""
    rows = Layout.objects.filter(sim_track__simulator=simulator, is_active=True, sim_track__is_active=True)
    return rows.select_related("sim_track__track").order_by("sim_track__track__name", "name", "id")


def classes(simulator: Simulator) -> "QuerySet[CarClass]":
    """Return the classes of the simulator that can be chosen, by name, with `cars_count`."""
    count = Count("cars", filter=Q(cars__is_active=True))
    return CarClass.objects.filter(simulator=simulator, is_active=True).annotate(cars_count=count).order_by("name")


def find_class(simulator: Simulator, pk: Any) -> CarClass:
    """Return the class of the simulator with this id. Raises Missing."""
    try:
        return classes(simulator).get(pk=pk)
    except (CarClass.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def licences(simulator: Simulator) -> "QuerySet[Licence]":
    """Return the ladder of licences of the simulator, from the lowest up."""
    return Licence.objects.filter(simulator=simulator, is_active=True).order_by("rank")
