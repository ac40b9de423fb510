"""What people type, before it is kept: trimmed, of a length that fits, without signs that no database stores."""

import re
from collections.abc import Container
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Invalid

# PostgreSQL refuses the first, every encoding refuses the second; neither can be typed
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# the largest number that an integer column of PostgreSQL holds
LARGEST = 2**31 - 1

# what a community plans
YEARS = (2000, 2100)

LONGEST_WEB_ADDRESS = 300
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+\S*")


class TooLong(Invalid):
    code = "too_long"
    sentence = _("This has %(length)s characters; shorten it to %(most)s.")


class Unstorable(Invalid):
    code = "unstorable_text"
    sentence = _("This contains signs that can't be stored; type it again without them.")


class UnknownChoice(Invalid):
    code = "unknown_choice"
    sentence = _("“%(value)s” is not one of the choices; pick one of those offered.")


class OutOfRange(Invalid):
    code = "out_of_range"
    sentence = _("Choose a number from %(least)s to %(most)s.")


class UnknownTimeZone(Invalid):
    code = "unknown_time_zone"
    sentence = _("There is no such time zone; choose one from the list, like Europe/Paris.")


class UnknownCountry(Invalid):
    code = "unknown_country"
    sentence = _("Write the country as two letters, like FR or CH.")


class NotAWebAddress(Invalid):
    code = "not_a_web_address"
    sentence = _("This is not a web address; it starts with https://.")


class DateOutOfRange(Invalid):
    code = "date_out_of_range"
    sentence = _("Choose a date between the years 2000 and 2100.")


def line(value: str, *, field: str, most: int) -> str:
    """Return the text on one line, spaces trimmed. Raises TooLong, Unstorable."""
    return prose(" ".join(value.split()), field=field, most=most)


def prose(value: str, *, field: str, most: int) -> str:
    """Return the text trimmed at its ends, its lines kept. Raises TooLong, Unstorable."""
    value = value.strip()
    if UNSTORABLE.search(value):
        raise Unstorable(field=field)
    if len(value) > most:
        raise TooLong(field=field, length=len(value), most=most)
    return value


def choice(value: str, choices: Container[str], *, field: str) -> str:
    """Return the value if it is one of the choices. Raises UnknownChoice."""
    if value not in choices:
        raise UnknownChoice(field=field, value=str(value)[:40])
    return value


def number(value: int, *, field: str, least: int = 0, most: int = LARGEST) -> int:
    """Return the number if it lies from `least` to `most`. Raises OutOfRange."""
    if not least <= value <= most:
        raise OutOfRange(field=field, least=least, most=most)
    return value


def zone(value: str, *, field: str = "time_zone") -> str:
    """Return the name of a time zone. Raises UnknownTimeZone."""
    if not zones.is_known(value):
        raise UnknownTimeZone(field=field)
    return value


def country(value: str, *, field: str = "country") -> str:
    """Return the two letters of a country in capitals. Raises UnknownCountry."""
    value = value.strip().upper()
    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise UnknownCountry(field=field)
    return value


def web_address(value: str, *, field: str) -> str:
    """Return the address trimmed: nothing, http or https, so that no link can run a script.

    Raises NotAWebAddress, TooLong, Unstorable.
    """
    value = prose(value, field=field, most=LONGEST_WEB_ADDRESS)
    if value and not (WEB_ADDRESS.fullmatch(value) and _has_host(value)):
        raise NotAWebAddress(field=field)
    return value


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def moment(value: datetime | None, *, field: str) -> datetime | None:
    """Return the instant, or none. Raises DateOutOfRange for one that no community plans."""
    if value is not None and not YEARS[0] <= value.year <= YEARS[1]:
        raise DateOutOfRange(field=field)
    return value
