"""Signing in with Discord: begun, come back from, an account opened or linked, and parted again."""

from typing import Any

from allauth.account import app_settings
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import perform_login
from allauth.core.exceptions import ReauthenticationRequired
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import accounts, discord_links, limits, persons
from lineup.core.people.discord_links import Arrival
from lineup.interfaces.web import acting, agreeing, flash
from lineup.interfaces.web.accounts import tries
from lineup.interfaces.web.accounts.entrance import is_ours, next_path, page
from lineup.interfaces.web.accounts.forms import DiscordProfileForm, DiscordWelcomeForm

ARRIVAL = "discord_arrival"
WAITS_SECONDS = 30 * 60


def is_open() -> bool:
    """Whether the keys are set."""
    return bool(settings.DISCORD_CLIENT_ID)


def _check_open() -> None:
    if not is_open():
        raise Missing


@require_POST
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to Discord, to sign in with it."""
    return _lead_there(request, AuthProcess.LOGIN)


@page
@never_cache
@login_required
@reauthentication_required(app="allauth.account")
def begin_linking(request: HttpRequest) -> HttpResponse:
    """Lead to Discord, to link it to one's account; asked for by POST, once it is clear who asks."""
    _check_open()
    return _lead_there(request, AuthProcess.CONNECT) if request.method == "POST" else redirect("accounts:security")


def _lead_there(request: HttpRequest, process: str) -> HttpResponse:
    _check_open()
    limits.spend(*tries.discord(request), at=clock.now())
    provider = get_adapter(request).get_provider(request, "discord")
    return provider.redirect(request, process, next_url=next_path(request) or None)


def arrived(request: HttpRequest, state: dict[str, Any], arrival: Arrival) -> HttpResponse:
    """Let in who is known by this Discord account; ask everybody else what they want."""
    if state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated:
        return _link(request, arrival)
    path, known = state.get("next") or "", discord_links.find(arrival.discord_id)
    if known is None:
        return _ask(request, arrival, path)
    if not known.account.is_active:
        flash.refused(request, _("This account is closed. Whoever runs the service can tell you why."))
        return redirect("account_login")
    discord_links.note_use(known, arrival, at=clock.now())
    return perform_login(request, known.account, redirect_url=path if is_ours(request, path) else "/")


def _link(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    request.session.pop(ARRIVAL, None)
    try:
        discord_links.link(request.user, arrival, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect("accounts:security")
    flash.done(request, _("Discord is linked: from now on it signs you in."))
    return redirect("accounts:discord-profile")


def _ask(request: HttpRequest, arrival: Arrival, path: str) -> HttpResponse:
    request.session[ARRIVAL] = {**arrival.facts(), "path": path, "at": clock.now().timestamp()}
    return redirect("accounts:discord-arrival")


def failed(request: HttpRequest, *, error: str, exception: Exception | None) -> HttpResponse:
    """Say what went wrong at Discord, and how to get in all the same."""
    if error == AuthError.CANCELLED:
        flash.refused(request, _("You cancelled at Discord; nothing was changed."))
        return redirect("accounts:security" if request.user.is_authenticated else "account_login")
    status = 503 if exception is not None else 400
    response = render(request, "accounts/discord_failed.html", {"is_silent": exception is not None}, status=status)
    if exception is not None:
        response.headers["Retry-After"] = "60"
    return response


@page
@never_cache
def arrival(request: HttpRequest) -> HttpResponse:
    """Who came from Discord and is not known by it: link it to an account, or open one."""
    _check_open()
    came, path = _waiting(request)
    if came is None:
        return redirect("account_login")
    if request.user.is_authenticated:
        return _link_or_ask(request, came)
    if not came.email or accounts.by_address(came.email) is not None:
        return render(request, "accounts/discord_sign_in.html", {"arrival": came, "is_known": bool(came.email)})
    return _welcome(request, came, path)


def _waiting(request: HttpRequest) -> tuple[Arrival | None, str]:
    kept = dict(request.session.get(ARRIVAL) or {})
    path, since = kept.pop("path", ""), kept.pop("at", 0)
    if not kept or clock.now().timestamp() - since > WAITS_SECONDS:
        request.session.pop(ARRIVAL, None)
        return None, ""
    return Arrival(**kept), path


def _link_or_ask(request: HttpRequest, came: Arrival) -> HttpResponse:
    # a session that was left open must not become somebody else's way in
    if not _is_fresh(request):
        raise ReauthenticationRequired
    if request.method != "POST":
        return render(request, "accounts/discord_link.html", {"arrival": came})
    return _link(request, came)


def _is_fresh(request: HttpRequest) -> bool:
    """Whether somebody showed in the last minutes, in any way, that the account is theirs."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(clock.now().timestamp() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


def _welcome(request: HttpRequest, came: Arrival, path: str) -> HttpResponse:
    known = persons.by_address(came.email)
    initial = {"name": came.called, "time_zone": settings.VISITOR_TIME_ZONE, "picture": True}
    form = DiscordWelcomeForm(request.POST or None, initial=initial, has_picture=bool(came.picture), person=known)
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, came, form.cleaned_data, path)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    shown = {"form": form, "arrival": came}
    return render(request, "accounts/discord_welcome.html", shown, status=422 if form.errors else 200)


def _opened(request: HttpRequest, came: Arrival, values: dict[str, Any], path: str) -> HttpResponse:
    at, by = clock.now(), acting.actor(request)
    account = discord_links.open_account(
        came, name=values["name"], language=get_language() or "en", time_zone=values["time_zone"], by=by, at=at
    )
    discord_links.take_over(account, name=False, picture=bool(values.get("picture")), by=by, at=at)
    agreeing.keep(account.person, values.get("agreed", ()), by=by, at=at)
    request.session.pop(ARRIVAL, None)
    flash.done(request, _("Welcome! Your account is open."))
    return perform_login(request, account, redirect_url=path if is_ours(request, path) else "/")


@page
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Offer Discord's name and picture; nothing is taken over unless it is chosen."""
    found = discord_links.of(request.user)  # type: ignore[arg-type]
    if found is None:
        raise Missing
    form = DiscordProfileForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        wanted = {field: bool(form.cleaned_data.get(field)) for field in ("name", "picture")}
        discord_links.take_over(request.user, **wanted, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
        if any(wanted.values()):
            flash.done(request, _("Taken over from Discord; a picture takes a moment."))
        return redirect("accounts:security")
    return render(request, "accounts/discord_profile.html", {"form": form, "found": found})


@page
@login_required
@reauthentication_required(app="allauth.account")
def unlinking(request: HttpRequest) -> HttpResponse:
    if discord_links.of(request.user) is None:  # type: ignore[arg-type]
        raise Missing
    if request.method != "POST":
        return render(request, "accounts/discord_unlinking.html")
    try:
        discord_links.unlink(request.user, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("Discord is unlinked, and signs you in no more."))
    return redirect(reverse("accounts:security"))
