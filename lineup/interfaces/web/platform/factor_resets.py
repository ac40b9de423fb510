"""The second factor of somebody who lost it, taken away after a day in which its owner can object."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import factor_resets
from lineup.interfaces.web import acting, admins, flash
from lineup.interfaces.web.platform.people import with_account


@require_http_methods(["GET", "HEAD", "POST"])
@admins.only
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what it leads to by GET, do it by POST."""
    found = with_account(pk)
    if request.method != "POST":
        return render(request, "platform/factor_reset.html", {"person": found, "consequences": _consequences()})
    try:
        factor_resets.ask(found.account, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        flash.done(request, _("The second factor of %(name)s goes in a day; they are told.") % {"name": found.name})
    return redirect("platform:person", pk=pk)


def _consequences() -> list[str]:
    return [
        _("Make sure first that it is them who ask: see or call them, and don’t rely on a mail."),
        _("They are told now, by mail too. In a day their passkeys, authenticator app and recovery codes are gone."),
        _("If they sign in with it before then, it stays: nobody lost it."),
        _("Afterwards their password alone signs in, until they set up another second factor."),
    ]


@require_POST
@admins.only
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = with_account(pk)
    factor_resets.keep(found.account, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]
    flash.done(request, _("%(name)s keeps the second factor.") % {"name": found.name})
    return redirect("platform:person", pk=pk)
