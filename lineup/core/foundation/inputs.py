"""What people type, before it is kept: trimmed, of a length that fits, without signs that no database stores."""

import re
from collections.abc import Container

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid

# PostgreSQL refuses the first, every encoding refuses the second; neither can be typed
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# the largest number that an integer column of PostgreSQL holds
LARGEST = 2**31 - 1


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
