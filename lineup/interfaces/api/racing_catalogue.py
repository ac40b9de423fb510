"""The racing catalogue as platform admins keep it: every sort of row alike."""

from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db.models import ForeignKey
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.racing.catalogue import finding, loading, rows, sorts
from lineup.domains.racing.catalogue.sorts import Sort
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Number, Search, Sent, Slug

router = Router(tags=["racing"])


class CatalogueRow(Shown):
    """A row: what it is called, and its fields by name, links as ids. Only `is_active` ones can be chosen."""

    id: UUID
    name: str
    is_active: bool
    fields: dict[str, Any]

    @classmethod
    def of(cls, row: Any) -> Self:
        sort = sorts.of(row)
        values = {name: _shown(row, name) for name in sort.fields if name != sort.many}
        return cls.made(id=row.pk, name=str(row), is_active=row.is_active, fields=values)


def _shown(row: Any, name: str) -> Any:
    column = row._meta.get_field(name)
    value = getattr(row, column.attname)
    return float(value) if isinstance(value, Decimal) else value


class CatalogueValues(Sent):
    """What is said of a row; each sort has some of these fields, links are ids. What is left out stays."""

    slug: str | None = Field(None, max_length=80, examples=["bmw-m4-gt3"])
    name: str | None = Field(None, max_length=120, examples=["M4 GT3"])
    skill_name: str | None = Field(None, max_length=40, examples=["iRating"])
    safety_name: str | None = Field(None, max_length=40, examples=["Safety Rating"])
    simulator: UUID | None = None
    rank: Number | None = None
    maker: str | None = Field(None, max_length=60, examples=["BMW"])
    category: str | None = Field(None, max_length=40, examples=["GT3"])
    year: Number | None = None
    power_kw: Number | None = None
    weight_kg: Number | None = None
    car: UUID | None = None
    cars: list[UUID] | None = Field(None, max_length=rows.MOST_CARS)
    track: UUID | None = None
    sim_track: UUID | None = None
    code: str | None = Field(None, max_length=60)
    package: str | None = Field(None, max_length=60)
    is_wet: bool | None = None
    tank_litres: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    litres_per_second: float | None = Field(None, ge=0, le=100, allow_inf_nan=False)
    tyre_seconds: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    tyres_while_refuelling: bool | None = None
    city: str | None = Field(None, max_length=120, examples=["Stavelot"])
    country: str | None = Field(None, max_length=2, examples=["BE"])
    time_zone: str | None = Field(None, max_length=64, examples=["Europe/Brussels"])
    kind: str | None = Field(None, max_length=10, examples=["road"])
    length_m: Number | None = None
    grid_slots: Number | None = None
    pit_stalls: Number | None = None
    pit_kmh: Number | None = None
    pit_seconds: float | None = Field(None, ge=0, le=999, allow_inf_nan=False)
    is_lit: bool | None = None
    is_active: bool | None = None


class RowsWanted(Sent):
    q: Search = Field("", description="Words in what it is called.")


class CatalogueLoaded(Shown):
    """How many rows were added; none when all was there."""

    added: int


@router.post("/platform/racing/loading", response=CatalogueLoaded, summary="Load the packaged catalogue")
def load(request: HttpRequest) -> Any:
    """What is missing is added, what is there stays as it is."""
    keys.check_admin(request)
    return CatalogueLoaded.made(added=loading.load(by=keys.actor(request), at=clock.now()).added)


@router.get("/platform/racing/{sort}", response=paging.Page[CatalogueRow], summary="List rows of the catalogue")
def find(request: HttpRequest, sort: Slug, wanted: Query[RowsWanted], window: Query[paging.Window]) -> Any:
    """Of one sort: simulators, licences, cars, sim-cars, classes, tracks, sim-tracks, layouts."""
    kept = _kept(request, sort)
    return paging.page(finding.said(kept, wanted.q), CatalogueRow, order=kept.order, window=window)


@router.post("/platform/racing/{sort}", response={201: CatalogueRow}, summary="Add a row to the catalogue")
def create(request: HttpRequest, sort: Slug, body: CatalogueValues) -> Any:
    """It can be chosen at once, unless `is_active` is false."""
    kept = _kept(request, sort)
    return Status(201, CatalogueRow.of(rows.create(kept, by=keys.actor(request), at=clock.now(), **_sent(kept, body))))


@router.patch("/platform/racing/{sort}/{row}", response=CatalogueRow, summary="Change a row of the catalogue")
def change(request: HttpRequest, sort: Slug, row: UUID, body: CatalogueValues) -> Any:
    """What races chose stays chosen."""
    kept = _kept(request, sort)
    found = rows.find(kept, row)
    return CatalogueRow.of(rows.change(found, by=keys.actor(request), at=clock.now(), **_sent(kept, body)))


def _kept(request: HttpRequest, sort: str) -> Sort:
    keys.check_admin(request)
    return sorts.find(sort)


def _sent(kept: Sort, body: CatalogueValues) -> dict[str, Any]:
    """The values with rows for ids. Raises Missing for an id of nothing, NotItsField for a foreign field."""
    values = body.model_dump(exclude_unset=True)
    for name in [name for name in values if name in kept.fields]:
        column = kept.model._meta.get_field(name)
        if name == kept.many:
            among = sorts.of(column.related_model())
            values[name] = [rows.find(among, pk) for pk in values[name] or ()]
        elif isinstance(column, ForeignKey) and values[name] is not None:
            values[name] = rows.find(sorts.of(column.related_model()), values[name])
        elif values[name] is None and not column.null:
            del values[name]
    return values
