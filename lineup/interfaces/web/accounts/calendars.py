"""Secret calendar addresses: made and shown once, listed, revoked."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.participation import feeds
from lineup.core.participation.models import Feed
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import FeedForm


@page
@never_cache
@login_required
def calendars(request: HttpRequest) -> HttpResponse:
    """List the addresses; a new one is shown in the answer to its making, and nowhere else."""
    person = request.person  # type: ignore[attr-defined]
    clubs = Club.objects.filter(pk__in=memberships.clubs_of(person), binned_at=None).order_by("name")[:200]
    form, address = FeedForm(request.POST or None, clubs=clubs), ""
    if request.method == "POST" and form.is_valid():
        club = next((club for club in clubs if str(club.pk) == form.cleaned_data["club"]), None)
        _row, secret = feeds.make(person, club=club, by=acting.actor(request), at=clock.now())
        address = f"{settings.BASE_URL}/feeds/{secret}.ics"
    rows = Feed.objects.filter(person=person, revoked_at=None).select_related("club")
    found = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=25)
    shown = {"form": form, "address": address, "page": found}
    return render(request, "accounts/calendars.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: str) -> HttpResponse:
    found = Feed.objects.filter(person=request.person, pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Missing
    feeds.revoke(found, by=acting.actor(request), at=clock.now())
    flash.done(request, _("That calendar address opens nothing any more."))
    return redirect("accounts:calendars")
