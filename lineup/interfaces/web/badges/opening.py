"""The badges' room of an event's desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.interfaces.web.desk import opening
from lineup.interfaces.web.desk.opening import Desk, desk

__all__ = ["Desk", "desk", "event_of", "page", "path"]


def event_of(desk: Desk) -> Event:
    """Return the event of the desk. Raises Missing for an offering that is none."""
    return events.find_managed(desk.by.person, pk=desk.offering.pk)


def path(desk: Desk, route: str = "list", **key: Any) -> str:
    """Return the address of a page of the badges' room."""
    return reverse(f"badges:{route}", kwargs={"slug": desk.offering.slug, **key})


def page(request: HttpRequest, desk: Desk, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page in the frame of the desk."""
    return opening.page(request, desk, f"badges/{template}", shown, room="badges:list", status=status)
