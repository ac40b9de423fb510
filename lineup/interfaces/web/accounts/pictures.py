"""Pictures of people, to whom may see them; never a folder that the web serves by itself."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person


@require_safe
@login_required
def avatar(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a person's picture to anybody who is signed in."""
    path = f"avatars/{name}"
    if not Person.objects.filter(avatar=path).exists():
        raise Missing
    return picture(path)


def picture(path: str) -> HttpResponse:
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
