"""What each value of a document looks like: of the right type, or a fault at its place; the rules say the rest."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.packages.faults import Faults

LONGEST_NUMBER = 40
# from a value of the document to one that an operation takes; raises Unlike
Take = Callable[[Any], Any]
Shape = Mapping[str, Take]


class Unlike(Invalid):
    code = "package_wrong_type"
    sentence = _("Here should stand %(wanted)s; put it right, or export the course again.")


class UnknownField(Invalid):
    code = "package_unknown_field"
    sentence = _("“%(name)s” says nothing to this version of Lineup; bring it up to date, or take that out.")


def words(value: Any) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise Unlike(wanted=_("a text"))
    return value


def flag(value: Any) -> bool:
    """Return yes or no."""
    if not isinstance(value, bool):
        raise Unlike(wanted=_("true or false"))
    return value


def whole(value: Any) -> int:
    """Return a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unlike(wanted=_("a whole number"))
    return value


def number(value: Any) -> str:
    """Return a decimal number as text, so that no digit is lost."""
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER:
        raise Unlike(wanted=_("a decimal number in quotes, like “3.5”"))
    return value


def moment(value: Any) -> datetime:
    """Return an instant."""
    try:
        found = datetime.fromisoformat(words(value))
        if found.utcoffset() is not None:
            return found
    except (ValueError, Unlike):
        pass
    raise Unlike(wanted=_("an instant with its offset, like 2027-03-20T18:00:00+00:00"))


def or_none(take: Take) -> Take:
    """Let there be nothing, too."""
    return lambda value: None if value is None else take(value)


class Reading:
    """Values taken out of a document, with the faults found on the way."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def object(self, value: Any, place: str, shape: Shape) -> dict[str, Any] | None:
        """Return what the object says by the shape; None where anything in it is not as it should be."""
        if not isinstance(value, dict):
            self.faults.note(place, Unlike(wanted=_("an object in braces")))
            return None
        before = self.faults.number
        for name in value.keys() - shape.keys():
            self.faults.note(place, UnknownField(name=name[:40]))
        taken = {}
        for name, take in shape.items():
            if name in value:
                with self.faults.noted(f"{place}.{name}".lstrip(".")):
                    taken[name] = take(value[name])
        return taken if self.faults.number == before else None

    def kind(self, value: Any) -> str:
        """Return of which kind the object says to be. Raises Unlike."""
        return words(value.get("kind", "")) if isinstance(value, dict) else ""

    def list(self, value: Any, place: str, *, most: int, too_many: Callable[..., Invalid]) -> list[Any]:
        """Return the list, nothing where there is none or more than may be."""
        if not isinstance(value, list):
            self.faults.note(place, Unlike(wanted=_("a list in brackets")))
            return []
        if len(value) > most:
            self.faults.note(place, too_many(most=most))
            return []
        return value


def anything(value: Any) -> Any:
    """Return the value, to be looked at later."""
    return value
