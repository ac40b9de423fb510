"""The two ways to a place: the secret of a link in a mail, or being signed in as who holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import place_links
from lineup.core.participation.models import Place, PlaceLink
from lineup.core.people.actors import Actor
from lineup.interfaces.web import acting, secrets

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Door:
    """An open way to one place: whose it is, who acts, and where its pages are."""

    place: Place
    by: Actor
    route: str
    key: dict[str, Any]

    @property
    def is_link(self) -> bool:
        return self.route == "link"

    def path(self, act: str = "", **blanks: Any) -> str:
        """Return the address of the place's page, or of one of its acts."""
        return reverse(f"places:{self.route}{f'_{act}' if act else ''}", kwargs={**self.key, **blanks})


def open_link(request: HttpRequest, link: PlaceLink, key: str) -> Door | None:
    """Return the door that a link opens; None while its request waits to be confirmed."""
    place = place_links.place_of(link)
    if place is None:
        return None
    return Door(place, secrets.actor(request, place.contact), "link", {"secret": key})


def by_link(view: View) -> View:
    """Give `view(request, door, …)` the door behind `/p/<secret>`; an unconfirmed request is shown instead."""

    @wraps(view)
    def wrapped(request: HttpRequest, secret: str, **blanks: Any) -> HttpResponseBase:
        door = open_link(request, place_links.find(secret, at=clock.now()), secret)
        if door is None:
            return redirect("places:link", secret=secret)
        with secrets.clock_of(request, door.place.contact.time_zone):
            return view(request, door, **blanks)

    return secrets.keep(wrapped)


def by_account(view: View) -> View:
    """Give `view(request, door, …)` the door behind `/places/<uuid>`, for those whose place it is."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, pk: Any, **blanks: Any) -> HttpResponseBase:
        return view(request, Door(_own(request, pk), acting.actor(request), "place", {"pk": pk}), **blanks)

    return wrapped


def _own(request: HttpRequest, pk: Any) -> Place:
    person = request.person  # type: ignore[attr-defined]
    rows = Place.objects.select_related("pool__offering__club", "contact__account", "participant")
    place = rows.filter(Q(contact=person) | Q(participant=person.pk), pk=pk).first()
    if place is None:
        raise Missing
    return place
