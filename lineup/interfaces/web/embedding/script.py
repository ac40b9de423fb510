"""The script of the snippet, under an address that never changes: other sites have it in their pages."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FILE = "lineup/js/embed.js"
FRESH_SECONDS = 3600


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_content(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@cache
def _content() -> bytes:
    return Path(str(finders.find(FILE))).read_bytes()
