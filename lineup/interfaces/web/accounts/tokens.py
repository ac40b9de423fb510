"""Keys to the API: made and shown once, listed, revoked."""

from datetime import datetime, time

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import api_tokens
from lineup.core.people.models import ApiToken
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import TokenForm


@page
@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """List the keys; a new one is shown in the answer to its making, and nowhere else."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = _make(request, form)
            form = TokenForm()
        except Refusal as refusal:
            form.add_error("expires_on" if refusal.field == "expires_at" else refusal.field, str(refusal))
    rows = ApiToken.objects.filter(person=request.person, revoked_at=None)  # type: ignore[attr-defined]
    found = cursors.page(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor", ""), size=25)
    shown = {"form": form, "secret": secret, "page": found, "now": clock.now()}
    return render(request, "accounts/tokens.html", shown, status=422 if form.errors else 200)


def _make(request: HttpRequest, form: TokenForm) -> str:
    day = form.cleaned_data["expires_on"]
    ends = timezone.make_aware(datetime.combine(day, time.max)) if day else None
    _row, secret = api_tokens.make(
        request.person,  # type: ignore[attr-defined]
        name=form.cleaned_data["name"],
        scope=form.cleaned_data["scope"],
        expires_at=ends,
        by=acting.actor(request),
        at=clock.now(),
    )
    return secret


@require_POST
@login_required
def revoke(request: HttpRequest, pk: str) -> HttpResponse:
    found = ApiToken.objects.filter(person=request.person, pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Missing
    api_tokens.revoke(found, by=acting.actor(request), at=clock.now())
    flash.done(request, _("The token “%(name)s” opens nothing any more.") % {"name": found.name})
    return redirect("accounts:tokens")
