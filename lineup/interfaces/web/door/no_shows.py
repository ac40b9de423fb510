"""Places of an atelier whose holders did not come: told first, then given on, and brought back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import undo as undoing
from lineup.domains.onsite.door import no_shows
from lineup.domains.onsite.models import Session
from lineup.interfaces.web import acting, flash

MOST_SHOWN = 200


def _session(request: HttpRequest, slug: str, pk: Any) -> Session:
    return no_shows.find(request.person, slug=slug, session=pk, at=clock.now())  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    session = _session(request, slug, pk)
    if request.method == "POST":
        try:
            done = no_shows.release(session, by=acting.actor(request), at=clock.now())
            flash.done(request, _said(len(done.places)))
        except Refusal as refusal:
            flash.refused(request, refusal)
        return redirect(request.path)
    missing = list(no_shows.absent(session, at=clock.now()).select_related("participant", "entered")[:MOST_SHOWN])
    shown = {
        "event": session.event,
        "offering": session.event.offering,
        "session": session,
        "missing": missing,
        "released": list(no_shows.released(session, at=clock.now())),
    }
    return render(request, "door/no_shows.html", shown)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    session = _session(request, slug, pk)
    try:
        place = no_shows.find_released(session, request.POST.get("place", ""), at=clock.now())
        undoing.undo(place, by=acting.actor(request), at=clock.now())
        flash.done(request, _("The place is theirs again."))
    except Refusal as refusal:
        flash.refused(request, refusal)
    return redirect("door:no-shows", slug=slug, pk=pk)


def _said(number: int) -> str:
    if not number:
        return _("Everybody is here; no place was released.")
    return ngettext(
        "%(number)s place was released; who is next in line moves up.",
        "%(number)s places were released; who is next in line moves up.",
        number,
    ) % {"number": number}
