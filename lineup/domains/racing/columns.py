"""Values checked by what the column they are for says of itself: its length, its choices, its least and most."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid


class Needed(Invalid):
    code = "catalogue_field_needed"
    sentence = _("Fill this in: without it nobody can choose it.")


def unsaid(column: Any) -> Any:
    """Return what the column holds where nothing is said."""
    if column.has_default():
        return column.get_default()
    return None if column.null or isinstance(column, models.ForeignKey | models.IntegerField) else ""


def checked(column: Any, value: Any) -> Any:
    """Return the value as it is kept. Raises Needed, OutOfRange, TooLong, Unstorable, UnknownChoice."""
    name = column.name
    if value in (None, ""):
        if not (column.null or column.blank):
            raise Needed(field=name)
        return None if column.null else ""
    if isinstance(column, models.BooleanField | models.ForeignKey):
        return value
    if isinstance(column, models.DecimalField):
        return _amount(column, value)
    if isinstance(column, models.IntegerField):
        least, most = _bounds(column)
        return inputs.number(int(value), field=name, least=least, most=most)
    if column.choices:
        return inputs.choice(str(value), [key for key, _label in column.choices], field=name)
    value = inputs.line(str(value), field=name, most=column.max_length)
    if not value and not column.blank:
        raise Needed(field=name)
    return value


def _amount(column: Any, value: Any) -> Decimal:
    least, most = _bounds(column)
    try:
        amount = Decimal(str(value)).quantize(Decimal(1).scaleb(-column.decimal_places))
    except InvalidOperation:
        raise inputs.OutOfRange(field=column.name, least=least, most=most) from None
    if not amount.is_finite() or not least <= amount <= most:
        raise inputs.OutOfRange(field=column.name, least=least, most=most)
    return amount


def _bounds(column: Any) -> tuple[int, int]:
    """The least and the most that the column's choices, or else its validators, let through."""
    if column.choices:
        keys = [key for key, _label in column.choices]
        return min(keys), max(keys)
    limits = {validator.code: validator.limit_value for validator in column._validators}
    return limits.get("min_value", 0), limits.get("max_value", inputs.LARGEST)
