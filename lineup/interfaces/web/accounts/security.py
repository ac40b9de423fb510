"""Password and sessions: what keeps others out."""

from typing import Any

from allauth.usersessions.internal.flows import sessions
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import accounts, limits
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts import devices
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import ChangePasswordForm

MOST_SHOWN = 50


@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/security.html", {"sessions": _sessions(request)})


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the person's open sessions, this one first: two queries."""
    rows = list(UserSession.objects.filter(user=request.user).order_by("-last_seen_at")[:MOST_SHOWN])
    keys = [row.session_key for row in rows]
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now())
    open_keys = set(live.values_list("session_key", flat=True))
    shown = [
        {
            "pk": row.pk,
            "device": devices.words(row.user_agent),
            "is_phone": devices.is_phone(row.user_agent),
            "address": row.ip,
            "last_seen_at": row.last_seen_at,
            "created_at": row.created_at,
            "is_this": row.session_key == request.session.session_key,
        }
        for row in rows
        if row.session_key in open_keys
    ]
    return sorted(shown, key=lambda row: not row["is_this"])


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    found = UserSession.objects.filter(user=request.user, pk=pk).first()
    if found is None:
        raise Missing
    sessions.end_sessions(request, [found])
    if request.user.is_authenticated:
        flash.done(request, _("That device is signed out."))
    return redirect("accounts:security")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    sessions.end_other_sessions(request, request.user)  # type: ignore[arg-type]
    flash.done(request, _("All other devices are signed out."))
    return redirect("accounts:security")


@page
@login_required
@sensitive_post_parameters("current", "password")
def password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form.cleaned_data)
        except limits.TooManyTries:
            raise
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            flash.done(request, _("Your password is changed; other devices were signed out."))
            return redirect("accounts:security")
    return render(request, "account/password_change.html", {"form": form}, status=422 if form.errors else 200)


def _change(request: HttpRequest, values: dict[str, str]) -> None:
    at, tries = clock.now(), (limits.PASSWORD, str(request.user.pk))
    limits.spend(tries, at=at)
    accounts.change_password(request.user, **values, by=acting.actor(request), at=at)  # type: ignore[arg-type]
    limits.give_back(tries, at=at)
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
    sessions.end_other_sessions(request, request.user)  # type: ignore[arg-type]
    # this one goes on under a new key
    UserSession.objects.create_from_request(request)
