"""A guest sees what is held on them, takes it along, or has it erased: by a link to their address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import limits, proofs
from lineup.core.privacy import by_link, erasure, held
from lineup.interfaces.web import acting, flash, secrets
from lineup.interfaces.web.accounts import tries
from lineup.interfaces.web.accounts.forms import AddressForm
from lineup.interfaces.web.privacy import archives, consequences, words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Answer the same, after the same work, whether or not the address is known."""
    form = AddressForm(acting.sent(request))
    if request.method == "POST" and form.is_valid():
        email, at = form.cleaned_data["email"], clock.now()
        limits.spend(*tries.mail(request, email), at=at)
        proofs.ask(by_link.PURPOSE, email=email, language=get_language() or "en", at=at)
        return render(request, "privacy/sent.html", {"mailbox": settings.MAILBOX})
    return render(request, "privacy/ask.html", {"form": form}, status=422 if form.errors else 200)


@secrets.keep
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    person = by_link.guest(secret, at=clock.now())
    shown = {"secret": secret, "email": person.email, "parts": words.named(held.counts(person))}
    return render(request, "privacy/by_link.html", shown)


@secrets.keep
@require_POST
def download(request: HttpRequest, secret: str) -> HttpResponseBase:
    person = by_link.guest(secret, at=clock.now())
    return archives.of(person, by=secrets.actor(request, person), at=clock.now())


@secrets.keep
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what it leads to by GET, do it by POST; the link is used up with everything else."""
    person = by_link.guest(secret, at=clock.now())
    by, at = secrets.actor(request, person), clock.now()
    if request.method == "POST":
        try:
            erasure.erase(person, by=by, at=at)
        except Refusal as refusal:
            flash.refused(request, refusal)
            return redirect("privacy:link-erasure", secret=secret)
        flash.done(request, _("You were erased. Nothing tells of you any more."))
        return redirect("events:discover")
    shown = {"secret": secret, **consequences.shown(person, by=by, at=at)}
    return render(request, "privacy/link_erasure.html", shown)
