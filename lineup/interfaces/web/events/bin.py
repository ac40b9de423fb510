"""The bin: what its keepers may take out again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import cursors
from lineup.core.participation import purging
from lineup.domains.events import events, venues
from lineup.domains.events import purging as events_purging

PAGE = 30


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    of_events = cursors.page(
        events.binned(person).annotate(stays=purging.had_places()),
        order=("-binned_at", "-id"),
        cursor=request.GET.get("cursor", ""),
        size=PAGE,
    )
    of_venues = cursors.page(
        venues.binned(person).annotate(stays=events_purging.is_shown()),
        order=("-binned_at", "-id"),
        cursor=request.GET.get("venues", ""),
        size=PAGE,
    )
    return render(request, "events/bin.html", {"events": of_events, "venues": of_venues})
