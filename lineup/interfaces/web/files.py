"""Stored files as answers, once it is settled that who asks may see them."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from lineup.core.foundation.errors import Missing


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
