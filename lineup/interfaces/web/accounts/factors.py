"""Second factors set up, renamed, removed; recovery codes made anew. Each asks first whether it is you."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as ceremony
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lineup.core.clubs import factor_rule
from lineup.core.foundation import clock, qr, sealing
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.people import codes, factor_resets, second_factors
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.factor_forms import AppForm, PasskeyForm, PasskeyNameForm

APP = "allauth.mfa"
again = reauthentication_required(app=APP)
SEED = "new_app_seed"


@page
@never_cache
@login_required
@again
@sensitive_post_parameters("code")
def app(request: HttpRequest) -> HttpResponse:
    """Show the seed as a QR code and as text; the first code that the app shows sets it up."""
    seed, form = _seed(request), AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = second_factors.add_app(
                request.user,  # type: ignore[arg-type]
                seed=seed,
                code=form.cleaned_data["code"],
                by=acting.actor(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            del request.session[SEED]
            flash.done(request, _("Your authenticator app is set up."))
            return _codes_or_back(request, made)
    address = get_adapter().build_totp_url(request.user, seed)  # type: ignore[arg-type]
    shown = {"form": form, "seed": seed, "groups": _in_fours(seed), "address": address, "qr": qr.drawn(address)}
    return render(request, "accounts/app.html", shown, status=422 if form.errors else 200)


def _seed(request: HttpRequest) -> str:
    """The seed on offer in this session; sealed, for sessions lie in the database."""
    if SEED not in request.session:
        request.session[SEED] = sealing.seal(codes.new_seed())
    return sealing.unseal(request.session[SEED])


def _in_fours(seed: str) -> list[str]:
    return [seed[start : start + 4] for start in range(0, len(seed), 4)]


@page
@never_cache
@login_required
@again
def passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey: the browser's ceremony fills the form."""
    form = PasskeyForm(request.POST or None, user=request.user, initial={"name": ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = second_factors.add_passkey(
                request.user,  # type: ignore[arg-type]
                name=form.cleaned_data["name"],
                credential=form.cleaned_data["credential"],
                by=acting.actor(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("Your passkey is kept: from now on it signs you in."))
            return _codes_or_back(request, made)
    options = ceremony.begin_registration(request.user, passwordless=True)  # type: ignore[arg-type]
    shown = {"form": form, "options": json.dumps(options)}
    return render(request, "accounts/passkey.html", shown, status=422 if form.errors else 200)


def _codes_or_back(request: HttpRequest, made: list[str]) -> HttpResponse:
    """Show the codes that came along in this answer, and nowhere else."""
    return _shown(request, made) if made else redirect("accounts:security")


def _shown(request: HttpRequest, made: list[str]) -> HttpResponse:
    shown = {"codes": [f"{code[:5]} {code[5:]}" for code in made], "copied": " ".join(made)}
    return render(request, "accounts/codes.html", shown)


@page
@never_cache
@login_required
@again
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make recovery codes anew, after a page that says that the former ones end."""
    if request.method != "POST":
        return render(request, "accounts/codes_renewal.html", {"held": second_factors.held(request.user)})  # type: ignore[arg-type]
    return _shown(request, second_factors.renew_codes(request.user, by=acting.actor(request), at=clock.now()))  # type: ignore[arg-type]


@page
@login_required
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    factor = _own(request, pk)
    if request.method != "POST":
        return render(request, "accounts/factor_removal.html", _consequences(request, factor))
    try:
        second_factors.remove(factor, by=acting.actor(request), at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("It is removed, and opens nothing any more."))
    return redirect("accounts:security")


def _consequences(request: HttpRequest, factor: Authenticator) -> dict[str, Any]:
    held = second_factors.held(request.user)  # type: ignore[arg-type]
    is_last = len(held.passkeys) + bool(held.app) == 1
    asking = [club.name for club in factor_rule.clubs_asking(request.person)[:5]]  # type: ignore[attr-defined]
    said = [_("From then on your password alone opens your account."), _("Your recovery codes go with it.")]
    if asking:
        said.append(_("What your role allows there is closed to you: %(clubs)s") % {"clubs": ", ".join(asking)})
    return {"factor": factor, "consequences": said if is_last else [_("Your other ways to sign in stay.")]}


@page
@login_required
def passkey_name(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk, types=(Authenticator.Type.WEBAUTHN,))
    form = PasskeyNameForm(request.POST or None, initial={"name": found.data["name"]})
    if request.method == "POST" and form.is_valid():
        second_factors.rename_passkey(found, name=form.cleaned_data["name"], by=acting.actor(request), at=clock.now())
        flash.done(request, _("The passkey has its new name."))
        return redirect("accounts:security")
    return render(request, "accounts/passkey_name.html", {"form": form}, status=422 if form.errors else 200)


def _own(request: HttpRequest, pk: int, types: tuple[str, ...] = second_factors.FACTORS) -> Authenticator:
    found = Authenticator.objects.select_related("user").filter(user=request.user, pk=pk, type__in=types).first()
    if found is None:
        raise Missing
    # asked after the look-up: who asks for another's learns nothing
    raise_if_reauthentication_required(request, app=APP)
    return found


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Leave the second factor, which an admin was about to take away."""
    factor_resets.keep(request.user, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    flash.done(request, _("Your second factor stays."))
    return redirect("accounts:security")
