"""Who speaks at the event, and what is said about them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import speakers
from lineup.interfaces.web import acting, flash
from lineup.interfaces.web.onsite import opening
from lineup.interfaces.web.onsite.forms import SpeakerForm
from lineup.interfaces.web.onsite.opening import Desk

PAGE = 50


@require_safe
@opening.desk
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    rows = speakers.of(opening.event_of(desk))
    found = cursors.page(rows, order=("name", "id"), cursor=request.GET.get("cursor", ""), size=PAGE)
    return opening.page(request, desk, "speakers.html", {"page": found})


@require_http_methods(["GET", "HEAD", "POST"])
@opening.desk
def edit(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    speaker = speakers.find(opening.event_of(desk), pk)
    initial = {"name": speaker.name, "about": speaker.about, "email": speaker.email_folded}
    form = SpeakerForm(acting.sent(request), initial=initial)
    if form.carries_out(lambda: speakers.change(speaker, by=desk.by, at=clock.now(), **form.cleaned_data)):
        flash.done(request, _("Saved."))
        return redirect(opening.path(desk, "speakers"))
    shown = {"form": form, "speaker_name": initial["name"], "speaker_id": pk}
    return opening.page(request, desk, "speaker.html", shown, status=422 if form.errors else 200)


@require_POST
@opening.desk
def remove(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    speaker = speakers.find(opening.event_of(desk), pk)
    try:
        speakers.remove(speaker, by=desk.by, at=clock.now())
    except Refusal as refusal:
        flash.refused(request, refusal)
        return redirect(opening.path(desk, "speaker", pk=pk))
    flash.done(request, _("“%(speaker)s” is removed.") % {"speaker": speaker.name})
    return redirect(opening.path(desk, "speakers"))
