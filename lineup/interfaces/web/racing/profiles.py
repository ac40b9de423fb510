"""Driver profiles: one's own, with ratings and laps; that of others, where they let everybody see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import laps, ownerships, profiles, ratings
from lineup.domains.racing.models import SimProfile
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.racing.forms import LapForm, OwnershipForm, ProfileForm, RatingForm

PAGE = 20
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def driver(request: HttpRequest, pk: Any) -> HttpResponse:
    profile = profiles.find_visible(request.person, pk)  # type: ignore[attr-defined]
    crumbs = [(_("Racing"), reverse("racing:home")), (profile.name, "")]
    shown = {"profile": profile, "latest": ratings.latest([profile])[profile.pk], "crumbs": crumbs}
    return render(request, "racing/driver.html", {**shown, **_history(request, profile)})


@page
@login_required
def new(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            by = acting.actor(request)
            row = profiles.add(by.human, by=by, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("Your profile is there; say where you stand."))
            return redirect("racing:profile", pk=row.pk)
    crumbs = [(_("Racing"), reverse("racing:home")), (_("New driver profile"), "")]
    shown = {"form": form, "crumbs": crumbs}
    return render(request, "racing/profile_new.html", shown, status=422 if form.errors else 200)


@page
@login_required
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    form = ProfileForm(acting.sent(request), profile=profile)
    if form.carries_out(
        lambda: profiles.change(profile, by=acting.actor(request), at=clock.now(), **form.cleaned_data)
    ):
        flash.done(request, _("Saved."))
        return redirect("racing:profile", pk=pk)
    return _page(request, profile, form=form)


@require_POST
@login_required
def rate(request: HttpRequest, pk: Any) -> HttpResponse:
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    form = RatingForm(request.POST, profile=profile)
    if form.carries_out(lambda: ratings.note(profile, by=acting.actor(request), at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Noted; what stood before stays in the history."))
        return redirect("racing:profile", pk=pk)
    return _page(request, profile, rating=form)


@require_POST
@login_required
def lap(request: HttpRequest, pk: Any) -> HttpResponse:
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    form = LapForm(request.POST, profile=profile)
    if form.is_valid():
        values = {**form.cleaned_data}
        try:
            milliseconds = laps.read(values.pop("time"))
            laps.note(profile, milliseconds=milliseconds, by=acting.actor(request), at=clock.now(), **values)
        except Refusal as refusal:
            form.say(refusal)
        else:
            flash.done(request, _("The lap is noted."))
            return redirect("racing:profile", pk=pk)
    return _page(request, profile, lap=form)


@require_POST
@login_required
def remove_lap(request: HttpRequest, pk: Any, lap: Any) -> HttpResponse:
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    laps.remove(laps.find(profile, lap), by=acting.actor(request), at=clock.now())
    flash.done(request, _("The lap is gone."))
    return redirect("racing:profile", pk=pk)


@require_POST
@login_required
def own(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say what one owns."""
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    form = OwnershipForm(request.POST, profile=profile)
    if form.carries_out(lambda: ownerships.put(profile, by=acting.actor(request), at=clock.now(), **form.said())):
        flash.done(request, _("Saved."))
        return redirect("racing:profile", pk=pk)
    return _page(request, profile, owned=form)


@require_POST
@login_required
def remove(request: HttpRequest, pk: Any) -> HttpResponse:
    profile = profiles.find_own(request.person, pk)  # type: ignore[attr-defined]
    profiles.remove(profile, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The profile is gone, with its ratings and laps."))
    return redirect("racing:home")


def _page(request: HttpRequest, profile: SimProfile, **bound: Any) -> HttpResponse:
    forms = {
        "form": bound.get("form") or ProfileForm(profile=profile),
        "rating": bound.get("rating") or RatingForm(profile=profile),
        "lap": bound.get("lap") or LapForm(profile=profile),
        "owned": bound.get("owned") or OwnershipForm(profile=profile),
    }
    name = SimProfile.objects.values_list("name", flat=True).get(pk=profile.pk)
    crumbs = [(_("Racing"), reverse("racing:home")), (name, "")]
    shown = {"profile": profile, "heading": name, "crumbs": crumbs, "is_own": True, **forms}
    shown |= _history(request, profile)
    wrong = any(form.errors for form in bound.values())
    return render(request, "racing/profile.html", shown, status=422 if wrong else 200)


def _history(request: HttpRequest, profile: SimProfile) -> dict[str, Any]:
    found = cursors.page(
        ratings.history(profile), order=("-at", "-id"), cursor=request.GET.get("cursor", ""), size=PAGE
    )
    driven = cursors.page(laps.history(profile), order=("-at", "-id"), cursor=request.GET.get("laps", ""), size=PAGE)
    times = [{"row": row, "time": laps.said(row.milliseconds)} for row in driven.items]
    return {"page": found, "driven": driven, "laps": times}
