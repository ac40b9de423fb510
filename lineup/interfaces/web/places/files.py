"""The event's calendar file and its files, for those who hold a place, whoever may see the event's page."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.domains.events import calendar as calendars
from lineup.domains.events import files as stored
from lineup.interfaces.web import files
from lineup.interfaces.web.places.doors import Door


@require_safe
def calendar(request: HttpRequest, door: Door) -> HttpResponse:
    file = calendars.of_place(door.place, base_url=settings.BASE_URL)
    response = HttpResponse(file, content_type=calendars.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{door.place.pool.offering.slug}.ics"'
    return response


@require_safe
def download(request: HttpRequest, door: Door, file: object) -> FileResponse:
    """Answer a file of the event; whether it is theirs is asked at each download."""
    return files.of_event(stored.find_of_place(door.place, file))
