"""How one gets in: ask for a link, open the account, choose a new password."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import accounts, limits, persons, proofs, sessions
from lineup.core.people.models import Account, Proof
from lineup.interfaces.web import acting, agreeing, flash
from lineup.interfaces.web.accounts import adapter, tries
from lineup.interfaces.web.accounts.forms import AddressForm, NewPasswordForm, WelcomeForm

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_path(request) or "accounts:profile")
    return _ask(request, Proof.Purpose.SIGN_UP, "account/signup.html", typed=request.GET.get("email", ""))


@page
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    typed = getattr(request.user, "email", "")
    return _ask(request, Proof.Purpose.RESET, "account/password_reset.html", typed=typed)


def _ask(request: HttpRequest, purpose: str, template: str, *, typed: str) -> HttpResponse:
    """Answer the same, after the same work, whether or not the address is known."""
    form = AddressForm(request.POST or None, initial={"email": typed})
    if request.method == "POST" and form.is_valid():
        email, at = form.cleaned_data["email"], clock.now()
        limits.spend(*tries.mail(request, email), at=at)
        proofs.ask(purpose, email=email, language=get_language() or "en", next_path=next_path(request), at=at)
        return redirect("account_mail_sent")
    return render(request, template, {"form": form, "next": next_path(request)}, status=_status(form))


@require_safe
def mail_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/mail_sent.html", {"mailbox": settings.MAILBOX})


@page
@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Open the account of a proved address: looked at by GET, used up by POST."""
    at = clock.now()
    proof = proofs.find(secret, Proof.Purpose.SIGN_UP, at=at)
    known = persons.by_address(proof.email)
    initial = {
        "name": known.name if known else "",
        "time_zone": known.time_zone if known else settings.VISITOR_TIME_ZONE,
    }
    form = WelcomeForm(request.POST or None, initial=initial, person=known)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data.pop("agreed", ())
        try:
            account = accounts.create(proof, **form.cleaned_data, by=acting.actor(request), at=at)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            agreeing.keep(account.person, agreed, by=acting.actor(request), at=at)
            flash.done(request, _("Welcome! Your account is open."))
            return _let_in(request, account, proof.next_path)
    return render(request, "account/welcome.html", {"form": form, "email": proof.email}, status=_status(form))


@page
@never_cache
@sensitive_post_parameters("password")
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a new password by the link in the mail; every session of the account ends."""
    at = clock.now()
    proof = proofs.find(secret, Proof.Purpose.RESET, at=at)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = accounts.reset_password(proof, **form.cleaned_data, by=acting.actor(request), at=at)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            flash.done(request, _("Your new password holds; other devices were signed out."))
            sessions.end_others(account, keep=None, by=acting.actor(request), at=at)
            return _let_in(request, account, proof.next_path)
    return render(request, "account/password_reset_from_key.html", {"form": form}, status=_status(form))


def _let_in(request: HttpRequest, account: Account, path: str) -> HttpResponse:
    setattr(request, adapter.BY_MAIL, True)
    record_authentication(request, account, "mail")
    return perform_login(request, account, redirect_url=path if is_ours(request, path) else "/")


def next_path(request: HttpRequest) -> str:
    """Return where to go afterwards, when it is a path of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(request, wanted) else ""


def is_ours(request: HttpRequest, path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, {request.get_host()})


def _status(form: Form) -> int:
    return 422 if form.errors else 200
