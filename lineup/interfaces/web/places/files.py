"""The event's calendar file and its files, for those who hold a place, whoever may see the event's page."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.domains.events import calendar as calendars
from lineup.domains.events import files as stored
from lineup.domains.events.models import Event
from lineup.interfaces.web import files
from lineup.interfaces.web.places.doors import Door


@require_safe
def calendar(request: HttpRequest, door: Door) -> HttpResponse:
    offering = door.place.pool.offering
    event = Event.objects.select_related("venue", "category", "offering").filter(pk=offering.pk).first()
    if event is None or offering.starts_at is None:
        raise Missing
    response = HttpResponse(calendars.of_one(event, base_url=settings.BASE_URL), content_type=calendars.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{offering.slug}.ics"'
    return response


@require_safe
def download(request: HttpRequest, door: Door, file: object) -> FileResponse:
    """Answer a file of the event; whether it is theirs is asked at each download."""
    return files.of_event(stored.find_of_place(door.place, file))
