"""The bin: what its keepers may take out again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.participation import purging
from lineup.domains.events import events, venues
from lineup.domains.events import purging as events_purging
from lineup.interfaces.web import binned


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    of_events = events.binned(person).annotate(stays=purging.had_places())
    of_venues = venues.binned(person).annotate(stays=events_purging.is_shown())
    shown = {
        "events": binned.page(request, of_events, key="cursor"),
        "venues": binned.page(request, of_venues, key="venues"),
    }
    return render(request, "events/bin.html", shown)
