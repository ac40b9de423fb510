"""How many are inside, brought up to date by itself: one or two cheap questions each few seconds."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock
from lineup.domains.onsite.door import controllers, doors, log
from lineup.domains.onsite.door.doors import Opened


def shown(opened: Opened) -> dict[str, Any]:
    """Return how full the door's room is, or at the entrance how many are here of how many."""
    path = reverse("door:counts", kwargs={"slug": opened.event.offering.slug})
    if opened.room is not None:
        return {"inside": opened.room.inside, "capacity": opened.room.capacity, "counts_path": path}
    found = log.counts(opened.event)
    return {"inside": found.here, "capacity": found.expected, "counts_path": path}


@require_safe
@login_required
def counts(request: HttpRequest, slug: str) -> HttpResponse:
    """The counts alone: of one door, or, asked with `all`, of all doors for the organiser's desk."""
    at, person = clock.now(), request.person  # type: ignore[attr-defined]
    if "all" in request.GET:
        event = doors.find_event(person, slug=slug)
        return render(request, "door/all_counts.html", {"counts": log.counts(event), "offering": event.offering})
    room = request.GET.get("room", "")
    if not room:
        _event, standing = controllers.find_event(person, slug=slug, at=at)
        room = str(standing.slot.room_id) if standing.slot else ""
    opened = doors.open_to(person, slug=slug, room_id=room if room not in ("", "entrance") else None, at=at)
    return render(request, "door/counts.html", {"room": opened.room, **shown(opened)})
