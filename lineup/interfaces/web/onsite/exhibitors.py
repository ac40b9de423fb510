"""The exhibitors' room of the desk: their places, booths, floor plans, and how many came."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import entering, pools
from lineup.domains.events.models import Event
from lineup.domains.onsite import booths, visits
from lineup.interfaces.web import acting, files, flash
from lineup.interfaces.web.desk.forms import AddForm
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.booth import BoothForm
from lineup.interfaces.web.onsite.opening import Desk

ROOM = "onsite:exhibitors"
PAGE = 50


class PlacesForm(forms.Form):
    """Places for exhibitors; opened by `booths.open_places`."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        max_value=pools.MOST_PLACES,
        help_text=gettext_lazy("Empty: no limit."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    event, form = opening.event_of(desk), PlacesForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            booths.open_places(event, capacity=form.cleaned_data["capacity"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("There are places for exhibitors now: add or invite them."))
            return redirect(opening.path(desk, "exhibitors"))
    shown = {"form": form, "pool_of_exhibitors": booths.pool_of(event), **_listed(request, event)}
    return opening.page(request, desk, "exhibitors.html", shown, room=ROOM, status=422 if form.errors else 200)


def _listed(request: HttpRequest, event: Event) -> dict[str, Any]:
    """A page of who exhibits, each with their booth and how many visits it had."""
    people = booths.exhibitors(event)
    page = cursors.page(people, order=booths.PEOPLE, cursor=request.GET.get("cursor", ""), size=PAGE)
    kept = booths.of_people(event, page.items, at=clock.now())
    counted = visits.counted(kept)
    return {"page": page, "booths": [(booth, counted.get(booth.pk, 0)) for booth in kept]}


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Enter an exhibitor by hand; they are told, with a link."""
    pool = booths.pool_of(opening.event_of(desk))
    if pool is None:
        return redirect(opening.path(desk, "exhibitors"))
    form = AddForm(acting.sent(request), pools=[pool])
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            offer = entered["how"] == "offer"
            place = entering.enter(
                pool, name=entered["name"], email=entered["email"], offer=offer, by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("%(name)s is on the list.") % {"name": place.shown_name})
            return redirect(opening.path(desk, "exhibitors"))
    return opening.page(
        request, desk, "exhibitor_new.html", {"form": form}, room=ROOM, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    booth = booths.of_exhibitor(opening.event_of(desk), pk, at=clock.now())
    form = BoothForm(acting.sent(request), request.FILES or None, initial={"name": booth.name})
    if request.method == "POST" and form.is_valid() and form.save(booth, by=desk.by, at=clock.now()):
        flash.done(request, _("Saved."))
        return redirect(opening.path(desk, "exhibitors"))
    shown = {"form": form, "booth": booth}
    return opening.page(request, desk, "exhibitor.html", shown, room=ROOM, status=422 if form.errors else 200)


@require_safe
@opening.desk
def plan(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponseBase:
    return files.of_booth(booths.of_exhibitor(opening.event_of(desk), pk, at=clock.now()))
