"""The sorts of rows of the catalogue: one line each, read by pages, API and the rules that keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Missing
from lineup.domains.racing.models import Car, CarClass, Layout, Licence, SimCar, SimTrack, Simulator, Track


@dataclass(frozen=True)
class Sort:
    """`fields` are what one may set; `order` what its list goes by; `searched` where words are looked for.

    `links` are the fields that name a row of another sort, `many` the one that names several.
    """

    slug: str
    model: type[Any]
    label: Promise | str
    fields: tuple[str, ...]
    order: tuple[str, ...]
    searched: tuple[str, ...]
    related: tuple[str, ...] = ()
    many: str = ""

    @property
    def action(self) -> str:
        """What the record calls it."""
        return str(self.model._meta.model_name)

    def rows(self) -> "QuerySet[Any]":
        """Return its rows with what they are called by."""
        found = self.model._default_manager.all()
        return found.select_related(*self.related) if self.related else found


SORTS = (
    Sort(
        "simulators",
        Simulator,
        _("Simulators"),
        ("slug", "name", "skill_name", "safety_name", "is_active"),
        ("name", "id"),
        ("name",),
    ),
    Sort(
        "licences",
        Licence,
        _("Licences"),
        ("simulator", "name", "rank", "is_active"),
        ("simulator__name", "rank", "id"),
        ("name", "simulator__name"),
        ("simulator",),
    ),
    Sort(
        "cars",
        Car,
        _("Cars"),
        ("slug", "maker", "name", "category", "year", "power_kw", "weight_kg", "is_active"),
        ("maker", "name", "id"),
        ("maker", "name", "category"),
    ),
    Sort(
        "sim-cars",
        SimCar,
        _("Cars in simulators"),
        (
            "simulator",
            "car",
            "code",
            "package",
            "is_wet",
            "tank_litres",
            "litres_per_second",
            "tyre_seconds",
            "tyres_while_refuelling",
            "is_active",
        ),
        ("simulator__name", "car__maker", "car__name", "id"),
        ("car__maker", "car__name", "code"),
        ("simulator", "car"),
    ),
    Sort(
        "classes",
        CarClass,
        _("Classes"),
        ("simulator", "name", "cars", "is_active"),
        ("simulator__name", "name", "id"),
        ("name", "simulator__name"),
        ("simulator",),
        many="cars",
    ),
    Sort(
        "tracks",
        Track,
        _("Tracks"),
        ("slug", "name", "city", "country", "time_zone", "is_active"),
        ("name", "id"),
        ("name", "city"),
    ),
    Sort(
        "sim-tracks",
        SimTrack,
        _("Tracks in simulators"),
        ("simulator", "track", "code", "package", "is_wet", "is_active"),
        ("simulator__name", "track__name", "id"),
        ("track__name", "code"),
        ("simulator", "track"),
    ),
    Sort(
        "layouts",
        Layout,
        _("Layouts"),
        (
            "sim_track",
            "name",
            "code",
            "kind",
            "length_m",
            "grid_slots",
            "pit_stalls",
            "pit_kmh",
            "pit_seconds",
            "is_lit",
            "is_active",
        ),
        ("sim_track__simulator__name", "sim_track__track__name", "name", "id"),
        ("name", "sim_track__track__name", "code"),
        ("sim_track__simulator", "sim_track__track"),
    ),
)
_BY_SLUG: Mapping[str, Sort] = {sort.slug: sort for sort in SORTS}
_BY_MODEL: Mapping[type[Model], Sort] = {sort.model: sort for sort in SORTS}


def find(slug: str) -> Sort:
    """Return the sort at this address. Raises Missing."""
    try:
        return _BY_SLUG[slug]
    except KeyError:
        raise Missing from None


def of(row: Model) -> Sort:
    """Return the sort of the row."""
    return _BY_MODEL[type(row)]
