"""A guest's link: first it asks to be confirmed, then it shows the place. Reading it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import join_requests, place_links
from lineup.core.participation.models import JoinRequest
from lineup.interfaces.web import acting, secrets
from lineup.interfaces.web.places import entry, showing
from lineup.interfaces.web.places.doors import open_link


@secrets.keep
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    link = place_links.find(secret, at=clock.now())
    door = open_link(request, link, secret)
    if door is None:
        return _ask(request, secret, link.request)
    with secrets.clock_of(request, door.place.contact.time_zone):
        return showing.page(request, door)


@secrets.keep
@require_POST
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    link = place_links.find(secret, at=clock.now())
    try:
        if link.request:
            join_requests.confirm(link.request, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        return _ask(request, secret, link.request, refusal=refusal)
    return redirect("places:link", secret=secret)


def _ask(request: HttpRequest, secret: str, wish: Any, *, refusal: Refusal | None = None) -> HttpResponse:
    shown = {**_about(wish, refusal), "secret": secret}
    with secrets.clock_of(request, wish.time_zone):
        return render(request, "places/confirm.html", shown, status=refusal.status if refusal else 200)


def _about(wish: JoinRequest, refusal: Refusal | None) -> dict[str, Any]:
    stopped = refusal or entry.refusal(wish.pool, None, at=clock.now())
    return {"wish": wish, "refusal": stopped, **entry.about(wish.pool)}
