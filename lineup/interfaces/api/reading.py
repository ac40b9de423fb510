"""How requests are read and answers written: JSON by orjson, and nothing that no database could store."""

from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from lineup.core.foundation.errors import Invalid

JSON = ("application/json", "")


class NotJson(Invalid):
    code = "not_json"
    sentence = _("The body is not JSON in UTF-8; send a JSON object.")
    status = 400


class NotJsonContent(Invalid):
    code = "unsupported_media_type"
    sentence = _("Send the body as JSON, with the header Content-Type: application/json.")
    status = 415


class Unprintable(Invalid):
    code = "unprintable_character"
    sentence = _("Take the character NUL out of the text; nothing can store it.")


class OrjsonParser(Parser):
    """Refuses what is not JSON, not UTF-8, or has a NUL in it."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type not in JSON:
            raise NotJsonContent
        try:
            parsed = orjson.loads(request.body)
        except orjson.JSONDecodeError as error:
            raise NotJson from error
        if b"\\u0000" in request.body and _has_nul(parsed):
            raise Unprintable
        return parsed

    def parse_querydict(
        self, data: "MultiValueDict[str, Any]", list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        parsed = super().parse_querydict(data, list_fields, request)
        if _has_nul(parsed):
            raise Unprintable
        return parsed


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_has_nul(inner) for inner in value)


class OrjsonRenderer(BaseRenderer):
    """Instants end in Z; whatever is not JSON of itself is written as its text."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z)
