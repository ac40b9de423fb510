"""Another address for one's account: asked for, proved by the link in its mail, stopped by the link in the other."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Invalid
from lineup.core.people import address_changes, limits
from lineup.interfaces.web import acting, flash, secrets
from lineup.interfaces.web.accounts import tries
from lineup.interfaces.web.accounts.entrance import page
from lineup.interfaces.web.accounts.forms import NewAddressForm


@page
@never_cache
@login_required
@reauthentication_required(app="allauth.account")
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; the answer is the same whether or not we know it."""
    at, form = clock.now(), NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        limits.spend(*tries.mail(request, email), *tries.address_change(request.user), at=at)  # type: ignore[arg-type]
        try:
            address_changes.ask(request.user, email=email, by=acting.actor(request), at=at)  # type: ignore[arg-type]
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            flash.done(request, _("We sent a link to the new address. Open it where you are signed in."))
            return redirect("accounts:address")
    shown = {"form": form, "change": address_changes.open_of(request.user, at=at)}  # type: ignore[arg-type]
    return render(request, "accounts/address.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def withdrawal(request: HttpRequest) -> HttpResponse:
    address_changes.withdraw(request.user, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    flash.done(request, _("Your address stays as it is."))
    return redirect("accounts:security")


@page
@secrets.keep
@login_required
def proof(request: HttpRequest, secret: str) -> HttpResponse:
    """Looked at by GET, used up by POST, by the account alone that asked for it."""
    at, by = clock.now(), acting.actor(request)
    change = address_changes.find(secret, by=by, at=at)
    if request.method != "POST":
        return render(request, "accounts/address_proof.html", {"change": change})
    address_changes.confirm(change, by=by, at=at)
    flash.done(request, _("Your address is %(email)s now.") % {"email": change.email})
    return redirect("accounts:security")


@page
@secrets.keep
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """By whoever reads the former mailbox, signed in or not."""
    at = clock.now()
    change = address_changes.find_stop(secret, at=at)
    if request.method != "POST":
        return render(request, "accounts/address_stop.html", {"change": change, "consequences": _consequences()})
    address_changes.stop(change, by=secrets.actor(request, None), at=at)
    return redirect("account_mail_sent")


def _consequences() -> list[str]:
    return [
        _("The account keeps this address, or has it again."),
        _("Everybody is signed out, on every device, and API tokens end."),
        _("The present password opens nothing any more: we send you a link to choose a new one."),
    ]
