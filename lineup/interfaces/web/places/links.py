"""A guest's link: first it asks to be confirmed, then it shows the place. Reading it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import join_requests, place_links
from lineup.core.participation.models import JoinRequest
from lineup.core.people import persons
from lineup.interfaces.web import acting, agreeing, secrets
from lineup.interfaces.web.agreeing import AgreeingForm
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
    link, at = place_links.find(secret, at=clock.now()), clock.now()
    if link.request is None:
        return redirect("places:link", secret=secret)
    form = _form(link.request, request.POST)
    if not form.is_valid():
        return _ask(request, secret, link.request, form=form)
    try:
        place = join_requests.confirm(link.request, by=acting.actor(request), at=at)
    except Refusal as refusal:
        return _ask(request, secret, link.request, form=form, refusal=refusal)
    agreeing.keep(place.contact, form.cleaned_data.get("agreed", ()), by=secrets.actor(request, place.contact), at=at)
    return redirect("places:link", secret=secret)


def _form(wish: JoinRequest, sent: QueryDict | None = None) -> AgreeingForm:
    return AgreeingForm(sent, person=persons.by_address(wish.email))


def _ask(
    request: HttpRequest, secret: str, wish: Any, *, form: AgreeingForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    form = form or _form(wish)
    shown = {**_about(wish, refusal), "secret": secret, "form": form}
    status = refusal.status if refusal else 422 if form.errors else 200
    with secrets.clock_of(request, wish.time_zone):
        return render(request, "places/confirm.html", shown, status=status)


def _about(wish: JoinRequest, refusal: Refusal | None) -> dict[str, Any]:
    stopped = refusal or entry.refusal(wish.pool, None, at=clock.now())
    return {"wish": wish, "refusal": stopped, **entry.about(wish.pool)}
