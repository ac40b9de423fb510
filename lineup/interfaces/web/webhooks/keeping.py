"""A webhook changed, paused, resumed, removed."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.webhooks import deliveries, endpoints, stores
from lineup.core.webhooks.models import Endpoint
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.webhooks.forms import EndpointForm, StoreForm

page = require_http_methods(["GET", "HEAD", "POST"])


def find(request: HttpRequest, pk: UUID) -> Endpoint:
    """Return the webhook, if the viewer keeps it. Raises Missing."""
    return endpoints.find_managed(request.person, pk)  # type: ignore[attr-defined]


def home(endpoint: Endpoint) -> str:
    """Return the address of the list in which the webhook stands."""
    return reverse("webhooks:club", args=[endpoint.club.slug]) if endpoint.club else reverse("webhooks:mine")


def crumbs(endpoint: Endpoint, *here: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the club, or the account, to a page of the webhook."""
    above = (endpoint.club.name, reverse("clubs:page", args=[endpoint.club.slug])) if endpoint.club else None
    return [*([above] if above else []), (_("Webhooks"), home(endpoint)), *here]


def path(endpoint: Endpoint) -> str:
    """Return the address of the webhook's page."""
    return reverse("webhooks:webhook", args=[endpoint.pk])


@page
@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = find(request, pk)
    form = _form(request, endpoint)
    change = stores.change if endpoint.is_store else endpoints.change
    if form.carries_out(lambda: change(endpoint, by=acting.actor(request), at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("The record store is saved.") if endpoint.is_store else _("The webhook is saved."))
        return redirect(path(endpoint))
    around = {"crumbs": crumbs(endpoint, (endpoint.name, path(endpoint)), (_("Settings"), ""))}
    shown = {"endpoint": endpoint, "form": form, **around}
    return render(request, "webhooks/edit.html", shown, status=422 if form.errors else 200)


def _form(request: HttpRequest, endpoint: Endpoint) -> EndpointForm | StoreForm:
    if endpoint.is_store:
        return StoreForm(acting.sent(request), endpoint=endpoint)
    return EndpointForm(acting.sent(request), of_club=endpoint.club_id is not None, endpoint=endpoint)


@require_POST
@login_required
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = endpoints.pause(find(request, pk), by=acting.actor(request), at=clock.now())
    flash.done(request, _("It is told nothing until you resume it."))
    return redirect(path(endpoint))


@require_POST
@login_required
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = endpoints.resume(find(request, pk), by=acting.actor(request), at=clock.now())
    flash.done(request, _("It is told what happens from now on. Replay what it missed, if it should know."))
    return redirect(path(endpoint))


@page
@login_required
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    endpoint = find(request, pk)
    if request.method != "POST":
        shown = {"endpoint": endpoint, "consequences": _when_removed(endpoint)}
        return render(request, "webhooks/removal.html", shown)
    back, name = home(endpoint), endpoint.name
    endpoints.remove(endpoint, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The webhook “%(name)s” is removed.") % {"name": name})
    return redirect(back)


def _when_removed(endpoint: Endpoint) -> list[str]:
    waiting = deliveries.of(endpoint).filter(state="waiting").count()
    return [
        _("Messages on their way that are not sent: %(n)s.") % {"n": waiting},
        _("Its key and secret are forgotten, and its log is gone; what the record store has stays there.")
        if endpoint.is_store
        else _("Its secret signs nothing any more, and its log is gone."),
        _("To stop it for a while only, pause it."),
    ]
