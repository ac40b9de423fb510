"""What was scanned: for a controller in the room of the slot that runs, for organisers everywhere."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.onsite import rooms
from lineup.domains.onsite.door import controllers, log, reasons

PAGE = 50


@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    event, standing = controllers.find_event(person, slug=slug, at=at)
    room = controllers.readable_room(event, standing, request.GET.get("room", ""))
    rows = log.of(event, room.pk if room else None)
    page = cursors.page(rows, order=log.ORDER, cursor=request.GET.get("cursor", ""), size=PAGE)
    shown = {
        "event": event,
        "offering": event.offering,
        "standing": standing,
        "room": room,
        "rooms": list(rooms.of(event)) if standing.organises else [],
        "figures": log.figures(event, room.pk if room else None),
        "page": page,
        "rows": [(row, reasons.of(row.reason)) for row in page.items],
    }
    return render(request, "door/scans.html", shown)
