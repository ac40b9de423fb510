"""Stored files as answers, once it is settled that who asks may see them."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from lineup.core.foundation.errors import Missing
from lineup.domains.events.models import EventFile

INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def of_event(file: EventFile) -> FileResponse:
    """Answer a file of an event as a download that no browser opens or runs. Raises Missing."""
    try:
        stored = file.file.open("rb")
    except FileNotFoundError:
        raise Missing from None
    response = FileResponse(stored, as_attachment=True, filename=file.name, content_type=file.content_type)
    for name, value in INERT.items():
        response.headers[name] = value
    return response


def picture(path: str) -> FileResponse:
    """Answer a stored WebP so that no browser takes it for anything else. Raises Missing."""
    try:
        response = FileResponse(default_storage.open(path), content_type="image/webp")
    except FileNotFoundError:
        raise Missing from None
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # the name is random and new for each picture
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    return response
