"""What machines read in a page: schema.org as JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# so that no text can end the script element
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(told: Mapping[str, Any]) -> SafeString:
    """Return the JSON for a script element of type application/ld+json: data, which no browser runs."""
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(written.translate(ESCAPES))


def known(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told, without what is unknown."""
    return {key: value for key, value in told.items() if value not in ("", None, [])}
