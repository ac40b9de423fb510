"""Rows of the catalogue, kept by platform admins. None is deleted: what nobody shall choose is switched off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.racing import columns
from lineup.domains.racing.catalogue.sorts import Sort
from lineup.domains.racing.catalogue.sorts import of as sort_of
from lineup.domains.racing.models import CarClass, SimCar

MOST_CARS = 500


class Taken(Invalid):
    code = "catalogue_taken"
    sentence = _("This is in the catalogue already; change that one, or choose another name.")
    field = "name"


class NotItsField(Invalid):
    code = "not_its_field"
    sentence = _("“%(name)s” is nothing that can be said of this; leave it out.")


class NotAWebName(Invalid):
    code = "not_a_web_name"
    sentence = _("Write the address with small letters, digits and hyphens, like bmw-m4-gt3.")
    field = "slug"


class OtherSimulator(Invalid):
    code = "other_simulator"
    sentence = _("“%(name)s” is of another simulator; a class has cars of its own alone.")
    field = "cars"


def find(sort: Sort, pk: Any) -> Any:
    """Return the row of this sort with this id. Raises Missing."""
    try:
        return sort.rows().get(pk=pk)
    except (sort.model.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def create(sort: Sort, *, by: Actor, at: datetime, **values: Any) -> Any:
    """Return a new row of this sort with the given fields; `cars` of a class is a list of rows.

    Raises Needed, Taken, NotItsField, NotAWebName, OtherSimulator, and what `inputs` raise.
    """
    row = sort.model()
    _fill(sort, row, values, sort.fields)
    _save(row, force_insert=True)
    _set_many(sort, row, values)
    entries.record(by=by, at=at, action="catalogue.create", on=row)
    return row


@transaction.atomic
def change(row: Any, *, by: Actor, at: datetime, **values: Any) -> Any:
    """Set the given fields of the row. Raises what `create` raises."""
    sort = sort_of(row)
    _fill(sort, row, values, values)
    plain = [name for name in values if name != sort.many]
    if plain:
        _save(row, update_fields=plain)
    _set_many(sort, row, values)
    entries.record(by=by, at=at, action="catalogue.change", on=row, metadata={"fields": sorted(values)})
    return row


def _save(row: Any, **how: Any) -> None:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError:
        raise Taken from None


def _fill(sort: Sort, row: Any, values: Mapping[str, Any], wanted: Any) -> None:
    for name in values:
        if name not in sort.fields:
            raise NotItsField(name=name, field=name)
    for name in wanted:
        if name == sort.many:
            continue
        column = sort.model._meta.get_field(name)
        setattr(row, name, _checked(column, values.get(name, columns.unsaid(column))))


def _checked(column: Any, value: Any) -> Any:
    """The value as it is kept, by what the column says of itself, and by what is of countries, zones and addresses."""
    value, name = columns.checked(column, value), column.name
    if name == "country":
        return inputs.country(value, field=name)
    if name == "time_zone":
        return inputs.zone(value, field=name)
    if name == "slug" and not _is_slug(value):
        raise NotAWebName
    return value


def _is_slug(value: str) -> bool:
    return value.replace("-", "").isalnum() and value.isascii() and value == value.lower() and value[0] != "-"


def _set_many(sort: Sort, row: Any, values: Mapping[str, Any]) -> None:
    if not sort.many or sort.many not in values:
        return
    cars = list(values[sort.many])
    inputs.number(len(cars), field="cars", most=MOST_CARS)
    _check_simulator(row, cars)
    row.cars.set(cars)


def _check_simulator(row: CarClass, cars: list[SimCar]) -> None:
    for car in cars:
        if car.simulator_id != row.simulator_id:
            raise OtherSimulator(name=str(car))
