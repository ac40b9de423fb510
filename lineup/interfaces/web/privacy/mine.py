"""Somebody with an account sees what is held on them, takes it along, or has it erased."""

from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.privacy import erasure, held
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts.factors import APP, again
from lineup.interfaces.web.privacy import archives, consequences, words


@require_safe
@never_cache
@login_required
def show(request: HttpRequest) -> HttpResponse:
    person: Any = request.person  # type: ignore[attr-defined]
    return render(request, "privacy/mine.html", {"parts": words.named(held.counts(person))})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def download(request: HttpRequest) -> HttpResponseBase:
    """Hand the archive out by POST; by GET somebody proves who they are, and is led back to where it is asked for.

    A download that begins out of the page that asks for the password would leave that page standing there.
    """
    person: Any = request.person  # type: ignore[attr-defined]
    if request.method != "POST":
        return _proved(request)
    if is_reauthentication_required(request, app=APP):
        return redirect("privacy:export")
    return archives.of(person, by=acting.actor(request), at=clock.now())


@again
def _proved(request: HttpRequest) -> HttpResponse:
    flash.done(request, _("Thank you. Now everything can be downloaded."))
    return redirect("privacy:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@again
def erase(request: HttpRequest) -> HttpResponse:
    """Say what it leads to by GET, do it by POST."""
    person: Any = request.person  # type: ignore[attr-defined]
    by, at = acting.actor(request), clock.now()
    if request.method == "POST":
        try:
            erasure.erase(person, by=by, at=at)
        except Refusal as refusal:
            flash.refused(request, refusal)
            return redirect("privacy:erasure")
        logout(request)
        flash.done(request, _("You were erased. Nothing tells of you any more."))
        return redirect("events:discover")
    return render(request, "privacy/erasure.html", consequences.shown(person, by=by, at=at))
