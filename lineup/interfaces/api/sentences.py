"""What is wrong with a field, as a sentence that names the remedy."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: Mapping[str, object] = {
    "missing": gettext_lazy("Give “%(field)s”; it is needed."),
    "extra_forbidden": gettext_lazy("There is no field “%(field)s” here; leave it out."),
    "string_type": gettext_lazy("Give “%(field)s” as text."),
    "string_too_long": gettext_lazy("Shorten “%(field)s” to at most %(max_length)s characters."),
    "string_too_short": gettext_lazy("Give “%(field)s” at least %(min_length)s characters."),
    "string_pattern_mismatch": gettext_lazy("Write “%(field)s” in the form that the reference shows."),
    "int_type": gettext_lazy("Give “%(field)s” as a whole number."),
    "int_parsing": gettext_lazy("Give “%(field)s” as a whole number."),
    "int_parsing_size": gettext_lazy("Choose a smaller number for “%(field)s”."),
    "int_from_float": gettext_lazy("Give “%(field)s” as a whole number."),
    "float_type": gettext_lazy("Give “%(field)s” as a number."),
    "float_parsing": gettext_lazy("Give “%(field)s” as a number."),
    "finite_number": gettext_lazy("Give “%(field)s” as a number."),
    "greater_than_equal": gettext_lazy("Choose at least %(ge)s for “%(field)s”."),
    "less_than_equal": gettext_lazy("Choose at most %(le)s for “%(field)s”."),
    "bool_type": gettext_lazy("Give “%(field)s” as true or false."),
    "bool_parsing": gettext_lazy("Give “%(field)s” as true or false."),
    "enum": gettext_lazy("Choose for “%(field)s” one of: %(expected)s."),
    "literal_error": gettext_lazy("Choose for “%(field)s” one of: %(expected)s."),
    "uuid_type": gettext_lazy("Give “%(field)s” as an id that the API returned."),
    "uuid_parsing": gettext_lazy("Give “%(field)s” as an id that the API returned."),
    "timezone_aware": gettext_lazy("Give “%(field)s” with its offset, like 2026-11-21T18:00:00+01:00."),
    "list_type": gettext_lazy("Give “%(field)s” as a list."),
    "too_long": gettext_lazy("Give at most %(max_length)s values for “%(field)s”."),
    "too_short": gettext_lazy("Give at least %(min_length)s values for “%(field)s”."),
    "model_type": gettext_lazy("Send a JSON object."),
    "model_attributes_type": gettext_lazy("Send a JSON object."),
    "none_required": gettext_lazy("Leave “%(field)s” empty."),
}
MOMENT = gettext_lazy("Give “%(field)s” as date and time with its offset, like 2026-11-21T18:00:00+01:00.")
ELSE = gettext_lazy("“%(field)s” can't be used as it is; compare it with the reference at /api/docs.")


def about(error: Mapping[str, Any]) -> dict[str, object]:
    """Return field, code and sentence for one error of the validation."""
    field = _field(error["loc"])
    kind = error["type"]
    if kind == "value_error":
        return {"field": field, "code": "invalid", "detail": str(error["ctx"]["error"])}
    sentence = MOMENT if kind.startswith(("datetime", "date_")) else SENTENCES.get(kind, ELSE)
    return {"field": field, "code": kind, "detail": str(sentence) % {**error.get("ctx", {}), "field": field}}


def _field(place: tuple[object, ...]) -> str:
    """The path inside what was sent: ("body", "body", "pools", 0, "name") → pools.0.name."""
    inner = list(place[1:])
    if inner[:1] == ["body"]:
        inner = inner[1:]
    return ".".join(str(step) for step in inner) or _("the body")
