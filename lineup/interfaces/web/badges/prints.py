"""Prints of badges: ordered, looked at while they are set, fetched, thrown away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lineup.core.foundation import clock, text
from lineup.core.foundation.errors import Refusal
from lineup.domains.onsite import badge_layouts, badge_prints
from lineup.domains.onsite.models import BadgePrint
from lineup.interfaces.web import files, flash, waiting
from lineup.interfaces.web.badges import listing, opening
from lineup.interfaces.web.badges.forms import PICKED, PrintForm
from lineup.interfaces.web.badges.opening import Desk


@require_POST
@opening.desk
def order(request: HttpRequest, desk: Desk) -> HttpResponse:
    form, which = PrintForm(request.POST), request.POST.get("which", "")
    if form.is_valid():
        try:
            job = badge_prints.order(
                opening.event_of(desk),
                only_new=which == "new",
                only=request.POST.getlist("picked") if which == PICKED else None,
                by=desk.by,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.say(refusal)
        else:
            return redirect(opening.path(desk, "print", pk=job.pk))
    return listing.page(request, desk, form, status=422)


@require_safe
@opening.desk
def show(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    """How far it is while it is set; afterwards where to fetch it."""
    job = badge_prints.find(opening.event_of(desk), pk)
    shown = {"job": job, "layout": badge_layouts.find(job.layout).label, "kept_days": badge_prints.KEPT.days}
    answer = opening.page(request, desk, "print.html", shown)
    return waiting.looks_again(answer) if job.state == BadgePrint.State.WAITING else answer


@require_safe
@opening.desk
def download(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    job = badge_prints.find(opening.event_of(desk), pk)
    response = HttpResponse(badge_prints.content(job), content_type="application/pdf")
    name = text.slug(desk.offering.title, fallback="event")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-badges.pdf"'
    for header, value in files.INERT.items():
        response.headers[header] = value
    return response


@require_POST
@opening.desk
def discard(request: HttpRequest, desk: Desk, pk: Any) -> HttpResponse:
    badge_prints.discard(badge_prints.find(opening.event_of(desk), pk), by=desk.by, at=clock.now())
    flash.done(request, _("The print is gone; the badges stay."))
    return redirect(opening.path(desk))
