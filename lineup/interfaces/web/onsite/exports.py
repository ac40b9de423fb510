"""The programme for other programs: calendars and conference apps."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import calendar as session_calendar
from lineup.domains.onsite import favourites, rooms, schedule, sessions
from lineup.domains.onsite.models import Session


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """All sessions, or with ?mine=1 the viewer's own programme."""
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    rows = _sessions(event)
    if person and "mine" in request.GET:
        own = favourites.programme_of(person, event)
        rows = [one for one in rows if one.pk in own]
    content = session_calendar.of(event, rows, base_url=settings.BASE_URL)
    response = HttpResponse(content, content_type=session_calendar.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-programme.ics"'
    return _private(response)


@require_safe
def xml(request: HttpRequest, slug: str) -> HttpResponse:
    """frab's schedule XML."""
    content = schedule.as_xml(_programme(request, slug))
    return _private(HttpResponse(content, content_type="application/xml; charset=utf-8"))


@require_safe
def json(request: HttpRequest, slug: str) -> HttpResponse:
    """frab's schedule JSON."""
    return _private(JsonResponse(schedule.as_json(_programme(request, slug))))


def _programme(request: HttpRequest, slug: str) -> schedule.Programme:
    event = events.find_visible(request.person, slug=slug)  # type: ignore[attr-defined]
    return schedule.Programme(event, list(rooms.of(event)), _sessions(event), settings.BASE_URL)


def _sessions(event: Event) -> list[Session]:
    return list(sessions.of(event).filter(starts_at__isnull=False).prefetch_related("speakers"))


def _private(response: Any) -> Any:
    response.headers["Cache-Control"] = "private, no-cache"
    return response
