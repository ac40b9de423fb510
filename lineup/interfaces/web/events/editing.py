"""An event made, changed and copied."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import audience, offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.events import copying, events, organising, spreading
from lineup.domains.events.models import Event, Occurrence
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.events import acts, forms
from lineup.interfaces.web.repetitions import scopes

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    if not forms.offerers(person):
        raise organising.MayNotOrganise
    form = forms.EventForm(acting.sent(request), person=person, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            event = _made(request, form)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _said(event))
            return redirect("events:event", slug=event.offering.slug)
    return render(request, "events/new.html", {"form": form}, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The club named in the address offers it, if it is among those to choose from."""
    wanted = request.GET.get("club", "")
    clubs = forms.clubs_of(request.person)  # type: ignore[attr-defined]
    return next(
        ({"offered_by": str(club.pk), "time_zone": club.time_zone} for club in clubs if club.slug == wanted), {}
    )


def _made(request: HttpRequest, form: forms.EventForm) -> Event:
    by, at = acting.actor(request), clock.now()
    event = events.create(club=form.club, by=by, at=at, **form.values())
    if form.publishes:
        offerings.publish(event.offering, by=by, at=at)
    return event


def _said(event: Event) -> str:
    if event.offering.state == Offering.State.DRAFT:
        return _("It is kept as a draft, which only its organisers see.")
    return _("It is published. Share its address with whom you like.")


@page
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    event = events.find_managed(person, slug=slug)
    shown = _around(event)
    occurrence = scopes.occurrence_of(event)
    form = forms.EventForm(acting.sent(request), person=person, event=event, occurrence=occurrence)
    if form.carries_out(lambda: _change(event, occurrence, form, by=acting.actor(request), at=clock.now())):
        flash.done(request, _("Saved."))
        return redirect("events:event", slug=event.offering.slug)
    return render(request, "events/edit.html", {**shown, "form": form}, status=422 if form.errors else 200)


def _change(event: Event, occurrence: Occurrence | None, form: forms.EventForm, *, by: Actor, at: datetime) -> None:
    if occurrence is None or form.meant == scopes.ONE:
        events.change(event, by=by, at=at, **form.values())
    else:
        since = scopes.since(occurrence, form.meant, at=at)
        spreading.change(occurrence, since=since, by=by, at=at, **form.values())


def _around(event: Event) -> dict[str, object]:
    """The frame of the page, read before a refused change leaves its traces on the row."""
    offering = event.offering
    back = reverse("events:event", kwargs={"slug": offering.slug})
    published = offering.state == Offering.State.PUBLISHED
    return {
        "heading": offering.title,
        "back": back,
        "crumbs": [(offering.title, back), (_("Edit"), "")],
        "told": acts.told(offering) if published and audience.people_to_tell(offering) else "",
    }


@require_POST
@login_required
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.find_managed(request.person, slug=slug)  # type: ignore[attr-defined]
    made = copying.duplicate(event, by=acting.actor(request), at=clock.now())
    flash.done(request, _("This is the copy, a draft: check the date, then publish it."))
    return redirect("events:edit", slug=made.offering.slug)
