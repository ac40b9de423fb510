"""Who is looking, in which language and which time zone."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from lineup.core.people.models import Person


class ViewerMiddleware:
    """Gives each request `person` (None for a stranger), and answers in that person's language and zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        request.person = person  # type: ignore[attr-defined]
        if person and person.language in dict(settings.LANGUAGES):
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        with timezone.override(zone_of(person)):
            return self.get_response(request)


def person_of(request: HttpRequest) -> Person | None:
    """Return the person who is signed in; read along with the account, so it costs no query of its own."""
    return getattr(request.user, "person", None)


def zone_of(person: Person | None) -> zoneinfo.ZoneInfo:
    name = person.time_zone if person else settings.VISITOR_TIME_ZONE
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError):
        return zoneinfo.ZoneInfo(settings.VISITOR_TIME_ZONE)
