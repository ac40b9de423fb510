"""Are these values an event's? A list of small functions, each raising a sentence a person can act on."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Invalid

YEARS = (2000, 2100)
MOST_PLACES = 1_000_000
LONGEST_OFFER_MINUTES = 60 * 24 * 30
LARGEST_PARTY = 50
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+\S*")


class TooLong(Invalid):
    code = "too_long"
    sentence = _("This is too long; use at most %(limit)s characters.")


class UnknownTimeZone(Invalid):
    code = "unknown_time_zone"
    sentence = _("There is no such time zone; choose one from the list, like Europe/Paris.")
    field = "time_zone"


class DateOutOfRange(Invalid):
    code = "date_out_of_range"
    sentence = _("Choose a date between the years 2000 and 2100.")


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


class NotAWebAddress(Invalid):
    code = "not_a_web_address"
    sentence = _("This is not a web address; it starts with https://.")


class NumberOutOfRange(Invalid):
    code = "number_out_of_range"
    sentence = _("Choose a whole number from %(least)s to %(most)s.")


def tidy(text: str) -> str:
    """Return the text without control characters, its lines kept and its edges trimmed."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign == "\n" or sign == "\t" or sign.isprintable()).strip()


def one_line(text: str) -> str:
    """Return the text without control characters, in one line."""
    return " ".join(tidy(text).split())


def lengths(row: models.Model, fields: Mapping[str, object]) -> None:
    """Raise TooLong for the first text longer than its column."""
    for name in fields:
        limit = getattr(row._meta.get_field(name), "max_length", None)
        value = getattr(row, name)
        if limit and isinstance(value, str) and len(value) > limit:
            raise TooLong(field=name, limit=limit)


def zone(name: str) -> None:
    """Raise UnknownTimeZone."""
    if not zones.is_known(name):
        raise UnknownTimeZone


def moment(at: datetime | None, *, field: str) -> None:
    """Raise DateOutOfRange for an instant that no community plans."""
    if at is not None and not YEARS[0] <= at.year <= YEARS[1]:
        raise DateOutOfRange(field=field)


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


def web_address(address: str, *, field: str) -> None:
    """Raise NotAWebAddress for anything but http and https, so that no link can run a script."""
    try:
        host = urlsplit(address).hostname if address else "none"
    except ValueError:
        host = None
    if not host or (address and not WEB_ADDRESS.fullmatch(address)):
        raise NotAWebAddress(field=field)


def number(value: int | None, *, field: str, most: int) -> None:
    """Raise NumberOutOfRange outside 1 to `most`; None is no limit."""
    if value is not None and not 1 <= value <= most:
        raise NumberOutOfRange(field=field, least=1, most=most)


def pool_settings(settings: Mapping[str, object]) -> None:
    """Raise NumberOutOfRange or DateOutOfRange for the settings of the pool that are given."""
    limits = {"capacity": MOST_PLACES, "offer_minutes": LONGEST_OFFER_MINUTES, "party_limit": LARGEST_PARTY}
    for field, most in limits.items():
        number(settings.get(field), field=field, most=most)  # type: ignore[arg-type]
    for field in ("opens_at", "closes_at"):
        moment(settings.get(field), field=field)  # type: ignore[arg-type]
