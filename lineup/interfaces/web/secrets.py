"""Pages whose address is a secret: out of caches and search engines, acted in by whom the link was sent to."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from lineup.core.foundation import zones
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.interfaces.web import acting


def keep(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep the page's address from caches, search engines and other sites.

    `same-origin` sends the address to no other site; `no-referrer` would make browsers send
    `Origin: null` with our own forms, which the check against forgery has to refuse.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def actor(request: HttpRequest, person: Person | None) -> Actor:
    """Return who acts by a link: the one to whom its mail was sent."""
    here = acting.actor(request)
    return Actor(person, channel="link", address=here.address, user_agent=here.user_agent)


def clock_of(request: HttpRequest, zone: str) -> Any:
    """Show a guest's times in the zone they signed up from; a viewer with an account has their own."""
    signed_in = getattr(request, "person", None)
    known = zone if not signed_in and zones.is_known(zone) else timezone.get_current_timezone_name()
    return timezone.override(ZoneInfo(known))
