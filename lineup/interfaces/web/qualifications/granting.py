"""A qualification granted by hand, and one that is held no longer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lineup.core.foundation import clock
from lineup.core.participation import holdings, qualifications
from lineup.core.participation.models import Qualification
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.qualifications import keeping
from lineup.interfaces.web.qualifications.forms import GrantForm, RevokeForm

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@login_required
def grant(request: HttpRequest, pk: Any) -> HttpResponse:
    found = qualifications.find_managed(request.person, pk)  # type: ignore[attr-defined]
    form = GrantForm(acting.sent(request))
    by, at = acting.actor(request), clock.now()
    if form.carries_out(lambda: holdings.grant_by_hand(found, by=by, at=at, **form.cleaned_data)):
        flash.done(request, _("Granted to %(name)s, who is told.") % {"name": form.cleaned_data["name"]})
        return redirect("qualifications:one", pk=pk)
    return _page(request, found, "grant.html", form, _("Grant"))


@page
@login_required
def revoke(request: HttpRequest, pk: Any, holding: Any) -> HttpResponse:
    found = qualifications.find_managed(request.person, pk)  # type: ignore[attr-defined]
    held = holdings.find(found, holding)
    form = RevokeForm(acting.sent(request))
    by, at = acting.actor(request), clock.now()
    if form.carries_out(lambda: holdings.revoke(held, by=by, at=at, **form.cleaned_data)):
        flash.done(request, _("%(name)s no longer holds it.") % {"name": held.person.name})
        return redirect("qualifications:one", pk=pk)
    return _page(request, found, "revoke.html", form, _("Revoke"), holding=held)


def _page(
    request: HttpRequest, found: Qualification, template: str, form: Any, title: str, **shown: Any
) -> HttpResponse:
    crumbs = keeping.crumbs(found.club, keeping.named(found), (title, ""))
    about = {"club": found.club, "qualification": found, "form": form, "crumbs": crumbs, **shown}
    return render(request, f"qualifications/{template}", about, status=422 if form.errors else 200)
