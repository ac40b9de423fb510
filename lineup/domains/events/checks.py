"""Are these values an event's? A list of small functions, each raising a sentence a person can act on."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.core.participation import pools


class HalfAPosition(Invalid):
    code = "half_a_position"
    sentence = _("A position needs a latitude and a longitude; fill in both, or neither.")


class NotOnEarth(Invalid):
    code = "not_on_earth"
    sentence = _("Latitudes go from -90 to 90, longitudes from -180 to 180; check the two numbers.")


class ZoomOutOfRange(Invalid):
    code = "zoom_out_of_range"
    sentence = _("The zoom of the map goes from 1 (the world) to 20 (a building).")
    field = "map_zoom"


def tidy(text: str) -> str:
    """Return the text without control characters, its lines kept and its edges trimmed."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign == "\n" or sign == "\t" or sign.isprintable()).strip()


def one_line(text: str) -> str:
    """Return the text without control characters, in one line."""
    return " ".join(tidy(text).split())


def lengths(row: models.Model, fields: Iterable[str]) -> None:
    """Raise TooLong for the first text longer than its column."""
    for name in fields:
        limit = getattr(row._meta.get_field(name), "max_length", None)
        value = getattr(row, name)
        if limit and isinstance(value, str) and len(value) > limit:
            raise inputs.TooLong(field=name, length=len(value), most=limit)


def position(latitude: float | None, longitude: float | None, *, field: str) -> None:
    """Raise HalfAPosition or NotOnEarth."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise HalfAPosition(field=field)
    # written so that "not a number" fails as well
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotOnEarth(field=field)


def zoom(value: int | None) -> None:
    """Raise ZoomOutOfRange."""
    if value is not None and not 1 <= value <= 20:
        raise ZoomOutOfRange


def places(capacity: int | None) -> None:
    """Raise OutOfRange for an event that nobody could come to."""
    if capacity is not None:
        inputs.number(capacity, field="capacity", least=1, most=pools.MOST_PLACES)
