"""Who exhibits at an event, and their floor plans, for who takes part in it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lineup.core.foundation import cursors
from lineup.domains.events import events
from lineup.domains.onsite import booths
from lineup.interfaces.web import files
from lineup.interfaces.web.onsite import showing

PAGE = 50


@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """By the names of their booths."""
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    rows = booths.shown_to(person, event)
    shown = {
        "event": event,
        "offering": event.offering,
        "page": cursors.page(rows, order=booths.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE),
        "exhibits": booths.exhibits(event, person),
        "crumbs": showing.crumbs(event, (_("Exhibitors"), "")),
    }
    return render(request, "onsite/stands.html", shown)


@require_safe
@login_required
def plan(request: HttpRequest, slug: str, pk: Any) -> HttpResponseBase:
    person = request.person  # type: ignore[attr-defined]
    event = events.find_visible(person, slug=slug)
    return files.of_booth(booths.find_shown(person, event, pk))
