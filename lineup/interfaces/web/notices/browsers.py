"""The browsers in which somebody hears although no page is open: switched on and off, and the worker that shows it."""

from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import browsers
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.accounts import signing_out

WORKER = "lineup/js/worker.js"


@require_POST
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Take what the browser filled into the form."""
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    try:
        made = browsers.add(request.person, **given, by=acting.actor(request), at=clock.now())  # type: ignore[attr-defined]
    except Refusal as refusal:
        flash.refused(request, refusal)
    else:
        request.session[signing_out.SHOWS_NOTICES] = str(made.pk)
        flash.done(request, _("This browser shows your notices from now on."))
    return redirect("notices:choices")


@require_POST
@login_required
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    browsers.remove(request.person, pk, by=acting.actor(request), at=clock.now())  # type: ignore[attr-defined]
    flash.done(request, _("That browser shows your notices no longer."))
    return redirect("notices:choices")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows what was pushed: from the top of the site, so that a browser lets it answer for all."""
    response = HttpResponse(_content(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _content() -> bytes:
    return Path(str(finders.find(WORKER))).read_bytes()
