"""Signing up: two fields for a guest, one button for somebody signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places
from lineup.core.participation.models import Pool
from lineup.core.participation.transitions import State
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.places import entry, forms, guests

DONE = {
    State.CONFIRMED: _("You have a place."),
    State.WAITLISTED: _("You are on the waitlist."),
    State.REQUESTED: _("Your request is with the organiser."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, pk: Any) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    pool = entry.find(person, pk)
    held = places.held_by(pool, person) if person else None
    if held:
        return redirect("places:place", pk=held.pk)
    if request.method == "POST":
        return _join_member(request, pool) if person else _ask_guest(request, pool)
    form = forms.CompanyForm(pool=pool) if person else forms.GuestForm(pool=pool)
    return _page(request, pool, form)


def _ask_guest(request: HttpRequest, pool: Pool) -> HttpResponse:
    asked = guests.ask(request, pool)
    if asked.form is None:
        shown = {"pool": pool, "email": asked.email, **entry.about(pool)}
        return render(request, "places/sent.html", shown)
    return _page(request, pool, asked.form, status=asked.status)


def _join_member(request: HttpRequest, pool: Pool) -> HttpResponse:
    form = forms.CompanyForm(request.POST, pool=pool)
    if not form.is_valid() or form.wants_more:
        return _page(request, pool, form, status=422 if form.errors else 200)
    actor = acting.actor(request)
    try:
        place = places.join(pool, actor.human, companions=form.company, answers=form.answers, by=actor, at=clock.now())
    except Refusal as refusal:
        return _refused(request, pool, form, refusal)
    flash.done(request, DONE[State(place.state)])
    return redirect("places:place", pk=place.pk)


def _refused(request: HttpRequest, pool: Pool, form: Any, refusal: Refusal) -> HttpResponse:
    form.refuse(refusal)
    return _page(request, pool, form, status=refusal.status)


def _page(request: HttpRequest, pool: Pool, form: Any, *, status: int = 200) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    shown = {
        "pool": pool,
        "form": form,
        "refusal": entry.refusal(pool, person, at=clock.now()),
        "event_zone": "" if person else entry.zone(pool),
        **entry.about(pool),
    }
    return render(request, "places/join.html", shown, status=status)
