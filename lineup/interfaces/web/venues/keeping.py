"""Venues listed, made, changed, put into the bin and taken out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.events import organising, venues
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.events.forms import offerers
from lineup.interfaces.web.venues.forms import VenueForm

page = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    rows = venues.managed_by(person)
    found = cursors.page(rows, order=("name", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    return render(request, "venues/list.html", {"page": found, "may_add": bool(offerers(person))})


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    keepers = offerers(request.person)  # type: ignore[attr-defined]
    if not keepers:
        raise organising.MayNotOrganise
    form = VenueForm(acting.sent(request), keepers=keepers)
    if request.method == "POST" and form.is_valid():
        try:
            venue = venues.create(club=_club(form), by=acting.actor(request), at=clock.now(), **form.values())
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("%(venue)s can be chosen for events now.") % {"venue": venue.name})
            return redirect("venues:list")
    return render(
        request,
        "venues/new.html",
        {"form": form, "heading": _("Add a venue"), "crumbs": _crumbs(_("New"))},
        status=422 if form.errors else 200,
    )


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(_("Venues"), reverse("venues:list")), (here, "")]


def _club(form: Any) -> Club | None:
    chosen = form.cleaned_data["kept_by"]
    return Club.objects.get(pk=chosen) if chosen != "me" else None


@page
@login_required
def edit(request: HttpRequest, pk: object) -> HttpResponse:
    venue = venues.find_managed(request.person, pk=pk)  # type: ignore[attr-defined]
    around = {"heading": _("Change the venue"), "crumbs": _crumbs(venue.name)}
    form = VenueForm(acting.sent(request), instance=venue)
    if form.carries_out(lambda: venues.change(venue, by=acting.actor(request), at=clock.now(), **form.values())):
        flash.done(request, _("Saved."))
        return redirect("venues:list")
    return render(request, "venues/edit.html", {"form": form, **around}, status=422 if form.errors else 200)


@page
@login_required
def discard(request: HttpRequest, pk: object) -> HttpResponse:
    venue = venues.find_managed(request.person, pk=pk)  # type: ignore[attr-defined]
    if request.method != "POST":
        return render(request, "venues/discard.html", {"venue": venue, "consequences": _consequences()})
    venues.discard(venue, by=acting.actor(request), at=clock.now())
    undo = reverse("venues:restoration", kwargs={"pk": pk})
    flash.done(request, _("“%(venue)s” is in the bin.") % {"venue": venue.name}, undo=undo)
    return redirect("venues:list")


def _consequences() -> list[str]:
    return [
        _("It can no longer be chosen for events."),
        _("Events that take place there keep showing it."),
        _("You can take it out of the bin again, as it was."),
    ]


@require_POST
@login_required
def restoration(request: HttpRequest, pk: object) -> HttpResponse:
    venue = venues.find_managed(request.person, binned=True, pk=pk)  # type: ignore[attr-defined]
    venues.restore(venue, by=acting.actor(request), at=clock.now())
    flash.done(request, _("“%(venue)s” is back.") % {"venue": venue.name})
    return redirect("venues:list")
