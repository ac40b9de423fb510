"""The picture that other sites show beside a link: drawn when first asked for, kept by its content."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from lineup.interfaces.web import poster
from lineup.interfaces.web.poster import Poster

FRESH_SECONDS = 3600
FOLDER = "posters"


def answered(request: HttpRequest, said: Poster) -> HttpResponse:
    """Answer the picture, as PNG; who has it already is told so without drawing."""
    etag = f'"{name_of(said)}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(_drawn(said), content_type="image/png")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def name_of(said: Poster) -> str:
    """Return the name under which the picture is kept: another one for every other content."""
    return hashlib.sha256(f"{poster.VERSION}\n{said!r}".encode()).hexdigest()[:32]


def _drawn(said: Poster) -> bytes:
    """From where it is kept, else drawn now; no transaction is open."""
    path = f"{FOLDER}/{name_of(said)}.png"
    try:
        with default_storage.open(path) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        drawn = poster.draw(said)
        default_storage.save(path, ContentFile(drawn))
        return drawn
