"""Pictures of people, to whom may see them; never a folder that the web serves by itself."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.core.people.models import Person
from lineup.interfaces.web import files


@require_safe
@login_required
def avatar(request: HttpRequest, name: str) -> FileResponse:
    """Answer a person's picture to anybody who is signed in."""
    path = f"avatars/{name}"
    if not Person.objects.filter(avatar=path).exists():
        raise Missing
    return files.picture(path)
