"""Webhooks of a club, and one's own: listed and made."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.webhooks import endpoints, stores
from lineup.core.webhooks.models import Endpoint
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.clubs import frame
from lineup.interfaces.web.webhooks.forms import EndpointForm, StoreForm

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """One's own; a new one's secret is shown in the answer to its making, and nowhere else."""
    shown = _listed(request, endpoints.of_person(request.person), None)  # type: ignore[attr-defined]
    return render(request, "webhooks/mine.html", shown, status=422 if shown["form"].errors else 200)


@page
@never_cache
@login_required
def of_club(request: HttpRequest, slug: str) -> HttpResponse:
    """The club's, for those who look after them."""
    club = permissions.find(request.person, permissions.MANAGE_WEBHOOKS, slug=slug)  # type: ignore[attr-defined]
    shown = _listed(request, endpoints.of_club(club), club)
    around = frame.around(request, club, "webhooks", **shown)
    return render(request, "webhooks/club.html", around, status=422 if shown["form"].errors else 200)


@page
@never_cache
@login_required
def new_store(request: HttpRequest, slug: str) -> HttpResponse:
    """Connect a Learning Record Store of the club."""
    club = permissions.find(request.person, permissions.MANAGE_WEBHOOKS, slug=slug)  # type: ignore[attr-defined]
    form = StoreForm(acting.sent(request))
    made: list[Endpoint] = []
    by = acting.actor(request)
    if form.carries_out(lambda: made.append(stores.make(club, by=by, at=clock.now(), **form.cleaned_data))):
        flash.done(request, _("The record store is connected. Send a test statement to see whether it lets us in."))
        return redirect("webhooks:webhook", pk=made[0].pk)
    around = frame.around(request, club, "webhooks", form=form)
    return render(request, "webhooks/store.html", around, status=422 if form.errors else 200)


def _listed(request: HttpRequest, rows: "QuerySet[Endpoint]", club: Club | None) -> dict[str, Any]:
    form, made, secret = EndpointForm(acting.sent(request), of_club=club is not None), None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = endpoints.make(club=club, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            form = EndpointForm(of_club=club is not None)
    found = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=25)
    return {"form": form, "made": made, "secret": secret, "page": found}
