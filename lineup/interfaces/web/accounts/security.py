"""How one signs in, and where one is signed in: what keeps others out."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import accounts, devices, discord_links, limits, second_factors, sessions, sign_ins
from lineup.core.people.models import Account, SignIn
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts import discord, known_devices, tries
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import ChangePasswordForm


@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    shown = {
        "held": second_factors.held(request.user),  # type: ignore[arg-type]
        "discord": discord_links.of(request.user),  # type: ignore[arg-type]
        "discord_is_open": discord.is_open(),
        "sessions": _sessions(request),
        "sign_ins": [_shown(row) for row in sign_ins.latest(request.user)],  # type: ignore[arg-type]
    }
    return render(request, "accounts/security.html", shown)


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the person's open sessions, this one first."""
    rows = sessions.open_of(request.user, at=clock.now())  # type: ignore[arg-type]
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
        for row in rows.order_by("-last_seen_at")[: sessions.MOST_SHOWN]
    ]
    return sorted(shown, key=lambda row: not row["is_this"])


def _shown(row: SignIn) -> dict[str, Any]:
    return {
        "device": devices.words(row.user_agent),
        "is_phone": devices.is_phone(row.user_agent),
        "address": row.address,
        "at": row.at,
        "is_new_device": row.is_new_device,
    }


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    found = sessions.find(request.user, pk=pk)  # type: ignore[arg-type]
    sessions.end(found, by=acting.actor(request), at=clock.now())
    if found.session_key == request.session.session_key:
        logout(request)
    else:
        flash.done(request, _("That device is signed out."))
    return redirect("accounts:security")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    _end_others(request)
    flash.done(request, _("All other devices are signed out."))
    return redirect("accounts:security")


def _end_others(request: HttpRequest) -> None:
    account: Account = request.user  # type: ignore[assignment]
    sessions.end_others(account, keep=request.session.session_key, by=acting.actor(request), at=clock.now())


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
            response = redirect("accounts:security")
            known_devices.remember(request, response, request.user)  # type: ignore[arg-type]
            return response
    return render(request, "account/password_change.html", {"form": form}, status=422 if form.errors else 200)


def _change(request: HttpRequest, values: dict[str, str]) -> None:
    account: Account = request.user  # type: ignore[assignment]
    uncount = tries.count(tries.password(account))
    accounts.change_password(account, **values, by=acting.actor(request), at=clock.now())
    uncount()
    update_session_auth_hash(request, account)
    # this one goes on under a new key
    UserSession.objects.create_from_request(request)
    _end_others(request)
