"""The calendar file of one event."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lineup.core.foundation.errors import Missing
from lineup.domains.events import calendar, events


@require_safe
def file(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_visible(request.person, slug=slug)  # type: ignore[attr-defined]
    if event.offering.starts_at is None:
        raise Missing
    content = calendar.of_one(event, base_url=settings.BASE_URL)
    response = HttpResponse(content, content_type=calendar.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{event.offering.slug}.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
